"""The command line. Verbs that print never import what the screens are made of."""

import os
from collections.abc import Mapping, MutableMapping, Sequence

import click

from lumbar.bootstrap import assemble
from lumbar.cli.call import COMPLETE, Assemble, Call, ExitCode
from lumbar.cli.printing import OutputError, columns, complain, take_closed_streams
from lumbar.cli.program import lumbar

__all__ = ["run"]


def run(
    arguments: Sequence[str], *, assemble: Assemble = assemble, environment: MutableMapping[str, str] | None = None
) -> int:
    """Do what *arguments* ask for and return the exit code. Every error ends here, as a sentence."""
    take_closed_streams()
    call = Call(assemble=assemble, environment=os.environ if environment is None else environment)
    try:
        if COMPLETE in call.environment:
            from lumbar.cli.completion_verb import complete  # noqa: PLC0415 - a shell alone asks for it

            return complete(call)
        with lumbar.make_context("lumbar", [*arguments], obj=call, terminal_width=columns()) as context:
            return int(lumbar.invoke(context))
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        complain(_sentence(error.format_message()))
        return ExitCode.WRONG_USE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the one place where what nobody foresaw becomes a sentence
        return _failed(error, call.environment)


def _sentence(message: str) -> str:
    return message if message.endswith((".", "?", "!", ")")) else f"{message}."


def _failed(error: Exception, environment: Mapping[str, str]) -> int:
    from lumbar.catalog import CatalogError  # noqa: PLC0415 - what goes well does not pay for it
    from lumbar.ports import StoreError  # noqa: PLC0415 - as above

    if not isinstance(error, (StoreError, CatalogError, OutputError)):
        return _unforeseen(error, environment)
    complain(_sentence(str(error)))
    return ExitCode.NOT_AS_ASKED


def _unforeseen(error: Exception, environment: Mapping[str, str]) -> int:
    reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    complain(f"Something went wrong that nobody foresaw ({reason}). What was saved is safe; LUMBAR_DEBUG=1 shows more.")
    if environment.get("LUMBAR_DEBUG") == "1":
        import traceback  # noqa: PLC0415 - seldom asked for

        for line in "".join(traceback.format_exception(error)).splitlines():
            complain(line)
    return ExitCode.NOT_AS_ASKED
