"""The options that stand before or after any verb, and the kinds of commands that have them."""

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from lumbar.cli.call import Call
from lumbar.cli.printing import print_text
from lumbar.settings import Sound

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

MOST_WEEKS = 520
"""Ten years."""


class PathName(click.ParamType):  # type: ignore[type-arg,unused-ignore] # click 8.1 knows no argument
    """The name of a file, or of a folder: any text, for which a shell proposes what is there."""

    name = "path"

    def __init__(self, kind: Literal["file", "dir"] = "file") -> None:
        self._kind = kind

    def shell_complete(
        self, _context: click.Context, _parameter: click.Parameter, incomplete: str
    ) -> list["CompletionItem"]:
        """Leave it to the shell, which knows files better."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - a shell alone asks for it

        return [CompletionItem(incomplete, type=self._kind)]


def _show_help(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - called by click
    if wanted and not context.resilient_parsing:
        print_text(context.get_help() + "\n")
        context.exit()


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep a value that was given; one after the verb comes later and so holds."""
    if value is None or parameter.name is None:
        return
    if value == "":
        raise click.BadParameter("it names nothing.", context, parameter)
    call: Call = context.obj
    setattr(call, parameter.name, Sound(value) if parameter.name == "sound" else value)


GLOBAL_OPTIONS = (
    click.Option(
        ["--data-dir"],
        metavar="DIR",
        type=PathName("dir"),
        expose_value=False,
        callback=_keep,
        help="Keep the history in this folder (or LUMBAR_DATA_DIR).",
    ),
    click.Option(
        ["--config"],
        metavar="FILE",
        type=PathName(),
        expose_value=False,
        callback=_keep,
        help="Read the settings from this file (or LUMBAR_CONFIG).",
    ),
    click.Option(
        ["--sound"],
        type=click.Choice([sound.value for sound in Sound]),
        expose_value=False,
        callback=_keep,
        help="Which sounds a session makes.",
    ),
    click.Option(
        ["-h", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help="Show this text.",
    ),
)


class Verb(click.Command):
    """A verb, with the global options after it."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings | {"add_help_option": False})
        own = {parameter.name for parameter in self.params}
        self.params.extend(option for option in GLOBAL_OPTIONS if option.name not in own)


class Program(click.Group):
    """The program, with the global options before its verbs.

    *verbs* is the module that adds most of the verbs to it when it is imported; *elsewhere* names those of the others,
    as in "module:verb".
    """

    command_class = Verb

    def __init__(self, *arguments: Any, verbs: str, elsewhere: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*arguments, **settings | {"add_help_option": False})
        self.params.extend(GLOBAL_OPTIONS)
        self._verbs = verbs
        self._elsewhere = elsewhere

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return the verb, and import no other one that need not be."""
        if name in self._elsewhere:
            module, _, attribute = self._elsewhere[name].partition(":")
            verb: click.Command = getattr(import_module(module), attribute)
            return verb
        import_module(self._verbs)
        return super().get_command(context, name)

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the verbs in the order in which they are written down."""
        del context
        import_module(self._verbs)
        return [*self.commands, *self._elsewhere]


class Verbs(click.Group):
    """A verb that has verbs of its own, with the global options on either side."""

    command_class = Verb

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings | {"add_help_option": False})
        self.params.extend(GLOBAL_OPTIONS)

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the verbs in the order in which they are written down."""
        del context
        return list(self.commands)


def whole_weeks(context: click.Context, parameter: click.Parameter, text: str) -> int:
    """Return *text* as a number of weeks; a usage error if it is none, or too many."""
    if not re.fullmatch("[0-9]{1,4}", text) or not 1 <= int(text) <= MOST_WEEKS:
        message = f"it must be a whole number from 1 to {MOST_WEEKS}, not {text!r}."
        raise click.BadParameter(message, context, parameter)
    return int(text)


def minutes_there_are(context: click.Context, parameter: click.Parameter, text: str | None) -> int | None:
    """Return *text* as minutes for a session; a usage error if it is no number of them."""
    if text is None:
        return None
    from lumbar.domain.minutes import MOST_MINUTES  # noqa: PLC0415 - the first paint imports no rule

    if not re.fullmatch("[0-9]{1,3}", text) or not 1 <= int(text) <= MOST_MINUTES:
        message = f"it must be a whole number from 1 to {MOST_MINUTES}, not {text!r}."
        raise click.BadParameter(message, context, parameter)
    return int(text)


def json_option(verb: Callable[..., int]) -> Callable[..., int]:
    """Give *verb* the option `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(verb)


def file_name(context: click.Context, parameter: click.Parameter, text: str | None) -> Path | None:
    """Return *text* as the path of a file; a usage error if it cannot be one."""
    if text is None:
        return None
    if not text or "\0" in text:
        raise click.BadParameter("it names no file.", context, parameter)
    return Path(text)
