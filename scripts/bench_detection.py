#!/usr/bin/env python3
"""Measure language detection: this program, langdetect as it comes, and lingua.

    uv run --group bench python scripts/bench_detection.py FOLDER

FOLDER holds one file a language, named by its code (``en.txt``), one sentence a line; the FLORES+ development set in that
shape is what the table in the README was made from. No statistics are taken from it, but the detector's threshold and
weights were chosen, and its word lists extended, while watching this measure: on other texts expect a little less.

lingua weighs about 100 MB; to keep it out of the project's environment, make one of its own::

    uv venv bench-venv && uv pip install --python bench-venv langdetect lingua-language-detector babel
    PYTHONPATH=. bench-venv/bin/python scripts/bench_detection.py FOLDER

The table is Markdown. Time is the processor's, for the sentences, models loaded, as a ratio to langdetect as it comes.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from translator.detection import detect
from translator.detection.clues import says
from translator.detection.profiles import runs_of
from translator.languages import canonical, same_language

Answer = Callable[[str], str | None]


@dataclass
class Score:
    """What one method did with one set of texts."""

    right: int = 0
    answered: int = 0
    texts: int = 0
    shared: int = 0
    """Texts in languages that every method knows."""
    shared_right: int = 0
    seconds: float = 0.0
    mistakes: Counter[tuple[str, str]] = field(default_factory=Counter)

    def row(self) -> str:
        """Accuracy, coverage, accuracy when answered, accuracy on the languages that every method knows: percent."""
        sure = 100 * self.right / self.answered if self.answered else 0.0
        known = 100 * self.shared_right / self.shared if self.shared else 0.0
        return f"{100 * self.right / self.texts:.1f} | {100 * self.answered / self.texts:.1f} | {sure:.1f} | {known:.1f}"


def langdetect_raw(text: str) -> str | None:
    """langdetect as it comes: no seed, no threshold."""
    from langdetect import LangDetectException
    from langdetect import detect as guess

    try:
        return canonical(guess(text))
    except LangDetectException:
        return None


def lingua_answers() -> tuple[Answer, Answer, frozenset[str]] | None:
    """lingua over all its languages: its best guess, its guess if at least as sure as asked, and what it knows."""
    try:
        from lingua import LanguageDetectorBuilder
    except ImportError:
        return None
    builder = LanguageDetectorBuilder.from_all_languages()
    detector = builder.with_preloaded_language_models().build()

    def best(text: str) -> str | None:
        found = detector.detect_language_of(text)
        return canonical(found.iso_code_639_1.name) if found else None

    def sure(text: str) -> str | None:
        first = detector.compute_language_confidence_values(text)[0]
        return canonical(first.language.iso_code_639_1.name) if first.value >= 0.7 else None

    from lingua import Language

    return best, sure, frozenset(canonical(one.iso_code_639_1.name) for one in Language.all())


def measure(answer: Answer, texts: list[tuple[str, str]], everyone: frozenset[str]) -> Score:
    """Ask about every text and count."""
    start = time.process_time()
    found = [answer(text) for _code, text in texts]
    score = Score(seconds=time.process_time() - start)
    for (code, _text), one in zip(texts, found, strict=True):
        right = one is not None and same_language(one, code)
        score.texts += 1
        score.answered += one is not None
        score.right += right
        if code in everyone:
            score.shared += 1
            score.shared_right += right
        if not right:
            score.mistakes[code, one or "nothing"] += 1
    return score


def joined(sentences: list[str], size: int) -> Iterator[str]:
    """The sentences, *size* at a time, as paragraphs."""
    for at in range(0, len(sentences), size):
        yield " ".join(sentences[at : at + size])


def start_of(sentences: list[str], words: int) -> Iterator[str]:
    """The first words of each sentence, as a heading or a caption might be; a third of the letters without spaces."""
    for sentence in sentences:
        parts = sentence.split()
        yield " ".join(parts[:words]) if len(parts) > words else sentence[: len(sentence) // 3]


KINDS: dict[str, Callable[[list[str]], Iterable[str]]] = {
    "one sentence": lambda lines: lines,
    "five sentences": lambda lines: joined(lines, 5),
    "four words": lambda lines: start_of(lines, 4),
}


def known_to_langdetect() -> frozenset[str]:
    """The languages langdetect has statistics of."""
    from langdetect.detector_factory import PROFILES_DIRECTORY

    return frozenset(canonical(path.name) for path in Path(PROFILES_DIRECTORY).iterdir())


def table(
    data: dict[str, list[str]], methods: dict[str, Answer], everyone: frozenset[str], mistakes: int
) -> None:
    """Print a row for each kind of text and method."""
    print(
        "| text | method | accuracy | coverage | accuracy when answered | accuracy, shared languages | time |"
    )
    print("|---|---|---:|---:|---:|---:|---:|")
    for kind, cut in KINDS.items():
        texts = [(code, text) for code, lines in data.items() for text in cut(lines)]
        base = 0.0
        for name, answer in methods.items():
            for lines in data.values():  # load every model before the clock starts
                answer(lines[0])
            runs_of.cache_clear()  # what one pass learned about words must not help the next
            says.cache_clear()
            score = measure(answer, texts, everyone)
            base = base or score.seconds
            print(f"| {kind} | {name} | {score.row()} | {score.seconds / base:.2f} |", flush=True)
            for (code, taken), count in score.mistakes.most_common(mistakes):
                print(f"    {code} taken for {taken}: {count}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="one file a language, one sentence a line")
    parser.add_argument(
        "--mistakes", type=int, default=0, metavar="N", help="also list the N commonest mistakes"
    )
    options = parser.parse_args()
    files = sorted(options.folder.glob("*.txt"))
    data = {canonical(path.stem): path.read_text(encoding="utf-8").splitlines() for path in files}
    methods: dict[str, Answer] = {
        "langdetect as it comes": langdetect_raw,
        "langdetect, seeded": lambda text: detect(text, method="langdetect").language,
        "translator": lambda text: detect(text).language,
        "translator, told the candidates": lambda text: detect(text, data).language,
    }
    everyone = frozenset(data) & known_to_langdetect()
    lingua = lingua_answers()
    if lingua:
        methods |= {"lingua, best guess": lingua[0], "lingua, confidence from 0.7": lingua[1]}
        everyone &= lingua[2]
    table(data, methods, everyone, options.mistakes)
    print(
        f"\n{len(data)} languages, {sum(map(len, data.values()))} sentences; {len(everyone)} languages are shared by all methods."
    )


if __name__ == "__main__":
    main()
