"""The verb for days away, on which nothing is planned."""

import click

from lumbar.bootstrap import Parts
from lumbar.cli.call import Call, ExitCode
from lumbar.cli.data_verbs import open_for_changes, open_for_reading
from lumbar.cli.days import read_iso_day
from lumbar.cli.options import Verb, json_option
from lumbar.cli.printing import complain, print_json, print_text
from lumbar.cli.reading import parts_for_printing
from lumbar.domain.absences import with_away, without_away
from lumbar.domain.person import Away, Person
from lumbar.report.as_json import away_json
from lumbar.words.todays_plan import away_words

HOW = "Write the days as 2026-12-24..2027-01-02, or one day as 2026-12-24."
NO_DAYS = "No days away are kept."
LONGEST_DAYS = 366
"""Days in one span: what is longer is a slip of the pen, and would take the plan from a whole history."""


def days_away(context: click.Context, parameter: click.Parameter, text: str | None) -> Away | None:
    """Return *text* as days away; a usage error if it is none."""
    if text is None:
        return None
    first, dots, last = text.partition("..")
    try:
        away = Away(first=read_iso_day(first), last=read_iso_day(last if dots else first))
    except ValueError as error:
        raise click.BadParameter(f"{error} {HOW}", context, parameter) from error
    if away.last < away.first:
        raise click.BadParameter(f"{last} is before {first}. {HOW}", context, parameter)
    if (away.last - away.first).days >= LONGEST_DAYS:
        message = f"These are more than {LONGEST_DAYS} days, the most that can be kept at once. {HOW}"
        raise click.BadParameter(message, context, parameter)
    return away


@click.command(cls=Verb)
@click.argument("days", metavar="[FROM..TO]", required=False, callback=days_away)
@click.option("--remove", is_flag=True, help="You are not away on these days after all.")
@json_option
@click.pass_obj
def away(call: Call, days: Away | None, *, remove: bool, as_json: bool) -> int:
    """Keep that you are away on these days, or were: nothing is planned then. Without days, list them.

    The exit code is 1 when there are none.
    """
    if days is None and remove:
        raise click.UsageError(f"--remove needs the days. {HOW}")
    parts = parts_for_printing(call)
    person = _listed(parts) if days is None else _changed(parts, days, remove=remove)
    if person is None:
        complain(f"None of these days is kept as away: {_span(days)}.")
        return ExitCode.NO
    if as_json:
        print_json(away_json(person.away))
    elif person.away:
        print_text("".join(f"Away: {away_words(one)}\n" for one in person.away))
    elif days is None:
        complain(NO_DAYS)
    else:
        print_text(f"{NO_DAYS}\n")
    return ExitCode.DONE if person.away or days is not None else ExitCode.NO


def _listed(parts: Parts) -> Person:
    with open_for_reading(parts) as archive:
        return archive.person()


def _changed(parts: Parts, days: Away, *, remove: bool) -> Person | None:
    """Keep the change, and return what is kept then; None if there was nothing to remove. Raises StoreError."""
    with open_for_changes(parts) as archive:
        before = archive.person()
        after = (without_away if remove else with_away)(before, days)
        if after != before:
            archive.save_person(after)
        return None if remove and after == before else after


def _span(days: Away | None) -> str:
    return "" if days is None else away_words(days)
