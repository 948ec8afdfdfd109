"""The verbs for reminders: a calendar file, and a timer of the system's own."""

import sys
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import NoReturn

import click

from lumbar.bootstrap import Parts
from lumbar.cli.call import Call, ExitCode
from lumbar.cli.new_file import refuse_existing, write_new_file
from lumbar.cli.options import PathName, Verbs, file_name
from lumbar.cli.printing import OutputError, complain, print_bytes, print_text
from lumbar.cli.reading import open_diary, parts_for_printing
from lumbar.diary import Diary
from lumbar.domain.plan import whole_minutes
from lumbar.domain.plan_versions import later_versions
from lumbar.domain.prescription import Prescription
from lumbar.reminding.calendar import calendar_file
from lumbar.reminding.elsewhere import for_launchd, for_task_scheduler
from lumbar.reminding.hours import Hours, hours_of, is_quiet, quiet_words, title
from lumbar.reminding.notice import show_notice
from lumbar.reminding.systemd import (
    DISABLE,
    ENABLE,
    RELOAD,
    RemindingError,
    UserUnits,
    service_text,
    timer_text,
    user_units,
)
from lumbar.report.page import plain
from lumbar.words.figures import date_words

NOTHING_TO_REMIND_OF = "Every day of the week is a rest day in your plan, so there is nothing to remind of."
NOT_DONE_YET = "Nothing was changed. With --apply it is done."
NOT_OURS = "The timer in {} reminds of another history. It was left as it is."
OTHER_HOURS = "From {} on your plan has other days or hours. They are not in this; make it anew then."
TIMER_OF_BEFORE = (
    "Your timer keeps the hours that it has. To give it the new ones, from {} on: lumbar remind install --apply"
)
BY_HAND = "lumbar installs no timer on this system. This is how to do it yourself:"


@click.group(cls=Verbs, invoke_without_command=True)
@click.pass_context
def remind(context: click.Context) -> None:
    """Reminders: a calendar file, or a timer of the system's own."""
    if context.invoked_subcommand is None:
        raise click.UsageError("Say which one: lumbar remind ics, lumbar remind install, or lumbar remind remove.")


@remind.command()
@click.option(
    "--output", metavar="FILE", type=PathName(), callback=file_name, help="Write to this file, which must not exist."
)
@click.pass_obj
def ics(call: Call, output: Path | None) -> int:
    """Print a calendar file with your sessions, for any calendar.

    Days of rest and days away are left out. It tells nothing of your health.
    """
    parts = parts_for_printing(call)
    refuse_existing(output)
    with open_diary(parts) as diary:
        prescription, today = diary.prescription(), diary.day()
        hours = _hours(diary)
        minutes = max(1, whole_minutes(diary.session_size(prescription).seconds))
    if hours is None:
        return _nothing_to_remind_of()
    owner = str(parts.paths.data_file)
    content = calendar_file(hours, today=today, now=parts.clock.now(), minutes=minutes, owner=owner)
    if output is None:
        print_bytes(content)
    else:
        write_new_file(output, content)
        print_text(f"Written to {plain(str(output))}.\n")
    return ExitCode.DONE


@remind.command()
@click.option("--apply", is_flag=True, help="Do it; without this it is only shown.")
@click.option("--replace", is_flag=True, help="Take the place of a timer that reminds of another history.")
@click.pass_obj
def install(call: Call, *, apply: bool, replace: bool) -> int:
    """Show the timer that would remind you at the hours of your plan; install it with --apply.

    Install it again when the hours of your plan change. The exit code is 1 when there is a timer of another history.
    """
    parts = parts_for_printing(call)
    with open_diary(parts) as diary:
        hours = _hours(diary)
    if hours is None:
        return _nothing_to_remind_of()
    if words := quiet_words(hours.slots, *_quiet_hours(parts)):
        complain(words)
    if platform() != "linux":
        return _tell_how_elsewhere(call, parts, hours, apply=apply)
    try:
        units = user_units(call.environment)
        if units.installed() and not units.is_of(parts.paths.data_file) and not replace:
            complain(f"{NOT_OURS.format(units.folder)} --replace puts this one in its place.")
            return ExitCode.NO
        service, timer = service_text(_command(call, parts), parts.paths.data_file), timer_text(hours)
        if apply:
            units.install(service, timer)
    except RemindingError as error:
        _raise_as_output(error)
    if apply:
        print_text("".join(f"Installed: {plain(str(path))}\n" for path in units.files))
        return ExitCode.DONE
    for path, text in zip(units.files, (service, timer), strict=True):
        print_text(f"Write {plain(str(path))}:\n\n{text}\n")
    print_text("".join(f"Run: systemctl {' '.join(one)}\n" for one in (RELOAD, ENABLE)))
    print_text(f"{NOT_DONE_YET}\n")
    return ExitCode.DONE


@remind.command()
@click.option("--apply", is_flag=True, help="Do it; without this it is only shown.")
@click.pass_obj
def remove(call: Call, *, apply: bool) -> int:
    """Show what would remove the timer; remove it with --apply.

    The exit code is 1 when no timer is installed.
    """
    parts = call.parts()
    if platform() != "linux":
        with open_diary(parts) as diary:
            hours = _hours(diary)
        return _nothing_to_remind_of() if hours is None else _tell_how_elsewhere(call, parts, hours, apply=apply)
    try:
        units = user_units(call.environment)
        if not units.installed():
            complain(f"No timer is installed in {units.folder}.")
            return ExitCode.NO
        if not units.is_of(parts.paths.data_file):
            complain(NOT_OURS.format(units.folder))
            return ExitCode.NO
        gone = units.remove() if apply else ()
    except RemindingError as error:
        _raise_as_output(error)
    if apply:
        print_text("".join(f"Removed: {plain(str(path))}\n" for path in gone))
        return ExitCode.DONE
    print_text(f"Run: systemctl {' '.join(DISABLE)}\n")
    print_text("".join(f"Remove {plain(str(path))}\n" for path in units.installed()))
    print_text(f"Run: systemctl {' '.join(RELOAD)}\n{NOT_DONE_YET}\n")
    return ExitCode.DONE


@remind.command(hidden=True)
@click.pass_obj
def now(call: Call) -> int:
    """Remind of the session that is due, unless nothing is, or it is a quiet hour: what the timer calls.

    The exit code is 1 when there was nothing to remind of.
    """
    parts = call.parts()
    if is_quiet(parts.clock.now(), *_quiet_hours(parts)):
        return ExitCode.NO
    with open_diary(parts) as diary:
        outlook = diary.outlook()
    coming = outlook.today.next_slot
    if coming is None or coming.at is None or not outlook.can_start:
        return ExitCode.NO
    words = title(coming.name)
    if not show_notice(words, call.environment):
        print_text(f"{plain(words)}\n")
    return ExitCode.DONE


def platform() -> str:
    """Return which system this is, as `sys.platform` has it."""
    return sys.platform


def installed_timer(call: Call, data_file: Path) -> UserUnits | None:
    """Return the units of the timer that reminds of the sessions in *data_file*; None if there is none."""
    try:
        units = user_units(call.environment)
        return units if units.installed() and units.is_of(data_file) else None
    except RemindingError:
        return None


def remarks_on_timer(call: Call, parts: Parts, before: Prescription, after: Prescription) -> Iterator[str]:
    """Yield what a person with a timer must know who has *after* in place of the plan *before*."""
    if installed_timer(call, parts.paths.data_file) is None:
        return
    if (before.slot_times, before.rest_days) != (after.slot_times, after.rest_days):
        yield TIMER_OF_BEFORE.format(date_words(after.valid_from))
    if words := quiet_words(after.slot_times, *_quiet_hours(parts)):
        yield words


def _quiet_hours(parts: Parts) -> tuple[time, time]:
    settings = parts.settings_file.settings
    return settings.quiet_from, settings.quiet_until


def _hours(diary: Diary) -> Hours | None:
    """Return when to remind by the plan in force, and tell if a later version has other hours."""
    person, today = diary.store.person(), diary.day()
    hours = hours_of(diary.prescription(), person, today)
    for version in later_versions(diary.prescriptions(), today):
        later = hours_of(version, person, version.valid_from)
        if hours is None or later is None or (later.slots, later.weekdays) != (hours.slots, hours.weekdays):
            complain(OTHER_HOURS.format(date_words(version.valid_from)))
            break
    return hours


def _nothing_to_remind_of() -> int:
    complain(NOTHING_TO_REMIND_OF)
    return ExitCode.NO


def _raise_as_output(error: RemindingError) -> NoReturn:
    raise OutputError(str(error)) from error


def _command(call: Call, parts: Parts) -> list[str]:
    """Return what the timer runs: this program, with the files that this call was given."""
    chosen = []
    if call.names_data_dir:
        chosen += ["--data-dir", str(parts.paths.data_dir)]
    if call.names_config:
        chosen += ["--config", str(parts.paths.config_file)]
    return [sys.executable, "-P", "-m", "lumbar", *chosen, "remind", "now"]


def _tell_how_elsewhere(call: Call, parts: Parts, hours: Hours, *, apply: bool) -> int:
    command = _command(call, parts)
    text = for_launchd(hours, command) if platform() == "darwin" else for_task_scheduler(hours, command)
    print_text(f"{BY_HAND}\n\n{text}")
    if apply:
        complain("Nothing was changed: --apply works with systemd alone.")
        return ExitCode.NOT_AS_ASKED
    return ExitCode.DONE
