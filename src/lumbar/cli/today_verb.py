"""The verb for the day's plan; other programs have it at once, as long as nothing has changed."""

from typing import TYPE_CHECKING

import click

from lumbar.cli.call import Call, ExitCode
from lumbar.cli.options import Verb, json_option
from lumbar.cli.printing import complain, print_json
from lumbar.standing import from_kept

if TYPE_CHECKING:
    from lumbar.bootstrap import Parts


@click.command(cls=Verb)
@json_option
@click.pass_obj
def today(call: Call, *, as_json: bool) -> int:
    """Print today's plan: sessions due and done.

    The exit code is 1 when nothing more is due today, or every exercise is off.
    """
    parts = call.parts()
    kept = from_kept(parts.kept_standing.read(parts.clock.now())) if as_json else None
    if kept is not None and kept.day is not None:
        print_json(kept.day)
        return ExitCode.NO if kept.next_minutes is None else ExitCode.DONE
    return _look(parts, as_json=as_json)


def _look(parts: "Parts", *, as_json: bool) -> int:
    """Print the day by the history itself."""
    from lumbar.cli.printing import columns, print_text  # noqa: PLC0415 - what is kept needs none of it
    from lumbar.cli.reading import look_at_day  # noqa: PLC0415 - as above
    from lumbar.words.next_time import NOTHING_LEFT  # noqa: PLC0415 - as above

    outlook = look_at_day(parts)
    if as_json:
        from lumbar.report.as_json import today_json  # noqa: PLC0415 - as above

        print_json(today_json(outlook.today, outlook.next_fit))
        if not outlook.has_exercises:
            complain(NOTHING_LEFT)
    else:
        from lumbar.report.as_text import today_text  # noqa: PLC0415 - JSON does not pay for it

        print_text(today_text(outlook, columns()))
    return ExitCode.DONE if outlook.today.next_slot is not None and outlook.can_start else ExitCode.NO
