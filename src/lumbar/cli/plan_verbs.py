"""The verbs of the plan: show it, write it to a file, check a file, take one in, edit it."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lumbar.cli.call import Call, ExitCode
from lumbar.cli.data_verbs import open_for_changes, open_for_reading
from lumbar.cli.new_file import refuse_existing, write_new_file
from lumbar.cli.options import PathName, Verbs, file_name, json_option
from lumbar.cli.printing import columns, complain, print_bytes, print_json, print_text
from lumbar.diary import Diary
from lumbar.domain.plan_versions import later_versions
from lumbar.domain.prescription import Prescription
from lumbar.report.page import Page, plain
from lumbar.words.figures import counted, date_words

if TYPE_CHECKING:
    from lumbar.plan_file.reading import PlanFile
    from lumbar.plan_keeping import PlanChange

MOST_PROBLEMS_NAMED = 50
YES = frozenset({"yes", "y"})


def _file(verb: Callable[..., int]) -> Callable[..., int]:
    return click.argument("file", metavar="FILE", type=PathName(), callback=file_name)(verb)


def _yes_option(verb: Callable[..., int]) -> Callable[..., int]:
    return click.option("--yes", is_flag=True, help="Take it in without being asked, as scripts need it.")(verb)


@contextmanager
def _reading(call: Call) -> Iterator[Diary]:
    parts = call.parts()
    with open_for_reading(parts) as archive:
        yield Diary(archive, parts.catalog, parts.settings_file.settings, parts.clock)


@contextmanager
def _changing(call: Call) -> Iterator[Diary]:
    parts = call.parts()
    with open_for_changes(parts) as archive:
        yield Diary(archive, parts.catalog, parts.settings_file.settings, parts.clock)


@click.group(cls=Verbs, invoke_without_command=True)
@click.pass_context
def plan(context: click.Context) -> int:
    """Show, check, take in, write out or edit the plan: which exercises, how much of each, how often."""
    return ExitCode.DONE if context.invoked_subcommand is not None else context.invoke(show, as_json=False)


@plan.command()
@json_option
@click.pass_obj
def show(call: Call, *, as_json: bool) -> int:
    """Print the plan that is in force."""
    from lumbar.report.plan import plan_json, plan_words  # noqa: PLC0415 - only the plan's own verbs pay for it

    with _reading(call) as diary:
        current, later = _in_force(diary), later_versions(diary.prescriptions(), diary.day())
        if as_json:
            print_json(plan_json(current, diary.exercises, later))
        else:
            print_text(plan_words(current, diary.exercises, columns(), later))
    return ExitCode.DONE


def _text_of_plan(diary: Diary) -> str:
    from lumbar.plan_file.writing import plan_text  # noqa: PLC0415 - only the plan's own verbs pay for it

    return plan_text(_in_force(diary), diary.exercises, diary.day())


def _in_force(diary: Diary) -> Prescription:
    """Return the plan in force, and tell what of it this version does not know. Raises StoreError."""
    if unknown := diary.unknown_exercises():
        complain(f"Left out of the plan, as this version does not know them: {', '.join(unknown)}.")
    return diary.prescription()


@plan.command()
@_file
@click.pass_obj
def validate(call: Call, file: Path) -> int:
    """Look whether a plan file could be taken in. Nothing is changed."""
    from lumbar.plan_keeping import remarks_about  # noqa: PLC0415 - only the plan's own verbs pay for it

    with _reading(call) as diary:
        content = _read(diary, file)
        if content is None:
            return ExitCode.WRONG_USE
        page = Page(columns())
        exercises = counted(len(content.exercises), "exercise")
        sessions = counted(content.sessions_per_day, "session")
        page.line(f"{file} can be taken in: {exercises}, {sessions} a day.")
        for remark in remarks_about(diary, content):
            page.line(remark)
        print_text(str(page))
    return ExitCode.DONE


@plan.command()
@click.argument("file", metavar="[FILE]", required=False, type=PathName(), callback=file_name)
@click.pass_obj
def export(call: Call, file: Path | None) -> int:
    """Write the plan to a file with comments, which must not exist; without FILE, print it."""
    refuse_existing(file)
    with _reading(call) as diary:
        text = _text_of_plan(diary)
    if file is None:
        print_bytes(text.encode())
    else:
        write_new_file(file, text)
        print_text(f"Written to {plain(str(file))}. To take it in again: lumbar plan import FILE\n")
    return ExitCode.DONE


@plan.command("import")
@_file
@_yes_option
@click.pass_obj
def import_(call: Call, file: Path, *, yes: bool) -> int:
    """Take a plan file in as a new version of the plan.

    What becomes different is shown first. If anything in the file is wrong, nothing is taken in. The exit code is 1
    when you say no.
    """
    return _take_in(call, file, yes=yes)


@plan.command()
@_yes_option
@click.pass_obj
def edit(call: Call, *, yes: bool) -> int:
    """Open the plan in your editor ($VISUAL or $EDITOR), and take in what you saved.

    What becomes different is shown first. What cannot be taken in is kept in a file.
    """
    with _reading(call) as diary:
        text = _text_of_plan(diary)
    import tempfile  # noqa: PLC0415 - only an editor needs it

    descriptor, name = tempfile.mkstemp(prefix="lumbar-plan-", suffix=".toml")
    file = Path(name)
    with open(descriptor, "w", encoding="utf-8") as stream:  # noqa: PTH123 - a descriptor
        stream.write(text)
    done = False
    try:
        _open_editor(call, file)
        if not _was_edited(file, text):
            print_text("Nothing was changed.\n")
            return ExitCode.DONE
        code = _take_in(call, file, yes=yes)
        done = code == ExitCode.DONE
        return code
    finally:  # whatever became of the editor, or of taking it in
        if not done and _was_edited(file, text):
            complain(f"What you wrote is kept in {file}. To take it in: lumbar plan import {file}")
        else:
            with suppress(OSError):
                file.unlink()


def _was_edited(file: Path, text: str) -> bool:
    """Return whether anything but *text* is in *file*; a file that is gone has nothing in it."""
    try:
        return file.read_bytes() != text.encode()
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _open_editor(call: Call, file: Path) -> None:
    """Let the person edit *file*. Raises UsageError if that fails."""
    chosen = call.environment.get("VISUAL") or call.environment.get("EDITOR") or None
    if chosen is None and not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise click.UsageError("Nothing was changed, as there is no terminal here for an editor. Name one in $VISUAL.")
    try:
        click.edit(editor=chosen, filename=os.fspath(file))
    except ValueError as error:  # a quote that is never closed
        raise click.UsageError(f"The editor {chosen!r} cannot be started: {error}.") from error


def _take_in(call: Call, file: Path, *, yes: bool) -> int:
    from lumbar.cli.remind_verbs import remarks_on_timer  # noqa: PLC0415 - only a new plan pays for it
    from lumbar.plan_keeping import keep_plan, plan_change  # noqa: PLC0415 - only the plan's own verbs pay for it
    from lumbar.words.plan import NOTHING_CHANGES  # noqa: PLC0415 - as above

    with _changing(call) as diary:
        content = _read(diary, file)
        if content is None:
            return ExitCode.WRONG_USE
        change = plan_change(diary, content)
        if not change.differences:
            print_text(f"{NOTHING_CHANGES}\n")
            return ExitCode.DONE
        print_text(_change_text(change, diary))
        if not yes and not _says_yes():
            print_text("Nothing was changed.\n")
            return ExitCode.NO
        before = diary.prescription()
        version = keep_plan(diary, content)
    print_text(f"Taken in as version {version.version}, from {date_words(version.valid_from)} on.\n")
    for remark in remarks_on_timer(call, call.parts(), before, version):
        complain(remark)
    return ExitCode.DONE


def _change_text(change: "PlanChange", diary: Diary) -> str:
    page = Page(columns())
    since = "today" if change.valid_from == diary.day() else date_words(change.valid_from)
    page.line(f"This becomes different, from {since} on:")
    for line in change.differences:
        page.line(line, level=1)
    for remark in change.remarks:
        page.line(remark)
    return str(page)


def _says_yes() -> bool:
    """Ask at the terminal. Raises UsageError if there is nobody to ask."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise click.UsageError("Nothing was changed, as nobody can be asked here. With --yes it is taken in.")
    print_text("Take it in? Type yes or no: ")
    return sys.stdin.readline().strip().lower() in YES


def _read(diary: Diary, file: Path) -> Prescription | None:
    """Return the plan in *file*; None, with everything that is wrong said, if it cannot be taken in."""
    from lumbar.plan_file.reading import read_plan_file  # noqa: PLC0415 - only the plan's own verbs pay for it

    found = read_plan_file(file, diary.exercises, diary.day())
    if found.plan is None:
        _complain_of(file, found)
    return found.plan


def _complain_of(file: Path, found: "PlanFile") -> None:
    for problem in found.problems[:MOST_PROBLEMS_NAMED]:
        place = f"{file}, line {problem.line}" if problem.line is not None else f"{file}"
        complain(f"{place}: {problem.what}")
    more = len(found.problems) - MOST_PROBLEMS_NAMED
    if more > 0:
        complain(f"There are {more} more.")
    complain("Nothing was changed.")
