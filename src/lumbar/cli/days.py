"""Days as verbs take them."""

import re
from datetime import date

import click

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def read_iso_day(text: str) -> date:
    """Return *text*, such as 2026-11-22, as a day. Raises ValueError with a sentence."""
    if not DAY.fullmatch(text):
        raise ValueError(f"{text!r} is no date such as 2026-11-22.")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"There is no day {text}.") from error


def day_given(context: click.Context, parameter: click.Parameter, text: str | None) -> date | None:
    """Return *text* as a day; a usage error if it is none."""
    if text is None:
        return None
    try:
        return read_iso_day(text)
    except ValueError as error:
        raise click.BadParameter(str(error), context, parameter) from error
