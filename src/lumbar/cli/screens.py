"""From the command line to the screens."""

import sys
from collections.abc import MutableMapping

import click

from lumbar.bootstrap import Parts

WITHOUT_A_CURSOR = frozenset({"dumb", "unknown"})
"""What TERM says where a program can only write one line below the other."""

FRAMES_A_SECOND = "TEXTUAL_FPS", "240"
"""How soon after one frame the next may come, as Textual reads it: with its own 60 a pause in a movement shows late."""


def show_screens(
    parts: Parts,
    environment: MutableMapping[str, str],
    *,
    start_session: bool,
    only: tuple[str, ...] = (),
    minutes: int | None = None,
) -> int:
    """Show the screens until the person leaves them. Raises UsageError where no terminal can show them."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise click.UsageError("The screens need a terminal. Without one there are: lumbar today, lumbar history.")
    term = environment.get("TERM", "")
    if term in WITHOUT_A_CURSOR:
        raise click.UsageError(
            f"This terminal shows lines alone (TERM is {term}). A session in lines: lumbar session --plain."
        )
    environment.setdefault(*FRAMES_A_SECOND)
    from lumbar.tui.app import run_app  # noqa: PLC0415 - verbs that print do not pay for the screens

    return run_app(parts, start_session=start_session, only=only, minutes=minutes)
