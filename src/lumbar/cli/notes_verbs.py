"""The verbs for what a person wants to keep in words: questions for the provider, visits, notes to a session."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

import click

from lumbar.bootstrap import Parts
from lumbar.cli.call import Call, ExitCode
from lumbar.cli.data_verbs import open_for_changes, open_for_reading
from lumbar.cli.days import day_given
from lumbar.cli.options import Verb
from lumbar.cli.printing import complain, print_text
from lumbar.domain.days import day_of
from lumbar.domain.for_provider import with_visit, without_question, without_visit
from lumbar.domain.made_up import with_note
from lumbar.domain.person import Question
from lumbar.domain.record import SessionRecord
from lumbar.domain.statements import with_questions
from lumbar.domain.typed_day import FIRST_DAY
from lumbar.report.page import plain
from lumbar.typed import LONGEST_NOTE, LONGEST_QUESTION, TypedError, typed_line
from lumbar.words.figures import date_words

NO_QUESTIONS = "There is no question for your provider."
NO_VISITS = "No visit to your provider is kept."
FARTHEST_VISIT = timedelta(days=366)
NO_SESSION = "No session is kept yet, so there is none to add a note to."


@click.command(cls=Verb)
@click.argument("question", required=False)
@click.option("--remove", metavar="N", type=click.IntRange(min=1), help="Remove the question of that number.")
@click.pass_obj
def ask(call: Call, question: str | None, remove: int | None) -> int:
    """Keep a QUESTION for your provider; alone, print those that are kept.

    The exit code is 1 when there is none.
    """
    if remove is not None and question is not None:
        raise click.UsageError("Give a question, or --remove with its number, not both.")
    if remove is not None:
        return _remove_question(call, remove)
    if question is not None:
        return _keep_question(call, _typed(question, LONGEST_QUESTION))
    with open_for_reading(call.parts()) as archive:
        questions = archive.person().questions
    if not questions:
        complain(NO_QUESTIONS)
        return ExitCode.NO
    print_text("".join(_question_line(number, one) for number, one in enumerate(questions, 1)))
    return ExitCode.DONE


def _question_line(number: int, question: Question) -> str:
    return f"{number}. {plain(question.text)} ({date_words(question.asked_on)})\n"


def _today(parts: Parts) -> date:
    return day_of(parts.clock.now(), parts.settings_file.settings.day_starts_at)


def _keep_question(call: Call, text: str) -> int:
    parts = call.parts()
    with open_for_changes(parts) as archive:
        person = archive.person()
        asked = with_questions(person, [text], _today(parts))
        if asked != person:
            archive.save_person(asked)
    if asked == person:
        print_text("This question is kept already.\n")
    else:
        print_text(f"Kept as question {len(asked.questions)} for your provider.\n")
    return ExitCode.DONE


def _remove_question(call: Call, number: int) -> int:
    parts = call.parts()
    with open_for_changes(parts) as archive:
        person = archive.person()
        try:
            fewer = without_question(person, number, _today(parts))
        except IndexError:
            complain(f"There is no question {number}. Nothing was changed; lumbar ask lists those there are.")
            return ExitCode.NO
        archive.save_person(fewer)
    print_text(f"Removed: {plain(person.questions[number - 1].text)}\n")
    return ExitCode.DONE


@click.command(cls=Verb)
@click.argument("day", metavar="[DATE]", required=False, callback=day_given)
@click.option("--list", "as_list", is_flag=True, help="Print the visits that are kept.")
@click.option("--remove", is_flag=True, help="There is no visit on that day after all.")
@click.pass_obj
def visit(call: Call, day: date | None, *, as_list: bool, remove: bool) -> int:
    """Keep that you see your provider, today or on a DATE such as 2026-11-22.

    With --list, and with --remove, the exit code is 1 when no visit is kept.
    """
    if as_list and (day is not None or remove):
        raise click.UsageError("Give a date, or --list, not both.")
    parts = call.parts()
    if as_list:
        with open_for_reading(parts) as archive:
            visits = archive.person().visits
        if not visits:
            complain(NO_VISITS)
            return ExitCode.NO
        print_text("".join(f"{date_words(one)}\n" for one in visits))
        return ExitCode.DONE
    today = _today(parts)
    day = day or today
    if remove:
        return _remove_visit(parts, day)
    if not FIRST_DAY <= day <= today + FARTHEST_VISIT:
        far = "too long ago" if day < FIRST_DAY else "more than a year ahead"
        raise click.UsageError(f"{day} is {far}. Nothing was changed.")
    with open_for_changes(parts) as archive:
        person = archive.person()
        if day not in person.visits:
            archive.save_person(with_visit(person, day))
    print_text(f"Your visit on {date_words(day)} is kept.\n")
    return ExitCode.DONE


def _remove_visit(parts: Parts, day: date) -> int:
    with open_for_changes(parts) as archive:
        person = archive.person()
        if day not in person.visits:
            complain(
                f"No visit on {date_words(day)} is kept. Nothing was changed; lumbar visit --list has those there are."
            )
            return ExitCode.NO
        archive.save_person(without_visit(person, day))
    print_text(f"Removed: your visit on {date_words(day)}.\n")
    return ExitCode.DONE


@click.command(cls=Verb)
@click.argument("words", metavar="[SESSION] TEXT", nargs=-1)
@click.option("--clear", is_flag=True, help="Remove the note; only SESSION stands before it then, or nothing.")
@click.pass_obj
def note(call: Call, words: tuple[str, ...], *, clear: bool) -> int:
    """Add a note to the last session, or to SESSION: the first characters of its UUID.

    A note that is there already is replaced. The exit code is 1 when there is no such session.
    """
    most = 1 if clear else 2
    if len(words) > most or not (words or clear):
        raise click.UsageError('Give the note in quotes, such as lumbar note "It was easy today".')
    text = "" if clear else _typed(words[-1], LONGEST_NOTE)
    named = words[0] if len(words) == most else None
    with open_for_changes(call.parts()) as archive:
        record = _session(archive.sessions(), named)
        if record is None:
            complain(NO_SESSION if named is None else f"There is no session that begins with {named}.")
            return ExitCode.NO
        if (noted := with_note(record, text)) != record:
            archive.replace(noted)
    done = "The note is removed from" if clear else "The note is kept with"
    print_text(f"{done} the session of {date_words(record.day)}, {record.started_at:%H:%M}.\n")
    return ExitCode.DONE


def _session(sessions: Sequence[SessionRecord], named: str | None) -> SessionRecord | None:
    """Return the session that is meant, of those that are there, newest first. Raises UsageError if it is not clear."""
    if named is None:
        return next(iter(sessions), None)
    if not re.fullmatch("[0-9A-Za-z-]{1,64}", named):
        raise click.UsageError("A session is named by the first characters of its UUID; lumbar history --json has it.")
    found = [one for one in sessions if one.id.lower().startswith(named.lower())]
    if len(found) > 1:
        raise click.UsageError(f"{len(found)} sessions begin with {named}. Give more characters of the UUID.")
    return found[0] if found else None


def _typed(text: str, longest: int) -> str:
    try:
        return typed_line(text, longest)
    except TypedError as error:
        raise click.UsageError(f"{error} Nothing was changed.") from error
