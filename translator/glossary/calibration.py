"""Which proxies an installed package really renders as the bank says: measured once, kept with the package's hash.

Every proxy is put into plain sentences whose places ask for known cases. A proxy is kept when its rendering is found
in nearly all of them, and in a form that the place's case allows. Nothing but the package is needed; for a bank of
sixty nouns it is a minute's work.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translator import files, paths
from translator.glossary.checking import occurrences
from translator.glossary.proxying import Proxy, bank
from translator.glossary.scoring import Translator
from translator.languages import primary

FOUND, RIGHT = 0.8, 0.75
"""Shares of the sentences in which a proxy must be rendered as expected, and of these in a fitting case."""
FEWEST = 3
"""Proxies a class (kind, gender, number, animacy) should have; with fewer it is weak."""
Progress = Callable[[int, int], None]

_FRAMES: dict[str, tuple[tuple[str, str], ...]] = {
    "noun": (
        ("The {x} is very important.", "nomn"), ("Yesterday the {x} was mentioned again.", "nomn"),
        ("They saw the {x}.", "accs"), ("They discussed the {x} for two hours.", "accs"),
        ("This is the history of the {x}.", "gent"), ("The future of the {x} is unclear.", "gent"),
        ("There is no money without the {x}.", "gent"), ("The article was about the {x}.", "loct"),
        ("He was thinking about the {x}.", "loct"), ("They are satisfied with the {x}.", "ablt"),
        ("We agreed with the {x}.", "ablt"), ("This will help the {x}.", "datv"),
    ),
    "name": (
        ("{x} is very beautiful.", "nomn"), ("{x} supported the proposal.", "nomn"),
        ("They visited {x} last year.", "accs"), ("He loves {x}.", "accs"),
        ("This is the history of {x}.", "gent"), ("He returned from {x} yesterday.", "gent"),
        ("He lives in {x}.", "loct"), ("The talks were held in {x}.", "loct"),
        ("The book is about {x}.", "loct"), ("The border with {x} is closed.", "ablt"),
        ("Relations with {x} are good.", "ablt"), ("This will help {x}.", "datv"),
    ),
}  # fmt: skip
_PERSON = (
    ("{x} said nothing.", "nomn"), ("Yesterday {x} arrived in Minsk.", "nomn"), ("They know {x} well.", "accs"),
    ("The words of {x} were quoted.", "gent"), ("This is a photo of {x}.", "gent"), ("He met with {x}.", "ablt"),
    ("They talked with {x} for an hour.", "ablt"), ("He wrote a letter to {x}.", "datv"),
    ("The film is about {x}.", "loct"), ("They are thinking about {x}.", "loct"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """What a package does with a proxy."""

    proxy: Proxy
    found: float
    """Share of the sentences that have the expected rendering."""
    right: float
    """Share of those in which the form is one of the expected case."""

    @property
    def kept(self) -> bool:
        """Whether it is good enough to be used."""
        return self.found >= FOUND and self.right >= RIGHT


@dataclass(frozen=True, slots=True)
class Calibration:
    """The result for one package and pair."""

    measured: tuple[Measured, ...]

    @property
    def proxies(self) -> tuple[Proxy, ...]:
        """The proxies to use, the surest first."""
        kept = [one for one in self.measured if one.kept]
        return tuple(one.proxy for one in sorted(kept, key=lambda one: -one.found * one.right))

    @property
    def weak(self) -> tuple[str, ...]:
        """Classes that have some proxies in the bank, but fewer than needed survive."""
        counts: dict[str, int] = defaultdict(int)
        for one in self.measured:
            counts[_class(one.proxy)] += one.kept
        return tuple(sorted(name for name, count in counts.items() if count < FEWEST))


def calibrate(engine: Translator, source: str, target: str, progress: Progress | None = None) -> Calibration:
    """Measure every proxy of the pair's bank with *engine*; only English sources have sentences to measure with."""
    proxies = bank(source, target) if primary(source) == "en" else ()
    sentences = [(at, text, case) for at, proxy in enumerate(proxies) for text, case in _sentences(proxy)]
    made = engine.translate([text for _at, text, _case in sentences]) if sentences else []
    there: dict[int, list[bool | None]] = defaultdict(list)
    for done, ((at, _text, case), one) in enumerate(zip(sentences, made, strict=True), 1):
        there[at].append(_fitting(proxies[at], one.text, case, target))
        if progress:
            progress(done, len(sentences))
    return Calibration(tuple(_measured(proxy, there[at]) for at, proxy in enumerate(proxies)))


def remembered(signature: Mapping[str, str], source: str, target: str) -> tuple[Proxy, ...]:
    """The proxies that a calibration kept for the package of *signature*; the whole bank when there was none."""
    every = bank(source, target)
    try:
        kept = json.loads(_file(signature, source, target).read_text(encoding="utf-8"))["kept"]
    except (OSError, ValueError, KeyError, TypeError):
        return every
    order = (
        {name: at for at, name in enumerate(kept) if isinstance(name, str)} if isinstance(kept, list) else {}
    )
    return tuple(sorted((p for p in every if p.source in order), key=lambda p: order[p.source]))


def remember(calibration: Calibration, signature: Mapping[str, str], source: str, target: str) -> Path:
    """Keep *calibration* in the cache for the package of *signature*, and say where.

    Raises:
        OutputError: the cache cannot be written.
    """
    path = _file(signature, source, target)
    path.parent.mkdir(parents=True, exist_ok=True)
    data: dict[str, Any] = {
        "package": dict(signature),
        "kept": [proxy.source for proxy in calibration.proxies],
        "measured": {
            one.proxy.source: [round(one.found, 3), round(one.right, 3)] for one in calibration.measured
        },
    }
    files.write_text(path, json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    return path


def _file(signature: Mapping[str, str], source: str, target: str) -> Path:
    name = "".join(char for char in signature.get("sha256", "unknown") if char.isalnum())[:32]
    return paths.cache_dir() / "proxies" / f"{primary(source)}-{primary(target)}-{name or 'unknown'}.json"


def _sentences(proxy: Proxy) -> Sequence[tuple[str, str]]:
    frames = _PERSON if proxy.kind == "person" else _FRAMES[proxy.kind]
    plural = proxy.term.number == "pl"
    return [(_number(frame, plural).format(x=proxy.source), case) for frame, case in frames]


def _number(frame: str, plural: bool) -> str:
    return (
        frame.replace(" is ", " are ").replace(" was ", " were ")
        if plural and frame.startswith(("The {", "Yes"))
        else frame
    )


def _fitting(proxy: Proxy, text: str, case: str, language: str) -> bool | None:
    """Whether the one rendering of the proxy in *text* may stand in *case*; ``None`` when it is not there once."""
    found = [one for one in occurrences(proxy.term, text, language) if one.exact]
    if len(found) != 1:
        return None
    return any(form.case in {case, ""} for form in found[0].forms)


def _measured(proxy: Proxy, results: Sequence[bool | None]) -> Measured:
    seen = [result for result in results if result is not None]
    return Measured(proxy, len(seen) / max(len(results), 1), sum(seen) / max(len(seen), 1))


def _class(proxy: Proxy) -> str:
    term = proxy.term
    return " ".join(part for part in (proxy.kind, term.gender, term.number, term.animacy) if part)
