"""Values of the handlers as JSON and back, by their own types. What is stored is a whole value."""

from typing import TypeVar, cast

from pydantic import TypeAdapter

Value = TypeVar("Value")

#: Building an adapter is dear, using it is not.
_ADAPTERS: dict[object, TypeAdapter[object]] = {}


def dump(kind: object, value: object, *, lean: bool = False) -> bytes:
    """Write a value of this kind as JSON.

    Lean leaves defaults out: right for kinds that hold no union of dataclasses, whose `type` is
    one of those defaults.
    """
    return _adapter(kind).dump_json(value, exclude_defaults=lean)


def load(kind: type[Value], body: bytes | str) -> Value:
    """Read a value of this kind, exactly as it was dumped."""
    return cast("Value", _adapter(kind).validate_json(body))


def load_union(kind: object, body: bytes | str) -> object:
    """Read a value of a union of kinds; the caller matches on what it got."""
    return _adapter(kind).validate_json(body)


def _adapter(kind: object) -> TypeAdapter[object]:
    adapter = _ADAPTERS.get(kind)
    if adapter is None:
        adapter = _ADAPTERS[kind] = TypeAdapter(kind)  # type: ignore[arg-type]
    return adapter
