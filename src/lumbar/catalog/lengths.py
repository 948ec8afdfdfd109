"""The catalog with its lengths in the units that a person wants."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from lumbar.catalog import Catalog
from lumbar.units import Units
from lumbar.units import in_units as text_in_units


def in_units(catalog: Catalog, units: Units) -> Catalog:
    """Return *catalog* with every length in its texts in *units*."""
    if units is Units.BOTH:
        return catalog
    return replace(catalog, exercises=tuple(_converted(exercise, units) for exercise in catalog.exercises))


def _converted(value: Any, units: Units) -> Any:
    """Return *value* with its texts converted, however deep they are."""
    match value:
        case str():
            return text_in_units(value, units)
        case tuple():
            return tuple(_converted(one, units) for one in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            changed = {field.name: _converted(getattr(value, field.name), units) for field in fields(value)}
            return replace(value, **changed)
        case _:
            return value
