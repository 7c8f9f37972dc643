"""From bytes to letters: which encoding a text is in.

Order: the encoding the person named, a byte-order mark, UTF-8, UTF-16 without a mark, what the file declares, then
the 8-bit encodings, told apart by which of them makes the letters of an alphabet out of the bytes. On a page of text
charset-normalizer does that as well; on a headline or a caption it takes KOI8-R and German for Japanese,
so it is asked last, for what is in none of our tables (Chinese, Japanese, Korean and rarer ones).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

from translator.errors import InputError
from translator.i18n import _
from translator.readers.alphabets import ENCODINGS, PUNCTUATION

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 16_000
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_FIT = 0.55
"""Below this mean fit (1 is perfect) the 8-bit tables have nothing to say."""


def decode(data: bytes, name: str, encoding: str | None = None, declared: str | None = None) -> str:
    """*data* as text; line ends and control characters are left as they are.

    *encoding* is what the person named and is final; *declared* is what the file says of itself, which is often
    no longer true, so that it counts only after UTF-8.

    Raises:
        InputError: the bytes are not text, or not in *encoding*, or in none that can be told.
    """
    if encoding:
        return _named(data, name, encoding)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _named(data, name, codec)
    text = _unicode(data)
    if text is not None:
        return text
    if is_binary(data):
        raise InputError(
            _("{name} is not text: it holds binary data.").format(name=name),
            _("Save it as text, HTML, DOCX, ODT or EPUB and try again."),
        )
    if _nearly_utf8(data):
        return _named(data, name, "utf-8")  # raises, and says where it is damaged
    text = _declared(data, declared) or _eight_bit(data) or _guessed(data)
    if text is None:
        raise InputError(
            _("Cannot tell in which encoding {name} is written.").format(name=name),
            _("Name it with --encoding, for example --encoding cp1251."),
        )
    return text


def is_binary(data: bytes, one_in: int = 50) -> bool:
    """Whether more than three bytes and one in *one_in* are control characters no text has."""
    sample = data[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) > max(3, len(sample) // one_in)


def _named(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError as error:
        raise InputError(
            _("There is no encoding called “{encoding}”.").format(encoding=encoding),
            _("Usual names: utf-8, utf-16, cp1251, koi8-r, cp1250, latin-1."),
        ) from error
    except (UnicodeError, ValueError) as error:
        place = getattr(error, "start", 0)
        raise InputError(
            _("{name} is not {encoding}: the byte at offset {place} does not fit.").format(
                name=name, encoding=encoding, place=place
            ),
            _("Name its encoding with --encoding, or leave the option out to have it told."),
        ) from error


def _unicode(data: bytes) -> str | None:
    """UTF-8, or UTF-16 without a mark, if that is what *data* plainly is."""
    if not is_binary(data, one_in=10):  # what is UTF-8 throughout is hardly anything but text
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    if len(data) % 2 == 0:
        # Every text has spaces and line ends: in UTF-16 one byte of these is NUL, always on the same side.
        sides = (data[1:_SAMPLE:2].count(0), data[0:_SAMPLE:2].count(0))
        few, many = sorted(sides)
        if many > 10 * few and many * 40 > len(data[:_SAMPLE]):
            codec = "utf-16-le" if sides[0] == many else "utf-16-be"
            try:
                return data.decode(codec)
            except UnicodeDecodeError:
                return None
    return None


def _nearly_utf8(data: bytes) -> bool:
    """Whether *data* is UTF-8 but for a few bytes: read as anything else, every letter would be wrong."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = len(text) - len(text.encode("ascii", "ignore")) - broken
    return broken * 10 < sound


def _declared(data: bytes, declared: str | None) -> str | None:
    """*data* in the encoding it declares, where that is one and fits."""
    if declared is None:
        return None
    usual = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
    try:
        return data.decode(usual.get(declared.lower(), declared))
    except (LookupError, UnicodeError, ValueError):
        return None


def _eight_bit(data: bytes) -> str | None:
    """*data* in the 8-bit encoding whose letters fit an alphabet best."""
    sample = _telling(data)
    if not sample:
        return None
    fits = [(fit(sample, encoding), -rank, encoding) for rank, encoding in enumerate(ENCODINGS)]
    for value, _rank, encoding in sorted(fits, reverse=True):
        if value < _FIT:
            return None
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _telling(data: bytes) -> bytes:
    """The words of *data* with a byte over 127, up to a sample's length."""
    out: list[bytes] = []
    size = 0
    for found in re.finditer(rb"[^\x00-\x20]{0,20}[\x80-\xff][^\x00-\x20]{0,40}", data):
        out.append(found.group())
        size += len(out[-1])
        if size > _SAMPLE:
            break
    return b" ".join(out)


def fit(sample: bytes, encoding: str) -> float:
    """How well *sample* read as *encoding* looks like one of its languages, at most 1."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        text = sample.decode(encoding, "replace")
        if text.count("\ufffd") * 50 > len(text):
            return -1.0
    return max(_fit_language(text, letters) for letters in ENCODINGS[encoding].values())


def _fit_language(text: str, letters: str) -> float:
    """Mean worth of the characters over 127: a frequent letter is near 1, an impossible one below 0."""
    worth = {letter: 1 - 0.8 * rank / len(letters) for rank, letter in enumerate(letters)}
    foreign = letters[0] > "\u024f"  # not Latin: then a word has no ASCII letters in it
    total = count = 0.0
    before = " "
    for sign in text:
        if sign >= "\x80":
            count += 1
            total += _worth(sign, before, worth, foreign=foreign)
        elif foreign and before >= "\x80" and before.isalpha() and sign.isalpha():
            total -= 1
        before = sign
    return total / count if count else 0.0


def _worth(sign: str, before: str, worth: Mapping[str, float], *, foreign: bool) -> float:
    if sign in PUNCTUATION:
        return 0.6 if not before.isalpha() or sign in "’”»…“" else 0.2
    if not sign.isalpha():
        return -1
    if sign.isupper() and before.islower():
        return -1  # "оПЕГ": read with the wrong table, capitals stand inside words
    if foreign and before < "\x80" and before.isalpha():
        return -1  # "ratificуn": two scripts in one word
    return worth.get(sign.lower(), -0.5)


def _guessed(data: bytes) -> str | None:
    """What charset-normalizer makes of *data*."""
    import charset_normalizer

    best = charset_normalizer.from_bytes(data).best()
    return None if best is None else str(best)
