"""The program before its verbs. A verb is imported when it is called, so that a quick one stays quick."""

import click

from lumbar import __version__
from lumbar.cli.call import ExitCode
from lumbar.cli.options import Program
from lumbar.cli.printing import columns, print_text

EPILOG = """Exit codes: 0 done; 1 the answer is no (nothing due, nothing found); 2 wrong use; 3 the data cannot be used
as asked. With --json they are the same."""

VERBS_ELSEWHERE = {
    "today": "lumbar.cli.today_verb:today",
    "status": "lumbar.cli.status_verb:status",
    "away": "lumbar.cli.away_verb:away",
    "ask": "lumbar.cli.notes_verbs:ask",
    "visit": "lumbar.cli.notes_verbs:visit",
    "note": "lumbar.cli.notes_verbs:note",
    "plan": "lumbar.cli.plan_verbs:plan",
    "remind": "lumbar.cli.remind_verbs:remind",
    "export": "lumbar.cli.data_verbs:export",
    "import": "lumbar.cli.data_verbs:import_",
    "merge": "lumbar.cli.data_verbs:merge",
    "backup": "lumbar.cli.data_verbs:backup",
    "restore": "lumbar.cli.data_verbs:restore",
    "demo": "lumbar.cli.demo_verb:demo",
    "delete": "lumbar.cli.delete_verb:delete",
    "completion": "lumbar.cli.completion_verb:completion",
}
"""The modules of the verbs that are not in `lumbar.cli.verbs`, and what they are called there."""


def _print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - called by click
    if wanted and not context.resilient_parsing:
        print_text(f"lumbar {__version__}\n")
        context.exit()


def _print_purpose(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - called by click
    if wanted and not context.resilient_parsing:
        from lumbar.about import PURPOSE  # noqa: PLC0415 - seldom asked for
        from lumbar.report.page import Page  # noqa: PLC0415 - as above

        page = Page(columns())
        page.paragraph(PURPOSE)
        print_text(str(page))
        context.exit()


@click.group(
    cls=Program, verbs="lumbar.cli.verbs", elsewhere=VERBS_ELSEWHERE, invoke_without_command=True, epilog=EPILOG
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Version.")
@click.option("--about", is_flag=True, is_eager=True, expose_value=False, callback=_print_purpose, help="Purpose.")
@click.pass_context
def lumbar(context: click.Context) -> int:
    """Guide through lower-back exercises, and keep a diary of them.

    Without a verb, today's plan opens on the screen.
    """
    if context.invoked_subcommand is not None:
        return ExitCode.DONE
    from lumbar.cli.screens import show_screens  # noqa: PLC0415 - a verb that prints shows none

    return show_screens(context.obj.session_parts(), context.obj.environment, start_session=False)
