"""``edition.json``: the exact image of an Edition on disk, one line a pair, so that changes read well in a diff.

Any edition can be rendered again from it without the engine. The schema carries its version; reading is strict
and says what is wrong and where.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from translator.document import Edition, Pair
from translator.errors import InputError, UsageError
from translator.i18n import _
from translator.image import Wrong, decode, encode
from translator.languages import canonical

if TYPE_CHECKING:
    from translator.writers import WriteOptions

SCHEMA = "translator-edition/1"
FAMILY = SCHEMA.split("/", maxsplit=1)[0]


def write(edition: Edition, file: IO[bytes], options: WriteOptions) -> None:  # noqa: ARG001 - the contract
    """Write the image of *edition*; no option changes it."""
    for piece in _pieces(edition):
        file.write(piece.encode("utf-8"))


def to_json(edition: Edition) -> str:
    """The image of *edition* as text; equal editions give equal text."""
    return "".join(_pieces(edition))


def from_json(text: str, name: str = "edition.json") -> Edition:
    """The edition whose image *text* is; *name* is what messages call it.

    Raises:
        InputError: *text* is not JSON, of another schema, or something in it does not fit.
    """
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
        _check_schema(value, name)
        value.pop("schema")
        edition: Edition = decode(Edition, value)
        _check(edition)
    except json.JSONDecodeError as error:
        place = _("line {line}, column {column}").format(line=error.lineno, column=error.colno)
        raise _unsound(name, f"{place}: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise _unsound(name, str(error)) from error
    except Wrong as wrong:
        raise _unsound(name, f"{wrong.where}: {wrong.problem}" if wrong.path else wrong.problem) from wrong
    return edition


def read_edition(path: Path | str) -> Edition:
    """The edition in the file *path*.

    Raises:
        InputError: the file cannot be read or is not a sound edition.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            _("Cannot read {path}: {reason}.").format(path=path, reason=error.strerror or error)
        ) from error
    try:
        return from_json(data.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise _unsound(str(path), _("byte {at} is not UTF-8").format(at=error.start)) from error


def _pieces(edition: Edition) -> Iterator[str]:
    """The text in pieces: keys, blocks, pairs and cards each on a line of their own."""
    yield f'{{\n"schema": {_line(SCHEMA)}'
    for key, value in encode(edition).items():
        yield f",\n{_line(key)}: "
        if key == "blocks":
            yield from _rows(_block(block) for block in value)
        elif key == "cards":
            yield from _rows(_line(card) for card in value)
        else:
            yield _line(value)
    yield "\n}\n"


def _block(block: dict[str, Any]) -> str:
    pairs = block.pop("pairs", None)
    head = _line(block)
    if pairs is None:
        return head
    return f'{head[:-1]}, "pairs": {"".join(_rows(_line(pair) for pair in pairs))}}}'


def _rows(lines: Iterator[str]) -> Iterator[str]:
    separator = "[\n"
    for line in lines:
        yield separator + line
        separator = ",\n"
    yield "\n]" if separator == ",\n" else "[]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) != len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Wrong(_("“{name}” stands twice in one object").format(name=twice))
    return out


def _no_constant(name: str) -> float:
    raise Wrong(_("{value} is not a number of JSON").format(value=name))


def _check_schema(value: Any, name: str) -> None:
    schema = value.get("schema") if isinstance(value, dict) else None
    if schema == SCHEMA:
        return
    if isinstance(schema, str) and schema.startswith(f"{FAMILY}/"):
        raise InputError(
            _("{name} has the schema {schema}; this version of the program reads {known}.").format(
                name=name, schema=schema, known=SCHEMA
            ),
            _("Update the program, or make the edition again with `translator translate`."),
        )
    raise InputError(
        _("{name} is JSON, but not an edition.").format(name=name),
        _("`translator translate ARTICLE --to LANG -o {name}` makes one.").format(name="article.json"),
    )


def _check(edition: Edition) -> None:
    """What types cannot say: language tags, and terms inside their sentences."""
    _check_language(edition.source_language, ".source_language")
    _check_language(edition.target_language, ".target_language")
    if edition.title:
        _check_pair(edition.title, ".title")
    for at, block in enumerate(edition.blocks):
        _check_language(block.language, f".blocks[{at}].language")
        for pair_at, pair in enumerate(block.pairs):
            _check_pair(pair, f".blocks[{at}].pairs[{pair_at}]")


def _check_pair(pair: Pair, where: str) -> None:
    _check_language(pair.language, f"{where}.language")
    for at, term in enumerate(pair.terms):
        for side, place, text in (
            ("source", term.source, pair.source_text),
            ("target", term.target, pair.target_text),
        ):
            if place and not 0 <= place[0] <= place[1] <= len(text):
                raise Wrong(_("this place is not inside the sentence")).at(f"{where}.terms[{at}].{side}")


def _check_language(code: str | None, where: str) -> None:
    try:
        sound = code is None or canonical(code) == code
    except UsageError:
        sound = False
    if not sound:
        raise Wrong(_("“{code}” is not a language tag").format(code=code)).at(where)


def _unsound(name: str, problem: str) -> InputError:
    return InputError(
        _("{name} is not a sound edition: {problem}.").format(name=name, problem=problem),
        _("Mend that place, or make the edition again with `translator translate`."),
    )
