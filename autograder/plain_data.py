"""From plain data to a dataclass: what JSON, SQLite and other machines say is held against the types of its fields."""

import functools
import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from autograder.errors import UnsoundData
from autograder.text import said

STRANGE_VALUE = "its {name} is {value}"
T = TypeVar("T")
# What else a value may be where a type is asked for.
_WIDER = {float: (int, float), date: (date, datetime)}


def read(kind: Callable[..., T], data: Mapping[str, object], prefix: str = "") -> T:
    """Return an instance of a dataclass. Raises `UnsoundData` with the field that does not fit, and what it holds."""
    values = {}
    for name, (type_of_it, is_needed) in _fields(kind).items():
        if is_needed or name in data:
            try:
                values[name] = _made(type_of_it, data.get(name))
            except ValueError:
                raise UnsoundData(_strange(f"{prefix}{name}", data.get(name))) from None
    return kind(**values)


def strange_values(kind: Any, data: Mapping[str, object]) -> dict[str, str]:
    """Return what is said of every field of a dataclass that `data` has, and that does not fit."""
    found = {}
    for name, (type_of_it, _) in _fields(kind).items():
        try:
            if name in data:
                _made(type_of_it, data[name])
        except ValueError:
            found[name] = _strange(name, data[name])
    return found


def _strange(name: str, value: object) -> str:
    return said(STRANGE_VALUE, name=name, value=repr(value))


@functools.cache
def _fields(kind: Any) -> dict[str, tuple[Any, bool]]:
    """Return the type of each field of a dataclass, and whether the field has no default."""
    hints = get_type_hints(kind, include_extras=True)
    return {
        field.name: (hints[field.name], field.default is field.default_factory is MISSING) for field in fields(kind)
    }


@functools.cache
def _parts(kind: Any) -> tuple[Any, tuple[Any, ...], bool]:
    return get_origin(kind), get_args(kind), is_dataclass(kind)


def _made(kind: Any, data: Any) -> Any:
    """Return a value of a type, made from plain data. Raises `ValueError` where that does not fit."""
    origin, arguments, is_whole = _parts(kind)
    if origin is Annotated:
        value = _made(arguments[0], data)
        if not arguments[1](value):
            raise ValueError
        return value
    if type(None) in arguments:
        return None if data is None else _made(arguments[0], data)
    if origin is tuple and isinstance(data, (list, tuple)):
        kinds = arguments[:1] * len(data) if arguments[1:] == (...,) else arguments
        return tuple(_made(one, part) for one, part in zip(kinds, data, strict=True))
    if kind is object:
        return data
    if origin is dict and isinstance(data, dict):
        return {_made(arguments[0], key): _made(arguments[1], value) for key, value in data.items()}
    if is_whole and not isinstance(data, kind) and isinstance(data, dict):
        return read(kind, data)
    if isinstance(data, str) and isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(data)
    if kind is datetime and isinstance(data, str):  # JSON has no dates
        return datetime.fromisoformat(data)
    # `bool` is no number here, nor are infinity and NaN.
    wanted = _WIDER.get(kind, (kind,))
    if type(data) not in wanted or (type(data) is float and not math.isfinite(data)):
        raise ValueError
    return data
