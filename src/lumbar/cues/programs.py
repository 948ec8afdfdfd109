"""The system's own players, and which way sounds go here."""

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lumbar.cues.port import How, Way
from lumbar.settings import Sound


@dataclass(frozen=True, slots=True)
class Program:
    """A program that plays a WAV file and ends."""

    name: str
    command: tuple[str, ...]
    """Without the file, which comes last."""

    def playing(self, path: Path) -> list[str]:
        """Return the argument list that plays *path*."""
        return [*self.command, str(path)]


KNOWN = (("pw-play",), ("paplay", "--latency-msec=30"), ("aplay", "-q"), ("afplay",))
"""First to last choice; at most two of them are on one machine as a rule."""

WINDOWS_SCRIPT = "import sys, winsound; winsound.PlaySound(sys.argv[1], winsound.SND_FILENAME)"
"""The standard library's own player, in a child like the others: it can be ended, and cannot disturb."""

LONGEST_SENTENCE = 300
"""Characters that are spoken of a sentence."""

SSH_VARIABLES = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")


@dataclass(frozen=True, slots=True)
class Speech:
    """A program that speaks a sentence and ends."""

    name: str
    command: tuple[str, ...]
    """Without the sentence, which comes last."""

    def saying(self, sentence: str) -> list[str]:
        """Return the argument list that speaks *sentence*: never an option, never an order to a terminal."""
        words = "".join(one if one.isprintable() else " " for one in sentence)
        return [*self.command, words.strip().lstrip("-")[:LONGEST_SENTENCE]]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be tried."""

    programs: tuple[Program, ...] = ()
    bell: bool = False
    why_no_program: str = ""
    """Why no program is to be tried, a sentence; empty if one is, or if nobody wanted it."""

    def __str__(self) -> str:
        if self.programs:
            names = ", then ".join(program.name for program in self.programs)
            return f"Sounds are to be played by {names}; if that fails, by the terminal's bell."
        return str(How(Way.BELL if self.bell else Way.SILENCE, why=self.why_no_program))


def is_far_away(environment: Mapping[str, str]) -> bool:
    """Return whether the person sits at another machine."""
    return any(environment.get(name) for name in SSH_VARIABLES)


def installed_programs(
    find: Callable[[str], str | None] = shutil.which, platform: str = sys.platform
) -> tuple[Program, ...]:
    """Return the players of this machine, first choice first."""
    if platform == "win32":
        return (Program("winsound", (sys.executable, "-c", WINDOWS_SCRIPT)),)
    found = ((command, find(command[0])) for command in KNOWN)
    return tuple(Program(command[0], (path, *command[1:])) for command, path in found if path)


def installed_speech(
    volume: int, find: Callable[[str], str | None] = shutil.which, platform: str = sys.platform
) -> Speech | None:
    """Return what speaks here, at *volume* 0 to 100 where that can be said; None if nothing does."""
    commands = (("say",),) if platform == "darwin" else (("espeak-ng", "-a", str(volume)), ("spd-say", "--wait"))
    found = ((command, find(command[0])) for command in commands)
    return next((Speech(command[0], (path, *command[1:])) for command, path in found if path), None)


def choose(
    sound: Sound, environment: Mapping[str, str], programs: Callable[[], Sequence[Program]] = installed_programs
) -> Choice:
    """Return what is to be tried for *sound*."""
    match sound:
        case Sound.OFF:
            return Choice()
        case Sound.BELL:
            return Choice(bell=True)
        case Sound.AUTO if is_far_away(environment):
            return Choice(bell=True, why_no_program="Over SSH they would be heard on the other machine.")
        case Sound.AUTO | Sound.SYSTEM:
            found = tuple(programs())
            return Choice(found, bell=True, why_no_program="" if found else "No player was found.")
