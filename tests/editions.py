"""Editions made by hand: every kind of block, mark and status, in five pairs of languages and four scripts."""

from __future__ import annotations

from typing import Any

from translator.document import (
    BlockKind,
    Edition,
    EditionBlock,
    Mark,
    Note,
    Pair,
    Span,
    Spans,
    TermCard,
    TermUse,
    merged,
    plain,
)

SIGNATURE = {
    "program": "translator 0.1.0",
    "engine": "argos",
    "package": "translate-en_ru 1.9",
    "beam": "4",
    "glossary": "cis-security 5f3a9c1e",
}


def spans(*parts: str | Span) -> Spans:
    return merged(tuple(Span(p) if isinstance(p, str) else p for p in parts))


def strong(text: str) -> Span:
    return Span(text, (Mark("strong"),))


def em(text: str) -> Span:
    return Span(text, (Mark("emphasis"),))


def code(text: str) -> Span:
    return Span(text, (Mark("code"),))


def link(text: str, target: str) -> Span:
    return Span(text, (Mark("link", target),))


def ref(text: str, note: str) -> Span:
    return Span(text, (Mark("noteref", note),))


def pair(source: str | Spans, target: str | Spans, **more: Any) -> Pair:
    return Pair(
        spans(source) if isinstance(source, str) else source,
        spans(target) if isinstance(target, str) else target,
        **more,
    )


def block(kind: BlockKind, *pairs: Pair, **more: Any) -> EditionBlock:
    """A block; every pair but the first gets a space before it unless it brings its own gap."""
    spaced = [
        p
        if not at or p.gap or more.get("tight")
        else Pair(**{f: getattr(p, f) for f in p.__slots__} | {"gap": " "})
        for at, p in enumerate(pairs)
    ]
    more.pop("tight", None)
    return EditionBlock(kind, tuple(spaced), **more)


def use(
    concept: str, source: str, target: str | None, of: tuple[str | Spans, str | Spans], **more: Any
) -> TermUse:
    """A term use whose places are found by looking the words up in the two sentences."""
    left, right = (text if isinstance(text, str) else plain(text) for text in of)
    at = left.index(source)
    there = (right.index(target), right.index(target) + len(target)) if target is not None else None
    return TermUse(
        concept, more.pop("glossary", "cis-security"), (at, at + len(source)), there,
        wanted=more.pop("wanted", target or ""), form=target or "", **more,
    )  # fmt: skip


def en_ru() -> Edition:
    """News from English into Russian: title, caption, list, quote, table, code, verse, notes, a flagged sentence."""
    first = (
        spans("The ", strong("CSTO"), " approved the plan on Monday, ", em("not"), " on Tuesday."),
        spans(strong("ОДКБ"), " утвердила план в понедельник, ", em("а не"), " во вторник."),
    )
    second = (
        spans("The secretary-general called it “a modest step”", ref("1", "fn1"), " and left."),
        spans("Генеральный секретарь назвал это «скромным шагом»", ref("1", "fn1"), " и ушёл."),
    )
    flagged = ("In all, 1,250 soldiers took part. 🪖", "Всего участвовали солдаты. 🪖")
    return Edition(
        "en", "ru",
        (
            block("paragraph",
                  pair(*first, terms=(use("csto", "CSTO", "ОДКБ", first, wanted="ОДКБ"),), score=-0.21),
                  pair(*second, score=-0.35,
                       terms=(use("sg", "secretary-general", "Генеральный секретарь", second,
                                  wanted="генеральный секретарь"),))),
            block("caption", pair("A bridge over the Chu river. Photo: A. Reader", "Мост через реку Чу. Фото: А. Ридер")),
            block("heading", pair("What was agreed", "О чём договорились"), level=2),
            block("item", pair("A joint exercise in May.", "Совместные учения в мае."), level=1, marker="•"),
            block("item", pair("Only by invitation.", "Только по приглашению."), level=2, marker="–"),
            block("item", pair(spans("Details are ", link("on the site", "https://example.org/a?b=1&c=2"), "."),
                               spans("Подробности — ", link("на сайте", "https://example.org/a?b=1&c=2"), ".")),
                  level=1, marker="•"),
            block("paragraph",
                  pair(*flagged, status="flagged", score=-1.9,
                       notes=(Note("numbers", "The number 1,250 is missing in the translation."),)),
                  pair("Nobody was hurt.", "Никто не пострадал.", status="edited"),
                  pair("Per aspera ad astra.", "Per aspera ad astra.", status="kept", language="la",
                       notes=(Note("third-language", "Latin is kept as it is.", severe=False),))),
            block("quote", pair("“We keep our word,” he said.", "«Мы держим слово», — сказал он."), level=1),
            block("quote", pair("So he wrote.", "Так он и написал."), level=1),
            block("divider"),
            block("cell", pair("Country", "Страна"), cell=(0, 0)),
            block("cell", pair("Troops", "Войска"), cell=(0, 1)),
            block("cell", pair("Armenia", "Армения"), cell=(1, 0)),
            block("cell", pair("40 | 50", "40 | 50", status="kept"), cell=(1, 1)),
            block("heading", pair("How to check", "Как проверить"), level=3),
            block("paragraph", pair(spans("Run ", code("sha256sum *.txt"), " first."),
                                    spans("Сначала выполните ", code("sha256sum *.txt"), "."))),
            block("code", pair("for f in *.txt; do\n  sha256sum \"$f\" <&0\ndone",
                               "for f in *.txt; do\n  sha256sum \"$f\" <&0\ndone", status="kept")),
            block("verse", pair("The river runs,\nthe bridge stands.", "Река бежит,\nмост стоит.")),
            block("note", pair("In an interview on 5 May.", "В интервью 5 мая."),
                  pair("The recording is public.", "Запись открыта."), id="fn1", marker="1"),
        ),
        title=pair("A bridge, a plan and a promise", "Мост, план и обещание"),
        metadata={"author": "Anna Reader", "date": "2024-05-06", "source": "https://example.org/bridge"},
        signature=SIGNATURE,
        cards=(
            TermCard("csto", "cis-security", ("CSTO", "Collective Security Treaty Organization"),
                     ("ОДКБ", "Организация Договора о коллективной безопасности"),
                     "A military alliance of several post-Soviet states.", "organisations", "Founded in 2002."),
            TermCard("sg", "cis-security", ("secretary-general",), ("генеральный секретарь",),
                     "The head of the alliance's secretariat."),
        ),
        name="bridge.txt",
    )  # fmt: skip


def ru_en() -> Edition:
    """A short piece from Russian into English with dialogue and a nested list."""
    return Edition(
        "ru", "en",
        (
            block("heading", pair("Утро в Караколе", "Morning in Karakol"), level=1),
            block("paragraph",
                  pair("— Вы откуда? — спросил водитель.", "“Where are you from?” the driver asked."),
                  pair("Мы молчали.", "We were silent."),
                  pair("В 7:30 открылся рынок.", "The market opened at 7:30.")),
            block("item", pair("Хлеб", "Bread"), level=1, marker="1."),
            block("item", pair("Белый", "White"), level=2, marker="•"),
            block("item", pair("Чёрный", "Brown"), level=2, marker="•"),
            block("item", pair("Чай", "Tea"), level=1, marker="2."),
        ),
        name="karakol.md",
    )  # fmt: skip


def ar_en() -> Edition:
    """A right-to-left source with a left-to-right name, digits and a note."""
    first = ("زار الوفد مدينة كانت في 12 أكتوبر.", "The delegation visited Kant on 12 October.")
    second = (
        spans("نشرت وكالة ", em("RIA Novosti"), " الخبر", ref("1", "n"), "."),
        spans("The agency ", em("RIA Novosti"), " published the news", ref("1", "n"), "."),
    )
    return Edition(
        "ar", "en",
        (
            block("paragraph", pair(*first), pair(*second)),
            block("item", pair("الأمن", "Security"), level=1, marker="•"),
            block("cell", pair("البلد", "Country"), cell=(0, 0)),
            block("cell", pair("العدد", "Number"), cell=(0, 1)),
            block("note", pair("في الساعة 14:05 (UTC).", "At 14:05 (UTC)."), id="n", marker="1"),
        ),
        title=pair("زيارة قصيرة", "A short visit"),
        metadata={"date": "2023-10-12"},
        name="visit.txt",
    )  # fmt: skip


def zh_en() -> Edition:
    """A source without spaces between words or sentences."""
    first = ("中亚五国领导人在西安会晤。", "The leaders of the five Central Asian states met in Xi’an.")
    return Edition(
        "zh", "en",
        (
            block("heading", pair("中亚峰会", "The Central Asia summit"), level=1),
            block("paragraph",
                  pair(*first, terms=(use("five", "中亚五国", "five Central Asian states", first, glossary="asia"),)),
                  pair("会议持续了两天。", "The meeting lasted two days."),
                  pair("“我们都是邻居，”东道主说。", "“We are all neighbours,” the host said."), tight=True),
        ),
        cards=(TermCard("five", "asia", ("中亚五国",), ("the five Central Asian states",)),),
        name="summit.txt",
    )  # fmt: skip


def he_ru() -> Edition:
    """Right to left into Cyrillic, with combining marks (niqqud)."""
    return Edition(
        "he", "ru",
        (
            block("paragraph",
                  pair("שָׁלוֹם לכולם!", "Всем привет!"),
                  pair(spans("הדו״ח פורסם ב־", link("אתר", "https://example.org/he"), " ב־2024."),
                       spans("Отчёт опубликован на ", link("сайте", "https://example.org/he"), " в 2024 году."))),
            block("quote", pair("„לא נשכח”, אמרה.", "«Не забудем», — сказала она."), level=2),
        ),
        title=pair("דו״ח", "Отчёт"),
        name="report.html",
    )  # fmt: skip


def en_ar() -> Edition:
    """Left to right into a right-to-left language."""
    return Edition(
        "en", "ar",
        (block("paragraph", pair("The base is in Kant.", "تقع القاعدة في كانت."),
               pair("It opened in 2003.", "افتُتحت عام 2003.")),),
        title=pair("The base", "القاعدة"),
        name="base.txt",
    )  # fmt: skip


def empty() -> Edition:
    """An article with nothing in it."""
    return Edition("en", "ru", (), name="empty.txt")


ATTACKS = (
    "<script>window.pwned=1</script>",
    "</style><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    '"><svg onload=window.pwned=1>',
    "' onmouseover='window.pwned=1",
    "{{ 7*7 }} {% raw %}",
    "<!-- --><iframe src=//evil.example></iframe>",
    "]]><script>window.pwned=1</script>",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "`window.pwned=1` ![x](https://evil.example/x.png) <b>*a*_b_|c",
    "body{background:url(https://evil.example/x)}",
    "\u202egnp.exe\u2066 \x00\x08\ufffe",
)
SCHEMES = (
    "javascript:window.pwned=1",
    "JaVaScRiPt:window.pwned=1",
    " java\tscript:window.pwned=1",
    "\x01javascript:window.pwned=1",
    "data:text/html,<script>window.pwned=1</script>",
    "vbscript:x",
    "file:///etc/passwd",
    'https://example.org/"onclick="window.pwned=1',
)


def hostile() -> Edition:
    """Every attack in every field that a stranger can fill."""
    blocks = [
        block("paragraph", pair(text, text, notes=(Note(text, text),), status="flagged"), id=text)
        for text in ATTACKS
    ]
    blocks += [block("paragraph", pair(spans(link("press", s)), spans(link("here", s)))) for s in SCHEMES]
    blocks += [
        block("item", pair(ATTACKS[0], ATTACKS[3]), level=1, marker=ATTACKS[0]),
        block("cell", pair(ATTACKS[9], ATTACKS[2]), cell=(0, 0)),
        block("code", pair("```\n</code></pre>" + ATTACKS[0], "```\n</code></pre>" + ATTACKS[0])),
        block("paragraph", pair(spans("x", ref("1", ATTACKS[3])), spans("x", ref("1", ATTACKS[3])))),
        block("note", pair(ATTACKS[0], ATTACKS[0]), id=ATTACKS[3], marker=ATTACKS[2]),
    ]
    source = "term " + ATTACKS[0]
    blocks.append(
        block("paragraph", pair(source, source, terms=(use("t", "term", "term", (source, source)),)))
    )
    return Edition(
        "en", "ru", tuple(blocks),
        title=pair(ATTACKS[1], ATTACKS[1]),
        metadata={"author": ATTACKS[0], "date": ATTACKS[2], "source": SCHEMES[0], ATTACKS[0]: ATTACKS[0]},
        signature={"program": ATTACKS[0], ATTACKS[3]: ATTACKS[0]},
        cards=(TermCard("t", "cis-security", (ATTACKS[0],), (ATTACKS[3],), ATTACKS[1], ATTACKS[2], ATTACKS[0]),),
        name=ATTACKS[3],
    )  # fmt: skip


EDITIONS = {e.__name__: e for e in (en_ru, ru_en, ar_en, zh_en, he_ru, en_ar, empty, hostile)}
