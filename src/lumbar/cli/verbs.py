"""The verbs."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import click

from lumbar import __version__
from lumbar.about import PURPOSE
from lumbar.bootstrap import Parts
from lumbar.care import care_advice, care_lines
from lumbar.catalog import UnknownExerciseError
from lumbar.cli.call import Call, ExitCode
from lumbar.cli.data_verbs import backup, export, import_, merge, restore, tell_notices
from lumbar.cli.delete_verb import delete
from lumbar.cli.demo_verb import demo
from lumbar.cli.options import Program, json_option, whole_weeks
from lumbar.cli.printing import columns, complain, is_utf_8, print_json, print_text, ring_bell
from lumbar.cues.port import How, Way
from lumbar.diary import Diary
from lumbar.doctor import CheckState, Surroundings, examine
from lumbar.report import as_json as forms
from lumbar.report import as_text as words
from lumbar.report.page import Page
from lumbar.settings import Sound
from lumbar.words.next_time import NOTHING_LEFT

WEEKS_SHOWN = "4"

PLAY = "play"
"""What `doctor --sound` means without a way."""

LONGEST_TRY_SECONDS = 20.0
NARROWEST_ADVICE = 30

EPILOG = """Exit codes: 0 done; 1 the answer is no (nothing due, nothing found); 2 wrong use; 3 the data cannot be used
as asked. With --json they are the same."""


def _print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - called by click
    if wanted:
        print_text(f"lumbar {__version__}\n")
        context.exit()


def _print_purpose(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - called by click
    if wanted:
        page = Page(columns())
        page.paragraph(PURPOSE)
        print_text(str(page))
        context.exit()


@click.group(cls=Program, invoke_without_command=True, epilog=EPILOG)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Version.")
@click.option("--about", is_flag=True, is_eager=True, expose_value=False, callback=_print_purpose, help="Purpose.")
@click.pass_context
def lumbar(context: click.Context) -> int:
    """Guide through lower-back exercises, and keep a diary of them.

    Without a verb, today's plan opens on the screen.
    """
    if context.invoked_subcommand is not None:
        return ExitCode.DONE
    return _show_screens(context.obj.parts(), start_session=False, only=())


@lumbar.command()
@click.option("--plain", is_flag=True, help="One line a change, no screen: for a screen reader or a log.")
@click.option("--only", metavar="ID,ID", help="Only these exercises; `lumbar exercises` has the IDs.")
@click.pass_obj
def session(call: Call, only: str | None, *, plain: bool) -> int:
    """Go straight into today's session."""
    parts = _parts_for_printing(call) if plain else call.parts()
    ids = () if only is None else _known_ids(parts, only)
    return _run_plain(parts, ids) if plain else _show_screens(parts, start_session=True, only=ids)


@lumbar.command()
@json_option
@click.pass_obj
def today(call: Call, *, as_json: bool) -> int:
    """Print today's plan: sessions due and done.

    The exit code is 1 when nothing more is due today, or every exercise is off.
    """
    with _open_diary(_parts_for_printing(call)) as diary:
        outlook = diary.outlook()
        plan, left_out = outlook.today, outlook.left_out
        if unknown := diary.unknown_exercises():
            complain(f"Left out of the plan, as this version does not know them: {', '.join(unknown)}.")
        if as_json:
            print_json(forms.today_json(plan))
            if not outlook.can_start:
                complain(NOTHING_LEFT)
        else:
            print_text(words.today_text(plan, diary.exercises, columns(), left_out=left_out))
    return ExitCode.DONE if plan.next_slot is not None and outlook.can_start else ExitCode.NO


@lumbar.command()
@click.argument("exercise_id", metavar="[ID]", required=False)
@json_option
@click.pass_obj
def exercises(call: Call, exercise_id: str | None, *, as_json: bool) -> int:
    """Print the exercises, or one of them in full.

    With --json it is a list in either case.
    """
    catalog = _parts_for_printing(call).catalog
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
    with _open_diary(_parts_for_printing(call)) as diary:
        reviews = diary.weeks(weeks)
        sessions = diary.sessions_of_weeks(weeks)
        if as_json:
            print_json(forms.history_json(reviews, sessions))
        elif sessions:
            print_text(words.history_text(reviews, sessions, diary.exercises, columns()))
        else:
            print_text(words.no_history_text(weeks, columns(), older=bool(diary.store.sessions())))
    return ExitCode.DONE if sessions else ExitCode.NO


for _verb in (export, import_, merge, backup, restore):
    lumbar.add_command(_verb)


@lumbar.command()
@json_option
@click.pass_obj
def where(call: Call, *, as_json: bool) -> int:
    """Print where the history and the settings are."""
    paths = _parts_for_printing(call).paths
    if as_json:
        print_json(forms.where_json(paths))
    else:
        print_text(words.where_text(paths))
    return ExitCode.DONE


@lumbar.command()
@click.pass_obj
def care(call: Call) -> int:
    """Print when to get help, and how soon."""
    settings = _parts_for_printing(call).settings_file.settings
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


for _verb in (demo, delete):
    lumbar.add_command(_verb)


def _parts_for_printing(call: Call) -> Parts:
    """Return the parts, and tell what is wrong with the settings; the verb goes on with those that hold."""
    parts = call.parts()
    for problem in parts.settings_file.problems:
        complain(problem)
    return parts


@contextmanager
def _open_diary(parts: Parts) -> Iterator[Diary]:
    """Open the history for reading, and tell what is found out about it on the way."""
    diary = parts.diary(read_only=True)
    with closing(diary.store):
        yield diary
        tell_notices(diary.store)


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


def _usage_error(error: Exception) -> click.UsageError:
    sentence = str(error)
    return click.UsageError(f"{sentence[0].upper()}{sentence[1:]}.")


def _show_screens(parts: Parts, *, start_session: bool, only: tuple[str, ...]) -> int:
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise click.UsageError("The screens need a terminal. Without one there are: lumbar today, lumbar history.")
    from lumbar.tui.app import run_app  # noqa: PLC0415 - verbs that print do not pay for the screens

    return run_app(parts, start_session=start_session, only=only)


def _run_plain(parts: Parts, only: tuple[str, ...]) -> int:
    from lumbar.plain.keyboard import Keyboard  # noqa: PLC0415 - a plain session alone needs them
    from lumbar.plain.run import run_plain  # noqa: PLC0415 - as above

    bell = sys.stdout is not None and sys.stdout.isatty()
    with Keyboard() as keys:
        return run_plain(parts, keys, lambda line: print_text(f"{line}\n"), only=only, ring=ring_bell if bell else None)


def _tried(parts: Parts) -> How:
    """Play a sound, and return which way it went."""
    from lumbar.cues.making import try_out  # noqa: PLC0415 - seldom asked for

    bell = sys.stdout is not None and sys.stdout.isatty()
    how = try_out(parts.announcer(ring=ring_bell if bell else None), LONGEST_TRY_SECONDS)
    return how or How(Way.SILENCE, why="No player answered in time.")


def _surroundings(call: Call, heard: How | None = None) -> Surroundings:
    size = None
    with suppress(OSError, AttributeError, ValueError):  # closed, a pipe, or no file at all
        size = os.get_terminal_size(sys.stdout.fileno())
    return Surroundings(
        environment=call.environment, terminal_size=size, is_utf_8=is_utf_8(sys.getfilesystemencoding()), heard=heard
    )
