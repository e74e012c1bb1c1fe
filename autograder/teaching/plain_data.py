"""From plain data to a dataclass: what JSON, SQLite and other machines say is held against the types of its fields."""

import functools
import math
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from autograder.errors import UnsoundRow
from autograder.teaching import wording
from autograder.text import said

T = TypeVar("T")
Maker = Callable[[object], Any]


def read(kind: Callable[..., T], data: Mapping[str, object], prefix: str = "") -> T:
    """Return an instance of a dataclass. Raises `UnsoundRow` with the field that does not fit, and what it holds."""
    values = {}
    for name, (make, is_needed) in _makers(kind).items():
        if is_needed or name in data:
            try:
                values[name] = make(data.get(name))
            except ValueError:
                value = repr(data.get(name))
                raise UnsoundRow(said(wording.STRANGE_VALUE, name=f"{prefix}{name}", value=value)) from None
    return kind(**values)


@functools.cache
def _makers(kind: Any) -> dict[str, tuple[Maker, bool]]:
    """Return what makes each field of a dataclass, and whether the field has no default."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: (_maker(hints[field.name]), field.default is MISSING) for field in fields(kind)}


def _maker(kind: Any) -> Maker:
    """Return what makes a value of a type from plain data. It raises `ValueError` where that does not fit."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return functools.partial(_make_checked, _maker(arguments[0]), arguments[1])
    if origin is types.UnionType or type(None) in arguments:
        return functools.partial(_make_if_any, _maker(arguments[0]))
    if origin is tuple:
        any_length = arguments[1:] == (...,)
        return functools.partial(
            _make_tuple, tuple(map(_maker, arguments[:1] if any_length else arguments)), any_length
        )
    if is_dataclass(kind):
        return functools.partial(_make_whole, kind)
    return functools.partial(_make_plain, kind)


def _make_checked(make: Maker, fits: Callable[[Any], bool], data: object) -> Any:
    value = make(data)
    if not fits(value):
        raise ValueError
    return value


def _make_if_any(make: Maker, data: object) -> Any:
    return None if data is None else make(data)


def _make_tuple(makers: tuple[Maker, ...], any_length: bool, data: object) -> tuple[Any, ...]:
    if not isinstance(data, (list, tuple)):
        raise ValueError
    return tuple(make(part) for make, part in zip(makers * len(data) if any_length else makers, data, strict=True))


def _make_whole(kind: Any, data: object) -> Any:
    if isinstance(data, kind):
        return data
    if not isinstance(data, dict):
        raise ValueError
    return read(kind, data)


def _make_plain(kind: type, data: object) -> Any:
    """`bool` is no number here, nor are infinity and NaN."""
    if issubclass(kind, StrEnum) and isinstance(data, str):
        return kind(data)
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return data
    if type(data) is not kind or (isinstance(data, float) and not math.isfinite(data)):
        raise ValueError
    return data
