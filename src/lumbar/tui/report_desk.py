"""Has a page for the provider made and saved, behind the screens."""

from functools import partial
from pathlib import Path

from textual.app import App

from lumbar.diary import Diary
from lumbar.ports import StoreError
from lumbar.report.gathering import gathered, usual_since
from lumbar.report.period import Since, SinceWhy
from lumbar.report.provider import report_page
from lumbar.report.saving import NotSavedError, save_new
from lumbar.tui.screens.report_question import ReportQuestion, ReportWish
from lumbar.tui.text import clean


def ask_for_report(app: App[int], diary: Diary) -> None:
    """Ask for the period and the file, save the page there, and tell how that went."""
    usual, today = usual_since(diary), diary.day()

    def asked(wish: ReportWish | None) -> None:
        if wish is not None:
            since = usual if wish.since == usual.day else Since(wish.since, SinceWhy.ASKED)
            app.run_worker(partial(_save, app, diary, since, wish.path), thread=True)

    place = f"~/lumbar-report-{today.isoformat()}.html"
    app.push_screen(ReportQuestion(since=usual.day, why=usual.why.value, today=today, place=place), asked)


def _save(app: App[int], diary: Diary, since: Since, typed: Path) -> None:
    """Make and save the page, in a thread of its own."""
    from lumbar.report.as_html import html_of  # noqa: PLC0415 - most sessions make no page

    try:
        path = typed.expanduser().absolute()
        save_new(path, html_of(report_page(gathered(diary, since))))
    except (NotSavedError, StoreError, RuntimeError) as error:  # a ~ that names nobody
        app.call_from_thread(app.notify, clean(str(error)), severity="error", markup=False)
    else:
        app.call_from_thread(app.notify, clean(f"The page is in {path}."), markup=False)
