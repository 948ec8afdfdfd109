"""The verbs that take the history out, bring it back, and bring it together with another one."""

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path

import click

from lumbar.bootstrap import Parts
from lumbar.cli.call import Call, ExitCode
from lumbar.cli.days import day_given
from lumbar.cli.export_forms import Export, Form, csv_export, html_export
from lumbar.cli.new_file import refuse_existing, write_new_file
from lumbar.cli.options import PathName, Verb, file_name
from lumbar.cli.printing import complain, print_bytes, print_json, print_text
from lumbar.cli.reading import tell_notices
from lumbar.ports import (
    Document,
    HistoryArchive,
    NoticeKind,
    PlanChoice,
    PlanConflictError,
    Problem,
    RefusedError,
    StoreError,
    TakenIn,
)
from lumbar.report.page import plain
from lumbar.words.figures import counted

MOST_PROBLEMS_NAMED = 10
NOT_KEPT = "What was saved before is safe; this change is not kept. Look at the disk, and try again."
PATIENCE_PAUSES, PAUSE_SECONDS = 50, 0.02
"""How often a verb looks again whether another one is through with its change, and how long it waits in between."""
HEALTH_DATA = "This is health data: keep it where only those can read it who should."


@contextmanager
def open_for_reading(parts: Parts) -> Iterator[HistoryArchive]:
    """Open the history, take no lock, and tell what was found out about it on the way."""
    with closing(parts.open_archive(read_only=True)) as archive:
        yield archive
        tell_notices(archive)


@contextmanager
def open_for_changes(parts: Parts) -> Iterator[HistoryArchive]:
    """Open the history, and tell what was found out about it on the way. Raises StoreError if it cannot be changed."""
    with closing(parts.open_archive(read_only=False)) as archive:
        _wait_for_turn(archive)
        archive.load()
        if not archive.writable:
            raise StoreError(_why_not(archive))
        try:
            yield archive
        except StoreError as error:
            unsaved = [notice for notice in archive.notices if notice.kind is NoticeKind.UNSAVED]
            if not unsaved:
                raise
            raise StoreError(f"{unsaved[0].what} {NOT_KEPT}") from error  # what is in memory is gone with the verb
        tell_notices(archive)


def _wait_for_turn(archive: HistoryArchive) -> None:
    """Wait, a second at most, until another verb is through with its change. A window holds the history for longer."""
    for _ in range(PATIENCE_PAUSES):
        if all(notice.kind is not NoticeKind.IN_USE for notice in archive.notices):
            return
        time.sleep(PAUSE_SECONDS)
        archive.try_to_take_over()


def _why_not(archive: HistoryArchive) -> str:
    by_kind = {notice.kind: notice for notice in archive.notices}
    if NoticeKind.IN_USE in by_kind:
        return "lumbar is open in another window, which makes the changes. Nothing was changed; close it and try again."
    reasons = (by_kind[kind] for kind in (NoticeKind.NEWER_SCHEMA, NoticeKind.READ_ONLY) if kind in by_kind)
    return " ".join(f"{notice.what} Nothing was changed. {notice.advice}" for notice in reasons)


def _file(verb: Callable[..., int]) -> Callable[..., int]:
    return click.argument("file", metavar="FILE", type=PathName(), callback=file_name)(verb)


def _plan_option(verb: Callable[..., int]) -> Callable[..., int]:
    text = "Which plan stands if there are two for the same days: the one that is here, or the one in FILE."
    return click.option("--plan", type=click.Choice(["ours", "theirs"]), help=text)(verb)


@click.command(cls=Verb)
@click.option(
    "--format",
    "form",
    required=True,
    type=click.Choice([form.value for form in Form]),
    help="html: a page for your provider; csv: the sessions, for a spreadsheet; json: the history, for programs.",
)
@click.option(
    "--output", metavar="FILE", type=PathName(), callback=file_name, help="Write to this file, which must not exist."
)
@click.option(
    "--since",
    metavar="DATE",
    callback=day_given,
    help="From this day on, such as 2026-11-22. Without it html begins at your last visit, the others have everything.",
)
@click.pass_obj
def export(call: Call, form: str, output: Path | None, since: date | None) -> int:
    """Print your history: as a page for your provider, for a spreadsheet, or for other programs.

    What --format json gives, `lumbar import` takes.
    """
    parts = call.parts()
    refuse_existing(output)
    out = _exported(parts, Form(form), since)
    if output is not None:
        write_new_file(output, out.text)
        print_text(f"Written to {plain(str(output))}: {out.words}.\n")
    elif out.document is not None:
        print_json(out.document)
    else:
        print_bytes(out.text.encode("utf-8", "backslashreplace"))
    complain(HEALTH_DATA)
    return ExitCode.DONE


def _exported(parts: Parts, form: Form, since: date | None) -> Export:
    with open_for_reading(parts) as archive:
        match form:
            case Form.JSON:
                return _json_export(archive, since)
            case Form.CSV:
                return csv_export(parts, archive, since)
            case Form.HTML:
                return html_export(parts, archive, since)


def _json_export(archive: HistoryArchive, since: date | None) -> Export:
    document = archive.export()
    if since is not None:
        document["sessions"] = [one for one in document["sessions"] if date.fromisoformat(one["day"]) >= since]
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    return Export(text, _content_words(document), document)


def _content_words(document: Document) -> str:
    sessions, versions = len(document["sessions"]), len(document["prescriptions"])
    return f"{counted(sessions, 'session')}, {counted(versions, 'version')} of the plan"


@click.command("import", cls=Verb)
@_file
@_plan_option
@click.pass_obj
def import_(call: Call, file: Path, plan: PlanChoice | None) -> int:
    """Take in what `lumbar export --format json` wrote.

    Nothing that is here is replaced by something older. If anything in the file is wrong, nothing is taken in.
    """
    return _take_in(call, file, plan)


@click.command(cls=Verb)
@_file
@_plan_option
@click.pass_obj
def merge(call: Call, file: Path, plan: PlanChoice | None) -> int:
    """Bring this history together with another one: a history file, a backup or an export of another machine.

    Sessions, plan, notes and what you said come in, from a backup exercises of your own too; settings do not. For two
    plans for the same days you are asked which one stands, or say so with --plan.
    """
    return _take_in(call, file, plan)


@click.command(cls=Verb)
@_file
@_plan_option
@click.pass_obj
def restore(call: Call, file: Path, plan: PlanChoice | None) -> int:
    """Bring back what a backup has and this history has not, what was removed too. Nothing newer is replaced.

    Exercises of your own and settings come back where there are none; what is here stays as it is.
    """
    return _take_in(call, file, plan, is_restore=True)


@click.command(cls=Verb)
@_file
@click.pass_obj
def backup(call: Call, file: Path) -> int:
    """Write everything to a new file, which is a history itself (compressed if it ends in .gz).

    Exercises of your own and the settings go along.

    The exit code is 1 when there is no history yet.
    """
    from lumbar.cli.taken_along import content_words, found_beside  # noqa: PLC0415 - few verbs take anything along

    parts = call.parts()
    refuse_existing(file)
    with open_for_reading(parts) as archive:
        content = archive.export()
        if not any(content[name] for name in ("sessions", "prescriptions", "person")):
            complain(f"There is no history in {parts.paths.data_dir} yet. Nothing was written.")
            return ExitCode.NO
        beside, problems = found_beside(parts.paths)
        archive.save_copy(file, beside)
    print_text(f"Written to {plain(str(file))}: {', '.join((_content_words(content), *content_words(beside)))}.\n")
    for problem in problems:
        complain(problem)
    complain(HEALTH_DATA)
    return ExitCode.DONE


def _take_in(call: Call, file: Path, plan: PlanChoice | None, *, is_restore: bool = False) -> int:
    from lumbar.cli.taken_along import content_words, put_beside  # noqa: PLC0415 - as above

    parts = call.parts()
    with open_for_changes(parts) as archive:
        try:
            brought = _asking_for_the_plan(archive, file, plan, bring_back_removed=is_restore)
        except RefusedError as error:
            _complain_of(file, error.problems)
            return ExitCode.WRONG_USE
        with suppress(StoreError):  # nothing is lost then: it is tidied up at the next start
            archive.fold()
        beside, problems = put_beside(brought.beside, parts.paths, settings=is_restore)
    print_text(f"{_brought_words(brought, content_words(beside))}\n")
    for problem in problems:
        complain(problem)
    return ExitCode.DONE


def _asking_for_the_plan(
    archive: HistoryArchive, file: Path, plan: PlanChoice | None, *, bring_back_removed: bool
) -> TakenIn:
    """Take the file in; ask whose plan stands if that has to be said and there is somebody to ask."""
    try:
        return archive.take_in(file, plan=plan, bring_back_removed=bring_back_removed)
    except PlanConflictError as error:
        if sys.stdin is None or not sys.stdin.isatty():
            message = (
                "Both histories have a plan for the same days. Nothing was changed; say which one stands with "
                "--plan ours or --plan theirs."
            )
            raise click.UsageError(message) from error
    return archive.take_in(file, plan=_ask_for_plan(), bring_back_removed=bring_back_removed)


def _ask_for_plan() -> PlanChoice:
    print_text("Both histories have a plan for the same days.\n")
    while True:
        print_text("Which one stands, ours (the one here) or theirs (the one in the file)? ")
        match sys.stdin.readline():
            case "":
                raise click.UsageError("Nothing was changed, as nobody said which plan stands.")
            case answer if answer.strip().lower() == "ours":
                return "ours"
            case answer if answer.strip().lower() == "theirs":
                return "theirs"


def _complain_of(file: Path, problems: tuple[Problem, ...]) -> None:
    complain(f"{file} was not taken in, and nothing was changed:")
    for problem in problems[:MOST_PROBLEMS_NAMED]:
        place = ", ".join(part for part in (problem.document, problem.field) if part)
        complain(f"{place}: {problem.what}." if place else f"{problem.what}.")
    more = len(problems) - MOST_PROBLEMS_NAMED
    if more > 0:
        complain(f"There are {more} more.")


def _brought_words(brought: TakenIn, beside: Iterable[str]) -> str:
    parts = [
        f"{counted(brought.sessions_added, 'session')} added",
        f"{brought.sessions_updated} updated",
        f"{brought.sessions_removed} removed",
        f"{counted(brought.prescriptions_added, 'version')} of the plan added",
    ]
    if brought.statements_added:
        parts.append(f"{brought.statements_added} of your answers, questions and dates added")
    if brought.questions_removed:
        parts.append(f"{counted(brought.questions_removed, 'question')} for your provider removed")
    parts += [f"{words} added" for words in beside]
    match brought.plan:
        case "ours":
            parts.append("the plan that was here stands")
        case "theirs":
            parts.append("the plan in the file stands")
        case None:
            pass
    return f"{', '.join(parts)}."
