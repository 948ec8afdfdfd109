"""The real program in a real terminal, in the middle of a session: started, interrupted, taken up again, finished."""

import os
import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from lumbar.bootstrap import assemble
from lumbar.domain.person import Agreement
from lumbar.domain.record import ExerciseRecord
from lumbar.ports import HistoryArchive, Person
from support.terminal import Terminal, lumbar_command

EXERCISE = "bird-dog"
SETS = 5
SIDES = ("left arm, right leg", "right arm, left leg")
CLOCK_RATE = 40
HOLD_SECONDS = 5 / CLOCK_RATE
"""Of real time."""


def prepared(folder: Path) -> Path:
    """A data folder of a person who has read the purpose, and whose provider agreed to the exercise."""
    agreement = Agreement(exercise_id=EXERCISE, provider="Ms Berg", agreed_on="1 November")
    person = Person(purpose_acknowledged_on=date(2026, 11, 1), agreements=(agreement,))
    with_store(folder, lambda store: store.save_person(person))
    return folder


def with_store(folder: Path, change: Callable[[HistoryArchive], None]) -> None:
    """Open the history in this process, for as long as *change* takes."""
    store = assemble(data_dir=folder).open_archive(read_only=False)
    try:
        change(store)
    finally:
        store.close()


def exercises_kept(folder: Path) -> tuple[ExerciseRecord, ...]:
    """The account of the one session in that folder."""
    store = assemble(data_dir=folder).open_archive(read_only=True)
    try:
        (session,) = store.sessions()
        return session.exercises
    finally:
        store.close()


def open_program(folder: Path, *arguments: str, rate: int = CLOCK_RATE) -> Terminal:
    """Start the program in a terminal."""
    return Terminal(
        lumbar_command(*arguments, data_dir=folder),
        environment={"LUMBAR_CLOCK_RATE": str(rate), "HOME": str(folder.parent)},
    )


def open_session(folder: Path, *, rate: int = CLOCK_RATE) -> Terminal:
    """Start the program in a session of one exercise; the clock runs."""
    terminal = open_program(folder, "session", "--only", EXERCISE, rate=rate)
    terminal.wait_for("leave it out")
    terminal.press("enter")
    terminal.wait_for("left")
    return terminal


def run_to(terminal: Terminal, reached: Callable[[str], bool]) -> None:
    """Let the session run until *reached* is true of the screen. A machine that stood still for a while pauses it."""
    terminal.wait_for(lambda text: reached(text) or "PAUSED" in text)
    while not reached(terminal.text()):
        terminal.press("space")
        terminal.wait_for(lambda text: "PAUSED" not in text)
        terminal.wait_for(lambda text: reached(text) or "PAUSED" in text)


def is_holding(side: str, number: int) -> Callable[[str], bool]:
    """Whether the screen shows the hold on that side in that set, counted from 1."""
    return lambda text: "HOLD" in text and side in text and f"set {number} of {SETS}" in text


def finish(terminal: Terminal) -> None:
    """Let the session run to its end, see that it is saved, and leave the program."""
    run_to(terminal, lambda text: "leave it out" in text)
    terminal.press("enter")
    terminal.wait_for("Saved.")
    terminal.press("q")
    assert terminal.wait_for_end() == 0


def uninterrupted(folder: Path) -> tuple[ExerciseRecord, ...]:
    """The account of a session that nothing interrupted."""
    with open_session(prepared(folder)) as terminal:
        finish(terminal)
    return exercises_kept(folder)


def killed_resumed_and_finished(folder: Path, random: Random) -> tuple[ExerciseRecord, ...]:
    """The account of a session whose program was killed in the middle of a hold, chosen at random."""
    side, number = random.choice(SIDES), random.randint(1, SETS)
    moment = random.uniform(0, 0.6 * HOLD_SECONDS)
    with open_session(prepared(folder)) as terminal:
        run_to(terminal, is_holding(side, number))
        terminal.read_for(moment)
        os.kill(terminal.pid, signal.SIGKILL)
        assert terminal.wait_for_end() == -signal.SIGKILL
    with open_program(folder) as terminal:
        terminal.wait_for("just now.")
        said = " ".join(terminal.text().split())
        assert f"You stopped at bird dog, {side}, set {number} of {SETS}, just now." in said, said
        terminal.press("enter")
        finish(terminal)
    return exercises_kept(folder)
