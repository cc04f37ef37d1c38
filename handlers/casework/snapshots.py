"""What a move changed, written down so that `undo` can go back: only the old values, as JSON.

A generic codec of frozen dataclasses, small because a case holds only values: texts, numbers,
moments, codes, tuples, mappings and other such values. It stays with the entry (`Entry.before`).
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from handlers.case import Case

#: What goes on counting whatever is undone.
_GOES_ON = frozenset({"version", "last_seq", "counters"})


def write_changes(before: Case, after: Case) -> str:
    """Write the old values of everything that differs."""
    changed = {
        each.name: _pack(getattr(before, each.name))
        for each in fields(Case)
        if each.name not in _GOES_ON and getattr(before, each.name) != getattr(after, each.name)
    }
    return json.dumps(changed, ensure_ascii=False, separators=(",", ":"))


def restore(case: Case, written: str) -> Case:
    """Give a case the old values again."""
    hints = _hints(Case)
    old = {name: _unpack(hints[name], value) for name, value in json.loads(written).items()}
    return replace(case, **old)


def _pack(value: object) -> object:
    if is_dataclass(value):
        return {each.name: _pack(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _pack(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_pack(one) for one in value]
    return value.value if isinstance(value, Enum) else value


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _unpack(kind: Any, value: Any) -> Any:
    """Read a value as the type it was written from."""
    kind = getattr(kind, "__supertype__", kind)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _unpack_one_of(get_args(kind), value)
    if reader := _READERS.get(origin):
        return reader(get_args(kind), value)
    if is_dataclass(kind):
        return _unpack_value(kind, value)
    if kind is datetime:
        return datetime.fromisoformat(value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value


def _unpack_value(kind: Any, value: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _unpack(hints[name], one) for name, one in value.items()})


def _unpack_one_of(kinds: tuple[Any, ...], value: Any) -> Any:
    """Choose the member of a union by what JSON shows: nothing, a list, or something single."""
    if value is None:
        return None
    listed = isinstance(value, list)
    fitting = [k for k in kinds if k is not NoneType and (get_origin(k) is tuple) == listed]
    return _unpack(fitting[0], value) if fitting else value


def _unpack_tuple(kinds: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_unpack(kinds[0], one) for one in value)
    return tuple(_unpack(kind, one) for kind, one in zip(kinds, value, strict=True))


def _unpack_mapping(kinds: tuple[Any, ...], value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _unpack(kinds[1], one) for key, one in value.items()}


_READERS: Mapping[Any, Callable[[tuple[Any, ...], Any], Any]] = {
    tuple: _unpack_tuple,
    Mapping: _unpack_mapping,
}
