"""The verbs."""

import os
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import click

from lumbar.bootstrap import Parts
from lumbar.catalog import UnknownExerciseError
from lumbar.cli.call import Call, ExitCode
from lumbar.cli.options import json_option, minutes_there_are, whole_weeks
from lumbar.cli.printing import columns, complain, is_utf_8, print_json, print_text, ring_bell
from lumbar.cli.program import lumbar
from lumbar.cli.reading import open_diary, parts_for_printing, tell_settings
from lumbar.cli.screens import show_screens
from lumbar.domain.minutes import MOST_MINUTES
from lumbar.report import as_json as forms
from lumbar.report.page import plain
from lumbar.settings import Settings, Sound

if TYPE_CHECKING:
    from lumbar.cues.port import How
    from lumbar.doctor import Surroundings

WEEKS_SHOWN = "4"

PLAY = "play"
"""What `doctor --sound` means without a way."""

LONGEST_TRY_SECONDS = 20.0
NARROWEST_ADVICE = 30


@lumbar.command()
@click.option("--plain", is_flag=True, help="One line a change, no screen: for a screen reader or a log.")
@click.option("--only", metavar="ID,ID", help="Only these exercises; `lumbar exercises` has the IDs.")
@click.option("--minutes", metavar="N", callback=minutes_there_are, help=f"In N minutes at most, 1 to {MOST_MINUTES}.")
@click.pass_obj
def session(call: Call, only: str | None, minutes: int | None, *, plain: bool) -> int:
    """Go straight into today's session."""
    parts = call.session_parts()
    if plain:
        tell_settings(parts)
    ids = () if only is None else _known_ids(parts, only)
    if minutes is not None:
        _refuse_too_short(parts, ids, minutes)
    if plain:
        return _run_plain(parts, ids, minutes)
    return show_screens(parts, call.environment, start_session=True, only=ids, minutes=minutes)


@lumbar.command()
@click.argument("exercise_id", metavar="[ID]", required=False)
@json_option
@click.pass_obj
def exercises(call: Call, exercise_id: str | None, *, as_json: bool) -> int:
    """Print the exercises, or one of them in full.

    With --json it is a list in either case.
    """
    from lumbar.catalog.lengths import in_units  # noqa: PLC0415 - the other verbs print no lengths
    from lumbar.report import as_text as words  # noqa: PLC0415 - JSON does not pay for it

    parts = parts_for_printing(call)
    for problem in parts.own_exercises.problems:
        complain(problem)
    catalog = parts.catalog if as_json else in_units(parts.catalog, parts.settings_file.settings.units)
    try:
        chosen = catalog.exercises if exercise_id is None else (catalog.by_id(exercise_id),)
    except UnknownExerciseError as error:
        raise _usage_error(error) from error
    if as_json:
        print_json(forms.exercises_json(chosen))
    elif exercise_id is None:
        print_text(words.exercises_text(chosen, columns()))
    else:
        print_text(words.exercise_text(chosen[0], columns()))
    return ExitCode.DONE


@lumbar.command()
@click.option(
    "--weeks",
    metavar="N",
    default=WEEKS_SHOWN,
    type=str,
    callback=whole_weeks,
    help=f"This week and those before it, N in all; {WEEKS_SHOWN} unless told.",
)
@json_option
@click.pass_obj
def history(call: Call, weeks: int, *, as_json: bool) -> int:
    """Print the weeks, and the sessions in them.

    The exit code is 1 when no session is in these weeks; with --json the weeks are printed all the same.
    """
    from lumbar.domain.run_of_days import run_of_days  # noqa: PLC0415 - as below
    from lumbar.looking_back import LookingBack  # noqa: PLC0415 - other verbs do not look back
    from lumbar.report import as_text as words  # noqa: PLC0415 - JSON does not pay for it
    from lumbar.report.history_json import history_json  # noqa: PLC0415 - as above
    from lumbar.report.history_text import history_text  # noqa: PLC0415 - as above

    with open_diary(parts_for_printing(call)) as diary:
        looking_back = LookingBack(diary)
        past, sessions = looking_back.weeks(weeks), looking_back.sessions_of_weeks(weeks)
        days = tuple(day for week in reversed(past) for day in week.week.days)
        exercises = looking_back.exercises_of(days[0].day, days[-1].day, sessions).exercises
        run = run_of_days(days, diary.day())
        if as_json:
            print_json(history_json([one.week for one in past], sessions, exercises, run))
        elif sessions:
            print_text(history_text(past, exercises, run, sessions, diary.exercises, columns=columns()))
        else:
            print_text(words.no_history_text(weeks, columns(), older=diary.store.first_day() is not None))
    return ExitCode.DONE if sessions else ExitCode.NO


@lumbar.command()
@json_option
@click.pass_obj
def where(call: Call, *, as_json: bool) -> int:
    """Print where the history and the settings are."""
    from lumbar.report import as_text as words  # noqa: PLC0415 - JSON does not pay for it

    paths = parts_for_printing(call).paths
    if as_json:
        print_json(forms.where_json(paths))
    else:
        print_text(words.where_text(paths))
    return ExitCode.DONE


@lumbar.command()
@click.pass_obj
def care(call: Call) -> int:
    """Print when to get help, and how soon."""
    from lumbar.care import care_advice, care_lines  # noqa: PLC0415 - no other verb pays for it

    settings = Settings()
    try:
        settings = parts_for_printing(call).settings_file.settings
    except click.UsageError as error:  # the advice is there whatever else is wrong
        complain(error.format_message())
    advice = care_advice(settings.emergency_number, settings.provider_phone)
    print_text("\n".join(care_lines(advice, max(NARROWEST_ADVICE, columns()))) + "\n")
    return ExitCode.DONE


@lumbar.command()
@click.option(
    "--sound",
    is_flag=False,
    flag_value=PLAY,
    type=click.Choice([PLAY, *(sound.value for sound in Sound)]),
    metavar="[WAY]",
    help="Play a sound to try; auto, system, bell or off.",
)
@json_option
@click.pass_obj
def doctor(call: Call, sound: str | None, *, as_json: bool) -> int:
    """Print what works here and what does not.

    The exit code is 3 when there is a fault that keeps lumbar from its work.
    """
    from lumbar.doctor import CheckState, examine  # noqa: PLC0415 - no other verb pays for it
    from lumbar.report import as_text as words  # noqa: PLC0415 - as above

    if sound is not None and sound != PLAY:
        call.sound = Sound(sound)
    parts = call.parts()
    checks = examine(parts, _surroundings(call, None if sound is None else _tried(parts)))
    if as_json:
        print_json(forms.doctor_json(checks))
    else:
        print_text(words.doctor_text(checks, columns()))
    failed = any(check.state is CheckState.FAIL for check in checks)
    return ExitCode.NOT_AS_ASKED if failed else ExitCode.DONE


def _known_ids(parts: Parts, only: str) -> tuple[str, ...]:
    ids = tuple(dict.fromkeys(stripped for one in only.split(",") if (stripped := one.strip())))
    if not ids:
        raise click.UsageError("--only names no exercise.")
    try:
        for exercise_id in ids:
            parts.catalog.by_id(exercise_id)
    except UnknownExerciseError as error:
        raise _usage_error(error) from error
    return ids


def _refuse_too_short(parts: Parts, only: tuple[str, ...], minutes: int) -> None:
    """Raise UsageError if no session fits into so many *minutes*."""
    diary = parts.diary(read_only=True)
    with closing(diary.store):
        shortest = diary.shortest_minutes(only)
    if minutes < shortest:
        raise click.UsageError(f"--minutes {minutes} is too short for a session. The shortest takes {shortest} min.")


def _usage_error(error: Exception) -> click.UsageError:
    sentence = str(error)
    return click.UsageError(f"{sentence[0].upper()}{sentence[1:]}.")


def _run_plain(parts: Parts, only: tuple[str, ...], minutes: int | None) -> int:
    from lumbar.plain.keyboard import Keyboard  # noqa: PLC0415 - a plain session alone needs them
    from lumbar.plain.run import run_plain  # noqa: PLC0415 - as above

    bell = sys.stdout is not None and sys.stdout.isatty()
    with Keyboard() as keys:
        ring = ring_bell if bell else None
        return run_plain(parts, keys, print_line, complain, only=only, minutes=minutes, ring=ring)


def print_line(line: str) -> None:
    """Print one line of a plain session; what a file put into it can do nothing to the terminal."""
    print_text(f"{plain(line)}\n")


def _tried(parts: Parts) -> "How":
    """Play a sound, and return which way it went."""
    from lumbar.cues.making import try_out  # noqa: PLC0415 - seldom asked for
    from lumbar.cues.port import How, Way  # noqa: PLC0415 - as above

    bell = sys.stdout is not None and sys.stdout.isatty()
    how = try_out(parts.announcer(ring=ring_bell if bell else None), LONGEST_TRY_SECONDS)
    return how or How(Way.SILENCE, why="No player answered in time.")


def _surroundings(call: Call, heard: "How | None" = None) -> "Surroundings":
    from lumbar.doctor import Surroundings  # noqa: PLC0415 - as above

    size = None
    with suppress(OSError, AttributeError, ValueError):  # closed, a pipe, or no file at all
        size = os.get_terminal_size(sys.stdout.fileno())
    return Surroundings(
        environment=call.environment, terminal_size=size, is_utf_8=is_utf_8(sys.getfilesystemencoding()), heard=heard
    )
