"""Short news items for the benchmark: made from patterns with a fixed seed, no sentence twice."""

from __future__ import annotations

import random
import re

PER_PARAGRAPH = 2
"""Sentences."""
_WORDS = {
    "who": [
        "the president", "the prime minister", "the defence ministry", "the Foreign Ministry", "a spokesman for the CSTO",
        "the speaker of parliament", "the head of the border service", "the governor of the region", "the opposition leader",
        "a senior official in the security council", "the mayor of the capital", "the chairman of the national bank",
    ],
    "land": "Armenia,Azerbaijan,Belarus,Georgia,Kazakhstan,Kyrgyzstan,Moldova,Russia,Tajikistan,Ukraine,Uzbekistan".split(","),
    "city": "Astana,Baku,Bishkek,Chisinau,Dushanbe,Kyiv,Minsk,Moscow,Tashkent,Tbilisi,Yerevan".split(","),
    "day": "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday".split(","),
    "month": "January,February,March,April,May,June,July,September,October,November,December".split(","),
    "thing": [
        "a joint air defence system", "the treaty on collective security", "the transit of gas", "the new railway",
        "the exchange of prisoners", "a law on foreign agents", "the border between the two countries", "the price of bread",
        "the withdrawal of troops", "the agreement on free trade", "the water of the Naryn river", "elections to parliament",
    ],
    "verb": "discussed,criticised,supported,postponed,described,rejected,defended,explained".split(","),
    "adverb": "in detail,for the first time,behind closed doors,without naming anyone,after a long pause,once again".split(","),
    "number": [str(n) for n in (3, 7, 12, 18, 25, 40, 64, 110, 250, 1200, 3500, 18000)],
    "people": "soldiers,deputies,farmers,workers,refugees,observers,journalists,doctors,teachers,engineers".split(","),
    "noun": "statement,interview,letter,report,speech,press conference,decree,telephone call".split(","),
}  # fmt: skip
_PATTERNS = [
    "{Who} of {land} {verb} {thing} {adverb} on {day}.",
    "“We will not give up {thing},” {who} said in {city} on {day}, “even if it takes {number} years.”",
    "In a {noun} published on {day}, {who} of {land} {verb} {thing}, which had cost the country {number} million dollars.",
    "About {number} {people} gathered in the centre of {city} on {day} to protest against {thing}.",
    "According to the {noun}, {number} {people} from {land} and {land} will come to {city} in {month}.",
    "{Who} did not say when {thing} would be ready, but {people} in {city} expect it by {month}.",
    "Relations between {land} and {land} have been tense since {month}, when {who} {verb} {thing} {adverb}.",
    "The {noun} was signed in {city} by {who} and by {number} {people}, among them two from {land}.",
    "{Who} flew to {city} for talks on {thing}.",
    "Why {who} {verb} {thing} {adverb} is not known.",
    "At least {number} {people} were hurt near the border with {land} in {month}, and {who} asked {city} for help.",
    "Analysts in {city} believe that {thing} matters less to {land} than {thing}, because {number} {people} depend on it.",
]


def articles(count: int, seed: int = 2) -> list[str]:
    """*count* items of two paragraphs with two sentences each, always the same for the same *seed*."""
    chance = random.Random(seed)
    used: set[str] = set()

    def sentence() -> str:
        while True:
            text = re.sub(r"\{(\w+)\}", lambda slot: _word(slot[1], chance), chance.choice(_PATTERNS))
            if text not in used:
                used.add(text)
                return text

    return [
        "\n\n".join(" ".join(sentence() for _ in range(PER_PARAGRAPH)) for _ in range(2))
        for _ in range(count)
    ]


def _word(slot: str, chance: random.Random) -> str:
    word = chance.choice(_WORDS[slot.lower()])
    return word[0].upper() + word[1:] if slot[0].isupper() else word
