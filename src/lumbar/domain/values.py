"""Frozen dataclasses that are quick to make: each start of the program makes those of every module it imports.

The standard library compiles six methods for each of them. Here only `__init__` is compiled, and the others are shared.
Everything else is the standard library's, so that `fields`, `replace` and all who ask for a dataclass find one.
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = False, kw_only: bool = False) -> Callable[[type], type]:
        """Make a class a dataclass: quickly, if it is frozen and has slots."""
        if not (frozen and slots):
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only)
        return lambda source: _made(source, kw_only=kw_only)


def _made(source: type, *, kw_only: bool) -> type:
    own = source.__dict__
    value: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(source)
    fields = dataclasses.fields(value)
    value.__init__ = _init(value, fields)
    for name, method in (_SHARED | _comparing(tuple(field.name for field in fields))).items():
        if name not in own:
            setattr(value, name, method)
    return value  # type: ignore[no-any-return]


def _init(value: type, fields: tuple["dataclasses.Field[Any]", ...]) -> Callable[..., None]:
    """Return what fills the slots of a new *value*."""
    names: dict[str, Any] = {"_missing": dataclasses.MISSING}
    parameters: dict[bool, list[str]] = {False: [], True: []}
    lines = ["pass"]
    for field in fields:
        name, given, parameter = field.name, field.name, field.name
        names[f"_set_{name}"] = getattr(value, name).__set__
        if field.default is not dataclasses.MISSING:
            names[f"_default_{name}"] = field.default
            parameter = f"{name}=_default_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            names[f"_make_{name}"] = field.default_factory
            parameter = f"{name}=_missing"
            given = f"_make_{name}() if {name} is _missing else {name}"
        parameters[bool(field.kw_only)].append(parameter)
        lines.append(f"_set_{name}(self, {given})")
    keywords = ["*", *parameters[True]] if parameters[True] else []
    head = ", ".join(["self", *parameters[False], *keywords])
    exec(f"def __init__({head}):\n " + "\n ".join(lines), names)  # noqa: S102 - as the standard library does
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = f"{value.__qualname__}.__init__"
    made.__annotations__ = {field.name: field.type for field in fields} | {"return": None}
    return made


def _comparing(names: tuple[str, ...]) -> dict[str, Callable[..., Any]]:
    """Return what compares the fields of these *names*."""
    fields: Callable[[object], Any] = attrgetter(*names) if names else lambda _: ()

    def __eq__(self: object, other: object) -> bool:  # noqa: N807 - what it becomes
        return fields(self) == fields(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:  # noqa: N807 - what it becomes
        return hash(fields(self))

    return {"__eq__": __eq__, "__hash__": __hash__}


def _told(self: Any) -> str:
    told = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self))
    return f"{type(self).__qualname__}({', '.join(told)})"


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _copied(self: Any) -> tuple[Any, ...]:
    """Say how a copy is made: by the fields, for they cannot be set afterward."""
    return _remade, (type(self), {field.name: getattr(self, field.name) for field in dataclasses.fields(self)})


def _remade(kind: Callable[..., object], fields: dict[str, Any]) -> object:
    return kind(**fields)


_SHARED: dict[str, Callable[..., Any]] = {
    "__repr__": _told,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__reduce__": _copied,
}
