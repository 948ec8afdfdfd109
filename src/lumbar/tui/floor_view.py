"""What floor mode shows of a session at one instant, and when it is on: pure."""

from dataclasses import dataclass

from lumbar.domain.exercise import NS_PER_SECOND, Position
from lumbar.domain.session import CountingIn, Running, Session, Waiting
from lumbar.domain.timeline import Phase
from lumbar.guide import Guidance, upcoming_repetition
from lumbar.settings import Motion
from lumbar.tui.widgets.large_words import PLAIN, Light

FLASH_NS = NS_PER_SECOND // 4
INVERTED_NS = NS_PER_SECOND
"""For so long after a change everything is lit, and the word of the phase stands dark in a lit field."""

MOVES = frozenset({Phase.GO_TO, Phase.GET_READY, Phase.STAND_UP})
SHORTER = {
    "WAITING": ("PRESS ANY KEY", "ANY KEY"),
    "NEXT EXERCISE": ("NEXT",),
    "CHANGE POSITION": ("NEXT",),
    "SWITCH SIDES": ("SWITCH SIDES", "SWITCH"),
    "GET READY": ("GET READY", "READY"),
}
"""Words of phases that need a shorter form."""


@dataclass(frozen=True, slots=True)
class FloorView:
    """The large words of one instant. Each has several forms, of which the first that fits is shown."""

    phase: tuple[str, ...]
    side: tuple[str, ...]
    """The side; where there is none, the exercise's name or the count."""
    count: tuple[str, ...]
    tells: bool
    """Whether the sentence on what to do stands there, too: the body is on its way."""
    word: Light
    """How the phase stands out."""
    rest: Light
    """How the side and the count do."""


@dataclass(frozen=True, slots=True)
class FloorMode:
    """When floor mode is on."""

    when_lying: bool
    """Whether an exercise that is done lying or on hands and knees starts in it."""
    chosen: bool | None = None
    """What a key last chose; None before the first press."""
    chosen_at: int = 0
    """Index of the exercise in which it did."""

    def is_on(self, session: Session) -> bool:
        """Return whether it is on for *session*: as chosen, with the setting for the rest of that exercise alone."""
        if self.chosen is not None and (not self.when_lying or self.chosen_at == session.current.place):
            return self.chosen
        return self.when_lying and session.exercise.position is not Position.STANDING

    def switched(self, session: Session) -> "FloorMode":
        """Return the mode after its key was pressed."""
        return FloorMode(self.when_lying, not self.is_on(session), session.current.place)


def floor_view(session: Session, words: Guidance, motion: Motion) -> FloorView:
    """Return what is shown of *session*, of which *words* tell."""
    phase = session.current.phase
    moves = phase in MOVES or isinstance(session.state, CountingIn | Waiting)
    side = _side_forms(session, words)
    name = (words.exercise,) if phase is not Phase.STAND_UP else ()
    count = _count_forms(session)
    told = (name, side) if phase is Phase.GO_TO else (side or (name if moves else ()), count)
    large = [forms for forms in told if forms]
    word = _light(session, motion)
    return FloorView(
        phase=SHORTER.get(words.phase, (words.phase,)),
        side=large[0] if large else (),
        count=large[1] if len(large) > 1 else (),
        tells=moves,
        word=word,
        rest=word._replace(inverted=False),
    )


def _light(session: Session, motion: Motion) -> Light:
    if not isinstance(session.state, Running):
        return PLAIN
    elapsed_ns = session.elapsed_ns
    flash = motion is Motion.FULL and elapsed_ns < FLASH_NS
    return Light(inverted=elapsed_ns < INVERTED_NS, flash=flash)


def _side_forms(session: Session, words: Guidance) -> tuple[str, ...]:
    """Return the side in the exercise's own words up to the comma, and alone."""
    upcoming = upcoming_repetition(session)
    if upcoming is None or upcoming.side is None:
        return ()
    return tuple(dict.fromkeys((words.side.partition(",")[0], upcoming.side.value)))


def _count_forms(session: Session) -> tuple[str, ...]:
    upcoming = upcoming_repetition(session)
    if upcoming is None:
        return ()
    prescribed = session.timeline.plan.exercises[upcoming.place]
    of_sets = f"{upcoming.set} of {prescribed.sets}"
    of_reps = f"{upcoming.rep} of {prescribed.reps}"
    if prescribed.reps == 1 and prescribed.sets > 1:
        return (f"set {of_sets}", of_sets)
    if prescribed.sets == 1:
        return (f"rep {of_reps}", of_reps)
    return (f"set {of_sets} rep {of_reps}", f"rep {of_reps}", of_reps)
