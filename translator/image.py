"""Frozen dataclasses as JSON values and back, strictly: what is read is exactly what was written, or it is refused.

The code follows from the type hints of :mod:`translator.document`, so a new field there needs nothing here.
Fields that hold their default are left out; a :class:`Span` without marks is a plain string. The reverse
functions are built once per type; the path to what is wrong is collected only when something is.
"""

from __future__ import annotations

import dataclasses
import math
import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from translator.document import Span
from translator.i18n import _

Decoder = Callable[[Any], Any]


class Wrong(Exception):
    """A value that does not fit; *path* is filled from the inside out while the error travels up."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.path: list[str] = []

    def at(self, step: str) -> Wrong:
        """The same error, one step further out."""
        self.path.insert(0, step)
        return self

    @property
    def where(self) -> str:
        """The place as a programmer would write it: ``blocks[3].pairs[0].status``."""
        return "".join(self.path).lstrip(".")


def encode(value: Any) -> Any:
    """*value* as dictionaries, lists and scalars, ready for :func:`json.dumps`."""
    if isinstance(value, Span) and not value.marks:
        return value.text
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = ((f.name, getattr(value, f.name), _default(f)) for f in dataclasses.fields(value))
        return {name: encode(held) for name, held, default in pairs if held != default}
    if isinstance(value, Mapping):
        return {str(key): encode(held) for key, held in value.items()}
    if isinstance(value, tuple | list):
        return [encode(held) for held in value]
    return value


def decode(kind: Any, value: Any) -> Any:
    """The value of type *kind* that :func:`encode` made *value* of.

    Raises:
        Wrong: *value* has another shape; the error says where and what was expected.
    """
    return _decoder(kind)(value)


def _default(field: dataclasses.Field[Any]) -> Any:
    return field.default_factory() if callable(field.default_factory) else field.default


@cache
def _decoder(kind: Any) -> Decoder:
    origin, arguments = get_origin(kind), get_args(kind)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _record(kind)
    if origin is Literal:
        return _choice(arguments)
    if origin in {Union, types.UnionType}:
        inner = _decoder(next(a for a in arguments if a is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _series(arguments)
    if origin is not None and issubclass(origin, Mapping):
        return _dictionary(_decoder(arguments[1]))
    return _SCALARS[kind]


def _record(kind: type[Any]) -> Decoder:
    hints = get_type_hints(kind)
    fields = {f.name: _decoder(hints[f.name]) for f in dataclasses.fields(kind)}
    required = {
        f.name
        for f in dataclasses.fields(kind)
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    }

    def read(value: Any) -> Any:
        if kind is Span and isinstance(value, str):
            return Span(_text(value))
        if not isinstance(value, dict):
            raise Wrong(_("an object was expected"))
        for name in required - value.keys():
            raise Wrong(_("“{name}” is missing").format(name=name))
        for name in value.keys() - fields.keys():
            raise Wrong(_("“{name}” is not known here").format(name=name))
        held: dict[str, Any] = {}
        for name, inner in value.items():
            try:
                held[name] = fields[name](inner)
            except Wrong as wrong:
                raise wrong.at(f".{name}") from None
        return kind(**held)

    return read


def _choice(allowed: tuple[Any, ...]) -> Decoder:
    def read(value: Any) -> Any:
        if value not in allowed or not isinstance(value, str):
            raise Wrong(_("one of {values} was expected").format(values=", ".join(map(str, allowed))))
        return value

    return read


def _series(arguments: tuple[Any, ...]) -> Decoder:
    open_ended = arguments[-1] is Ellipsis
    inner = _decoder(arguments[0])
    size = len(arguments)

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise Wrong(_("a list was expected"))
        if not open_ended and len(value) != size:
            raise Wrong(_("a list of {n} was expected").format(n=size))
        out = []
        for at, held in enumerate(value):
            try:
                out.append(inner(held))
            except Wrong as wrong:
                raise wrong.at(f"[{at}]") from None
        return tuple(out)

    return read


def _dictionary(inner: Decoder) -> Decoder:
    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Wrong(_("an object was expected"))
        out = {}
        for key, held in value.items():
            try:
                out[_text(key)] = inner(held)
            except Wrong as wrong:
                raise wrong.at(f".{key}") from None
        return out

    return read


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong(_("text was expected"))
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise Wrong(_("half a character (an unpaired surrogate)")) from None
    return value


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong(_("true or false was expected"))
    return value


def _integer(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Wrong(_("a whole number from 0 was expected"))
    return value


def _number(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise Wrong(_("a number was expected"))
    return float(value)


_SCALARS: dict[Any, Decoder] = {str: _text, bool: _boolean, int: _integer, float: _number}
