"""What a shell needs to complete what is typed after `lumbar`."""

from typing import TYPE_CHECKING

import click

from lumbar.cli.call import COMPLETE, Call, ExitCode
from lumbar.cli.options import Verb
from lumbar.cli.printing import print_text
from lumbar.cli.program import lumbar

if TYPE_CHECKING:
    from click.shell_completion import ShellComplete

SHELLS = ("bash", "zsh", "fish")


@click.command(cls=Verb)
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> int:
    """Print the script that lets a shell complete verbs and options.

    For bash, put this line into ~/.bashrc: eval "$(lumbar completion bash)"; for zsh the same with zsh into ~/.zshrc;
    for fish, lumbar completion fish | source into ~/.config/fish/config.fish.
    """
    completer = _completer(shell, None)
    print_text(completer.source_template % completer.source_vars())
    return ExitCode.DONE


def complete(call: Call) -> int:
    """Print what may come next, for the script above; it says in the environment what was typed."""
    shell, _, what = call.environment[COMPLETE].partition("_")
    if shell not in SHELLS or what != "complete":
        return ExitCode.NO
    try:
        print_text(_completer(shell, call).complete() + "\n")
    except (KeyError, ValueError):  # the rest of what a shell says in the environment is missing, or no number
        return ExitCode.NO
    return ExitCode.DONE


def _completer(shell: str, call: Call | None) -> "ShellComplete":
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - no other verb pays for it

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    return found(lumbar, {"obj": call}, "lumbar", COMPLETE)
