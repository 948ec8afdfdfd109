"""The verb for a shell prompt: one line, at once."""

from typing import TYPE_CHECKING

import click

from lumbar.cli.call import Call, ExitCode
from lumbar.cli.options import Verb
from lumbar.cli.printing import print_text
from lumbar.standing import Standing, from_kept, standing_words

if TYPE_CHECKING:
    from lumbar.bootstrap import Parts


@click.command(cls=Verb)
@click.option("--short", is_flag=True, help="For a shell prompt or tmux: quick, and no more than the figures.")
@click.pass_obj
def status(call: Call, *, short: bool) -> int:
    """Print one line: sessions done of those planned, and the minutes of the next one.

    The exit code is 1 when nothing more is due today.
    """
    parts = call.parts()
    kept = from_kept(parts.kept_standing.read(parts.clock.now())) if short else None
    standing, name = _look(parts) if kept is None else (kept, "")
    line = standing_words(standing)
    print_text(f"{line}\n" if short or not name else f"{line}: {name}\n")
    return ExitCode.NO if standing.next_minutes is None else ExitCode.DONE


def _look(parts: "Parts") -> tuple[Standing, str]:
    """Return how the day stands by the history itself, and the name of the session that is next."""
    from lumbar.cli.reading import look_at_day  # noqa: PLC0415 - a glance needs none of it
    from lumbar.report.page import plain  # noqa: PLC0415 - as above
    from lumbar.standing_now import standing_of  # noqa: PLC0415 - as above

    outlook = look_at_day(parts)
    standing, coming = standing_of(outlook), outlook.today.next_slot
    return standing, "" if coming is None or standing.next_minutes is None else plain(coming.name)
