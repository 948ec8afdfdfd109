"""Values that are quick to make are the standard library's in all that can be seen of them."""

import copy
import dataclasses
import inspect
import pickle
from dataclasses import FrozenInstanceError, field
from typing import Any

import pytest

from lumbar.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """Two numbers, and what was noted."""

    x: int
    y: int = 2
    notes: list[str] = field(default_factory=list)


@dataclasses.dataclass(frozen=True, slots=True)
class StandardPoint:
    """The same, made by the standard library."""

    x: int
    y: int = 2
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A value that others add to."""

    name: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedNumber(Named):
    """What adds to it."""

    number: int


@dataclass(frozen=True, slots=True)
class Nothing:
    """A value without a field."""


def test_it_has_the_signature_and_the_fields_of_the_standard_librarys() -> None:
    assert [*inspect.signature(Point).parameters] == [*inspect.signature(StandardPoint).parameters]
    assert Point.__init__.__annotations__ == StandardPoint.__init__.__annotations__
    for one, other in zip(dataclasses.fields(Point), dataclasses.fields(StandardPoint), strict=True):
        assert (one.name, one.type, one.default, one.default_factory) == (
            other.name,
            other.type,
            other.default,
            other.default_factory,
        )
    assert Point.__match_args__ == StandardPoint.__match_args__
    assert Point.__slots__ == StandardPoint.__slots__


def test_it_tells_what_it_holds_as_the_standard_librarys_does() -> None:
    assert repr(Point(1)) == repr(StandardPoint(1)).replace("StandardPoint", "Point")


def test_values_are_equal_if_all_their_fields_are_and_they_are_of_one_kind() -> None:
    assert Point(1) == Point(1, 2, [])
    assert Point(1) != Point(1, 3)
    other: object = StandardPoint(1)
    assert Point(1) != other
    assert Nothing() == Nothing()
    assert Named() != NamedNumber(number=1)


def test_equal_values_are_one_key() -> None:
    assert len({NamedNumber(number=1), NamedNumber(number=1), NamedNumber(number=2), Nothing(), Nothing()}) == 3
    with pytest.raises(TypeError, match="unhashable"):
        hash(Point(1))


def test_each_value_has_a_list_of_its_own() -> None:
    assert Point(1).notes is not Point(1).notes


def test_what_another_value_adds_to_comes_first() -> None:
    assert repr(NamedNumber(number=1)) == "NamedNumber(name='none', number=1)"


def test_nothing_of_it_changes() -> None:
    point: Any = Point(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        point.x = 2
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del point.x
    with pytest.raises(FrozenInstanceError):
        point.z = 2
    assert point == Point(1)


def test_wrong_arguments_are_refused_by_name() -> None:
    wrong: Any = NamedNumber
    with pytest.raises(TypeError, match=r"NamedNumber.__init__\(\) missing 1 required keyword-only argument: 'number'"):
        wrong()
    with pytest.raises(TypeError, match="positional"):
        wrong(1)


def test_it_is_replaced_copied_and_pickled() -> None:
    number = NamedNumber(number=1, name="one")
    assert dataclasses.replace(number, number=2) == NamedNumber(number=2, name="one")
    assert copy.copy(number) == copy.deepcopy(number) == pickle.loads(pickle.dumps(number)) == number


def test_it_is_matched_by_its_fields() -> None:
    match Point(3):
        case Point(x, y):
            assert (x, y) == (3, 2)


def test_what_is_not_frozen_is_the_standard_librarys() -> None:
    @dataclass(slots=True)
    class Count:
        so_far: int = 0

    count = Count()
    count.so_far = 1
    assert count == Count(1)
