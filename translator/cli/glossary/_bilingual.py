"""Source and translation side by side, whatever they come in: two texts, TMX, XLIFF, PO, or an edition."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from translator.errors import GlossaryError, InputError, UsageError
from translator.glossary.formats import xml
from translator.glossary.revision import Segment
from translator.i18n import _
from translator.languages import canonical, primary

_SUFFIXES = {
    ".tmx": "tmx", ".xlf": "xliff", ".xliff": "xliff", ".mxliff": "xliff", ".sdlxliff": "xliff", ".po": "po",
    ".pot": "po", ".json": "edition",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bilingual:
    """Segments with the languages the file names (empty when it names none)."""

    segments: list[Segment]
    source: str = ""
    target: str = ""


def read(source: Path, target: Path | None, languages: tuple[str, str]) -> Bilingual:
    """The segments of a bilingual file, or of two texts paragraph by paragraph; *languages* as far as they are known.

    Raises:
        InputError: a file cannot be read, or the two texts do not belong together.
        UsageError: one text without its translation.
    """
    kind = _SUFFIXES.get(source.suffix.lower())
    if target is not None and kind in {None, "edition"}:
        return Bilingual(list(_texts(source, target)))
    if kind is None:
        raise UsageError(
            _("Which file is the translation of {path}?").format(path=source), _("Name it after the source.")
        )
    try:
        data = source.read_bytes()
    except OSError as error:
        raise InputError(
            _("Cannot read {path}: {reason}.").format(path=source, reason=error.strerror or error)
        ) from error
    if kind == "edition":
        return _edition(source)
    if kind == "po":
        return _po(data, source)
    try:
        root = xml.parsed(data, str(source))
    except GlossaryError as error:
        raise InputError(error.message, error.hint) from error
    return _tmx(root, source, languages) if kind == "tmx" else _xliff(root, source)


def _tmx(root: Element, path: Path, languages: tuple[str, str]) -> Bilingual:
    header = next(iter(xml.descendants(root, "header")), None)
    declared = header.get("srclang", "") if header is not None else ""
    source = languages[0] or (declared if declared not in {"", "*all*"} else "")
    segments, spoken = [], dict[str, None]()
    for unit in xml.descendants(root, "tu"):
        texts: dict[str, str] = {}
        for variant in xml.children(unit, "tuv"):
            code = variant.get(xml.LANG) or variant.get("lang") or ""
            seg = next(iter(xml.children(variant, "seg")), None)
            if code:
                texts[canonical(code)] = xml.said(seg)
        spoken |= dict.fromkeys(texts)
        one = _of(texts, source) if source else next(iter(texts), "")
        two = _of(texts, languages[1]) if languages[1] else next((tag for tag in texts if tag != one), "")
        if one and two:
            segments.append(Segment(texts[one], texts[two], f"{path}:{xml.line(unit)}"))
            source = source or one
            languages = (source, languages[1] or two)
    return Bilingual(segments, canonical(source) if source else "", languages[1])


def _of(texts: dict[str, str], wanted: str) -> str:
    """The tag among *texts* that is *wanted*, region aside."""
    return next((tag for tag in texts if primary(tag) == primary(canonical(wanted))), "")


def _xliff(root: Element, path: Path) -> Bilingual:
    """XLIFF 1.2 and 2.x: units with a source and a target."""
    segments = []
    head = next(iter(xml.descendants(root, "file")), root)
    source = head.get("source-language") or root.get("srcLang") or ""
    target = head.get("target-language") or root.get("trgLang") or ""
    for unit in xml.descendants(root, "trans-unit", "segment"):
        one, two = (next(iter(xml.children(unit, name)), None) for name in ("source", "target"))
        if one is not None and two is not None:
            segments.append(Segment(xml.said(one), xml.said(two), f"{path}:{xml.line(unit)}"))
    return Bilingual(segments, canonical(source) if source else "", canonical(target) if target else "")


def _po(data: bytes, path: Path) -> Bilingual:
    import io

    from babel.messages.pofile import PoFileError, read_po

    try:
        catalog = read_po(io.BytesIO(data), abort_invalid=True)
    except (PoFileError, ValueError, UnicodeDecodeError) as error:
        raise InputError(_("Cannot read {path}: {reason}.").format(path=path, reason=error)) from error
    segments = []
    for message in catalog:
        if message.id and not message.fuzzy:
            ids = message.id if isinstance(message.id, list | tuple) else (message.id,)
            texts = message.string if isinstance(message.string, list | tuple) else (message.string,)
            place = f"{path}:{message.lineno}" if message.lineno else str(path)
            segments += [
                Segment(ids[min(n, len(ids) - 1)], text, place) for n, text in enumerate(texts) if text
            ]
    return Bilingual(segments, "", canonical(str(catalog.locale)) if catalog.locale else "")


def _edition(path: Path) -> Bilingual:
    from translator.document import Edition
    from translator.image import Wrong, decode

    try:
        value = json.loads(path.read_text("utf-8-sig"))
        value.pop("schema")
        edition: Edition = decode(Edition, value)
    except (ValueError, RecursionError, Wrong, KeyError, AttributeError, TypeError) as error:
        raise InputError(_("{path} is not an edition this program wrote.").format(path=path)) from error
    pairs = ([edition.title] if edition.title else []) + list(edition.pairs)
    segments = [
        Segment(pair.source_text, pair.target_text, f"{path} #{number}")
        for number, pair in enumerate(pairs, 1)
        if pair.status != "kept"
    ]
    return Bilingual(segments, edition.source_language, edition.target_language)


def _texts(source: Path, target: Path) -> Iterator[Segment]:
    """Two texts, paragraph beside paragraph; where their number differs, aligned by length."""
    from translator.cli.glossary._aligning import aligned
    from translator.readers import read as read_document

    ones, twos = ([b.text for b in read_document(path).blocks if b.text.strip()] for path in (source, target))
    for number, (one, two) in enumerate(aligned(ones, twos), 1):
        yield Segment(one, two, f"{target} ¶{number}")
