"""The real program in a real terminal, in the middle of a session: started, interrupted, taken up again, finished."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random

from lumbar.bootstrap import assemble
from lumbar.domain.person import Agreement
from lumbar.domain.record import ExerciseRecord
from lumbar.ports import Person
from support.terminal import USUAL, Kind, Terminal, TerminalTimeoutError, lumbar_command

EXERCISE = "bird-dog"
SETS = 5
SIDES = ("left arm, right leg", "right arm, left leg")
CLOCK_RATE = 50
SLOW_RATE = 20
"""Where something has to happen within one hold."""
HOLD_SECONDS = 15 / CLOCK_RATE
"""Of real time."""


def prepared(folder: Path) -> Path:
    """A data folder of a person who has read the purpose, and whose provider agreed to the exercise."""
    agreement = Agreement(exercise_id=EXERCISE, provider="Ms Berg", agreed_on="1 November")
    store = assemble(data_dir=folder).open_archive(read_only=False)
    store.save_person(Person(purpose_acknowledged_on=date(2026, 11, 1), agreements=(agreement,)))
    store.close()
    return folder


def exercises_kept(folder: Path) -> tuple[ExerciseRecord, ...]:
    """The account of the one session in that folder."""
    store = assemble(data_dir=folder).open_archive(read_only=True)
    try:
        (session,) = store.sessions()
        return session.exercises
    finally:
        store.close()


WAITS = "Press any key when"
"""On the screen while an exercise waits for the person."""

WAYS_ON = {WAITS: "pagedown", "PAUSED": "space"}
"""What stands on the screen while the session stands still, and the key that lets it go on."""

SUSPENDING_SHELL = 'set -m; "$0" "$@"; echo suspended; read line; fg'
"""A program can only be suspended where a shell looks after it."""


def repetitions_counted(folder: Path) -> int:
    """How many repetitions the interrupted session counts."""
    store = assemble(data_dir=folder).open_archive(read_only=True)
    document = store.checkpoint()
    store.close()
    assert document is not None
    return len(document["session"]["done"])


def place_of(repetition: int) -> tuple[str, int]:
    """Side and set of a repetition that is counted from 0."""
    return SIDES[repetition % len(SIDES)], repetition // len(SIDES) + 1


def open_program(
    folder: Path,
    *arguments: str,
    rate: int = CLOCK_RATE,
    home: Path | None = None,
    in_shell: bool = False,
    kind: Kind = USUAL,
) -> Terminal:
    """Start the program in a terminal."""
    command = lumbar_command(*arguments, data_dir=folder)
    return Terminal(
        ["sh", "-c", SUSPENDING_SHELL, *command] if in_shell else command,
        columns=kind.columns,
        rows=kind.rows,
        bytes_per_second=kind.bytes_per_second,
        environment={"LUMBAR_CLOCK_RATE": str(rate), "HOME": str(home or folder.parent), **kind.environment},
    )


def open_session(
    folder: Path, *, rate: int = CLOCK_RATE, home: Path | None = None, in_shell: bool = False, kind: Kind = USUAL
) -> Terminal:
    """Start the program in a session of one exercise; the clock runs."""
    terminal = open_program(folder, "session", "--only", EXERCISE, rate=rate, home=home, in_shell=in_shell, kind=kind)
    terminal.wait_for("Enter leave")
    terminal.press("enter")
    terminal.wait_for(" left")
    return terminal


def run_to(terminal: Terminal, reached: Callable[[str], bool], *, seconds: float = 60) -> None:
    """Let the session run until *reached* is true of the screen. A machine that stood still for a while pauses it.

    At most so many *seconds* may pass in which it neither comes to that nor stands still.
    """
    while not reached(terminal.text()):
        for word, key in WAYS_ON.items():
            if word in terminal.text():
                terminal.press(key)
                with suppress(TerminalTimeoutError):  # it stands still again before it was seen to go on
                    terminal.wait_for(lambda text, word=word: word not in text, seconds=2)  # type: ignore[misc]
        terminal.wait_for(lambda text: reached(text) or any(word in text for word in WAYS_ON), seconds=seconds)


def is_holding(side: str, number: int) -> Callable[[str], bool]:
    """Whether the screen shows the hold on that side in that set, counted from 1."""
    return lambda text: "HOLD" in text and side in text and f"set {number} of {SETS}" in text


def is_holding_from(repetition: int) -> Callable[[str], bool]:
    """Whether the screen shows the hold of that repetition, counted from 0, or of a later one: a busy machine may not
    paint every hold.
    """
    holds = [is_holding(*place_of(one)) for one in range(repetition, SETS * len(SIDES))]
    return lambda text: any(hold(text) for hold in holds)


def finish(terminal: Terminal) -> None:
    """Let the session run to its end, see that it is saved, and leave the program."""
    run_to(terminal, lambda text: "Enter leave" in text)
    terminal.press("enter")
    terminal.wait_for("Saved.")
    terminal.press("q")
    assert terminal.wait_for_end() == 0


def end_here(terminal: Terminal) -> None:
    """End the session where it is, and see that it is saved."""
    terminal.press("q")
    terminal.wait_for("End the session here?")
    terminal.press("enter")
    terminal.wait_for("Enter leave")
    terminal.press("enter")
    terminal.wait_for("Saved.")


def uninterrupted(folder: Path) -> tuple[ExerciseRecord, ...]:
    """The account of a session that nothing interrupted."""
    with open_session(prepared(folder)) as terminal:
        finish(terminal)
    return exercises_kept(folder)


def killed_resumed_and_finished(folder: Path, random: Random) -> tuple[ExerciseRecord, ...]:
    """The account of a session whose program was killed in the middle of a hold, chosen at random."""
    aimed_at = random.randrange(SETS * len(SIDES) - 3)
    moment = random.uniform(0, 0.6 * HOLD_SECONDS)
    with open_session(prepared(folder)) as terminal:
        run_to(terminal, is_holding_from(aimed_at))
        terminal.read_for(moment)
        os.kill(terminal.pid, signal.SIGKILL)
        assert terminal.wait_for_end() == -signal.SIGKILL
    counted = repetitions_counted(folder)
    assert counted >= aimed_at  # more, where the machine was too busy to kill it within the hold
    with open_program(folder) as terminal:
        terminal.wait_for("You stopped")
        side, number = place_of(counted)
        assert f"You stopped at bird dog, {side}, set {number} of {SETS}," in terminal.text(), terminal.text()
        terminal.press("enter")
        finish(terminal)
    return exercises_kept(folder)
