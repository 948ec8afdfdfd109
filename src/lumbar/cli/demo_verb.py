"""The verb that fills an empty folder with a history that is made up."""

import re
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from lumbar.bootstrap import Parts
from lumbar.cli.call import Call, ExitCode
from lumbar.cli.data_verbs import open_for_changes
from lumbar.cli.options import Verb
from lumbar.cli.printing import print_text
from lumbar.diary import Diary
from lumbar.domain.person import Person
from lumbar.ports import HistoryArchive, StoreError
from lumbar.report.page import plain
from lumbar.words.figures import counted, dates_words

if TYPE_CHECKING:
    from lumbar.demo.history import MadeUpHistory

USUAL_WEEKS = "6"
MOST_WEEKS = 104


def _weeks(context: click.Context, parameter: click.Parameter, text: str) -> int:
    if not re.fullmatch("[0-9]{1,3}", text) or not 1 <= int(text) <= MOST_WEEKS:
        message = f"it must be a whole number from 1 to {MOST_WEEKS}, not {text!r}."
        raise click.BadParameter(message, context, parameter)
    return int(text)


@click.command(cls=Verb)
@click.option(
    "--weeks",
    metavar="N",
    default=USUAL_WEEKS,
    callback=_weeks,
    help=f"How long a history, 1 to {MOST_WEEKS} weeks; {USUAL_WEEKS} unless told.",
)
@click.pass_obj
def demo(call: Call, weeks: int) -> int:
    """Fill an empty folder with a history that is made up, to show lumbar or to try it.

    Each session is marked as made up. Take a folder of its own: lumbar --data-dir DIR demo.
    """
    from lumbar.demo.history import make_up  # noqa: PLC0415 - this verb alone needs it

    parts = call.parts()
    _refuse_unless_empty(parts)
    with open_for_changes(parts) as archive:
        diary = Diary(archive, parts.catalog, parts.settings_file.settings, parts.clock)
        history = make_up(
            weeks=weeks,
            last=diary.day() - timedelta(days=1),
            zone=parts.clock.now().tzinfo,
            catalog=parts.catalog.exercises,
            preferences=diary.preferences,
        )
        _fill(archive, history)
        with suppress(StoreError):  # nothing is lost then: it is tidied up at the next start
            archive.fold()
    first, last = history.sessions[0].day, history.sessions[-1].day
    folder = plain(str(parts.paths.data_dir))
    print_text(
        f"{counted(len(history.sessions), 'session')} made up, {dates_words(first, last)}, in {folder}.\n"
        f"Each is marked as made up. To remove all of it: {_how_to_remove(call, folder)}\n"
    )
    return ExitCode.DONE


def _fill(archive: HistoryArchive, history: "MadeUpHistory") -> None:
    """Keep *history*. Raises StoreError; the folder is as empty then as it was, for the next attempt."""
    try:
        archive.fill(sessions=history.sessions, prescriptions=history.prescriptions, person=history.person)
    except StoreError:
        if not archive.sessions() and not archive.prescriptions() and archive.person() == Person():
            with suppress(StoreError):
                archive.delete_everything()
        raise


def _refuse_unless_empty(parts: Parts) -> None:
    """Raise UsageError if there is anything in the folder of the history beside settings, cache and an open lock."""
    folder = parts.paths.data_dir
    beside = {parts.paths.config_file, parts.paths.cache_dir, parts.paths.lock}
    try:
        found = [path for path in folder.iterdir() if path not in beside]
    except FileNotFoundError:
        return
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise click.UsageError(f"{folder} cannot be read: {reason}. Nothing was written.") from error
    if found:
        raise click.UsageError(
            f"{folder} is not empty. Nothing was written; a made-up history goes into an empty folder alone, "
            "such as one that you name with --data-dir."
        )


def _how_to_remove(call: Call, folder: str) -> str:
    return f"lumbar --data-dir '{folder}' delete" if call.names_data_dir else "lumbar delete"
