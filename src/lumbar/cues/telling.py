"""The cues of a session: what is heard when something happens. Pure: session and events in, cues out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from lumbar.cues import phrases as say
from lumbar.cues.cue import Chime, Cue, Hearing
from lumbar.domain.exercise import NS_PER_SECOND, Position
from lumbar.domain.marks import marks, said_in_get_ready
from lumbar.domain.order import Side
from lumbar.domain.session import (
    CountingIn,
    CountInStarted,
    Event,
    InquiryMoved,
    InquiryOpened,
    MarkPassed,
    RepetitionDone,
    Running,
    Session,
    SessionEnded,
    SessionPaused,
    SessionResumed,
    StepStarted,
    TimeAdded,
    Waiting,
    WaitStarted,
)
from lumbar.domain.tape import BETWEEN_EXERCISES, COUNT_IN_NS
from lumbar.domain.timeline import Phase, Step

BREATH_ROOM_NS = 5 * NS_PER_SECOND
"""From this length on a hold has room for a word on the breath."""

SWITCH_ROOM_NS = 3 * NS_PER_SECOND
"""From this length on the words say that sides are switched; before that the double chime and the side do."""

ROOM_FOR_POSITION_NS = 10 * NS_PER_SECOND


def opening(session: Session, hearing: Hearing) -> tuple[Cue, ...]:
    """Return what is heard when *session* starts from where it is."""
    if isinstance(session.state, Running):
        return cues_for(session, (StepStarted(session.clock_ns, session.step),), hearing)
    if isinstance(session.state, Waiting):
        return cues_for(session, (WaitStarted(session.clock_ns, session.step),), hearing)
    return ()


def cues_for(session: Session, events: Iterable[Event], hearing: Hearing) -> tuple[Cue, ...]:
    """Return the cues for *events*, one an instant. *session* is as it is after them."""
    told = []
    for _, together in groupby(events, key=lambda event: event.at_ns):
        cues = list(_together(_Telling(session, hearing), tuple(together)))
        if cues:
            told.append(_one(cues))
    return tuple(told)


def _together(telling: "_Telling", events: tuple[Event, ...]) -> Iterator[Cue]:
    """Yield the cues of one instant. What makes the tape stand still is told alone."""
    still = (SessionPaused, WaitStarted, InquiryOpened, CountInStarted, SessionEnded)
    standing = [event for event in events if isinstance(event, still)]
    done = any(isinstance(event, RepetitionDone) for event in events)
    for event in standing[-1:] or events:
        cue = telling.cue(event, repetition_done=done)
        if cue is not None:
            yield cue


def _one(cues: list[Cue]) -> Cue:
    """Return one cue for those of one instant: the first one's chime, everybody's words, the last one's room."""
    words = dict.fromkeys(word for cue in cues for word in cue.words)
    aloud = dict.fromkeys(text for cue in cues for text in cue.aloud)
    return Cue(cues[0].at_ns, cues[0].chime, tuple(words), cues[-1].room_ns, tuple(aloud))


@dataclass(frozen=True, slots=True)
class _Telling:
    session: Session
    hearing: Hearing

    def cue(self, event: Event, *, repetition_done: bool) -> Cue | None:
        at_ns = event.at_ns
        match event:
            case StepStarted(_, step):
                return self._step(at_ns, self._at(step, elapsed_ns=0), repetition_done=repetition_done)
            case SessionResumed(_, step):
                elapsed_ns = self.session.elapsed_ns - (self.session.clock_ns - at_ns)
                at = self._at(step, elapsed_ns=elapsed_ns if step == self.session.step else 0)
                return self._step(at_ns, at, repetition_done=False)
            case MarkPassed(_, seconds_left):
                return self._mark(at_ns, seconds_left)
            case CountInStarted(_, length_ns):
                return Cue(at_ns, Chime.GO_ON, self._count_in(length_ns), self._room_of_count_in(length_ns))
            case WaitStarted(_, step):
                return self._wait(at_ns, self._at(step, elapsed_ns=0))
            case SessionPaused():
                return Cue(at_ns, Chime.PAUSE, _ids(say.PAUSED))
            case InquiryOpened():
                return Cue(at_ns, Chime.PAUSE, _ids(say.STOPPED))
            case TimeAdded():
                return Cue(at_ns, Chime.NOTE, _ids(say.TEN_MORE))
            case SessionEnded():
                return _end(event)
            case InquiryMoved(_, rest_over):
                return Cue(at_ns, Chime.WAIT, _ids(say.EXERCISE_DONE)) if rest_over else None
            case RepetitionDone():
                return None
            case _:
                assert_never(event)

    def _mark(self, at_ns: int, seconds_left: int | None) -> Cue | None:
        if seconds_left is None:
            return Cue(at_ns, Chime.HALF, _ids(say.HALFWAY), NS_PER_SECOND)
        if seconds_left > self.hearing.countdown:
            return None
        return Cue(at_ns, Chime.COUNT, _ids(say.NUMBERS[seconds_left - 1]), NS_PER_SECOND)

    def _at(self, step: int, *, elapsed_ns: int) -> Session:
        """Return the session as it runs at *elapsed_ns* of *step*."""
        extra_ns = self.session.extra_ns if step == self.session.step else 0
        return replace(self.session, state=Running(), step=step, elapsed_ns=max(0, elapsed_ns), extra_ns=extra_ns)

    def _step(self, at_ns: int, at: Session, *, repetition_done: bool) -> Cue:
        step = at.current
        chime, words = self._chime_and_words(at, step)
        if repetition_done and step.phase in BETWEEN_EXERCISES:  # no rest came before, which would have told it
            chime, words = Chime.EXERCISE_DONE, (say.EXERCISE_DONE, *words)
        return Cue(at_ns, chime, _ids(*words), self._room(at), self._aloud(at))

    def _wait(self, at_ns: int, at: Session) -> Cue:
        """Return what is heard while the tape waits for the person."""
        name = say.as_sentence(at.exercise.name)
        says = at.timeline.plan.exercises[at.current.place].provider_says.strip()
        aloud = tuple(one for one in (name, says, say.PRESS_ANY_KEY) if one)
        return Cue(at_ns, Chime.WAIT, _ids(name, say.PRESS_ANY_KEY), None, aloud)

    def _aloud(self, at: Session) -> tuple[str, ...]:
        """Return what may have no recording: the name of an exercise that comes, and what the provider says of it."""
        if at.current.phase is Phase.GO_TO:
            return (say.as_sentence(at.exercise.name),)
        says = said_in_get_ready(at)
        return (says,) if says else ()

    def _chime_and_words(self, at: Session, step: Step) -> tuple[Chime, tuple[str, ...]]:
        wording = at.exercise.wording
        match step.phase:
            case Phase.GO_TO:
                return Chime.NEXT, self._way(at, step)
            case Phase.GET_READY:
                side = say.side_sentence(wording, _first_side(at))
                # what the provider says needs the time, and the chime says to get ready
                return Chime.READY, (side,) if side and said_in_get_ready(at) else (say.GET_READY, side)
            case Phase.MOVE_IN | Phase.MOVE_BETWEEN:
                return Chime.WORK, (say.movement_sentence(wording, step.phase, step.hold),)
            case Phase.HOLD:
                breathes = self.hearing.breath_in_words and step.duration_ns >= BREATH_ROOM_NS
                return Chime.HOLD, (say.HOLD, say.KEEP_BREATHING if breathes else "")
            case Phase.MOVE_OUT:
                return Chime.BACK, (say.movement_sentence(wording, step.phase),)
            case Phase.REST:
                if step.repetition == at.timeline.repetitions_of[step.place][-1]:
                    return Chime.EXERCISE_DONE, (say.EXERCISE_DONE, say.REST)
                return Chime.REST, (say.REST,)
            case Phase.SWITCH_SIDES:
                switch = say.SWITCH_SIDES if step.duration_ns >= SWITCH_ROOM_NS else ""
                return Chime.SWITCH, (switch, say.side_sentence(wording, _side_after(at, step)))
            case Phase.NEXT_SET:
                side = say.side_sentence(wording, _side_after(at, step))
                return Chime.SET_DONE, (say.SET_DONE, say.REST, side)
            case Phase.STAND_UP:
                return Chime.NEXT, (say.STAND_UP, *say.way_sentences(at.body, Position.STANDING))
            case _:
                assert_never(step.phase)

    def _way(self, at: Session, step: Step) -> tuple[str, ...]:
        """Return which exercise comes, where the body goes and how, and its position and side."""
        exercise = at.exercise
        side = _first_side(at)
        way = say.way_sentences(_here(self.session, step), exercise.position)
        position = say.position_sentence(exercise.position)
        ready = say.ready_sentences(exercise.wording, side)
        following = say.NEXT if step.place else say.FIRST
        if not way:
            is_in_ready = any(one.startswith(position.rstrip(".") + ",") for one in ready)
            # the chime says that it is the next one: a position of its own needs the time
            following, position = (following, "") if is_in_ready else ("", position)
        name = say.as_sentence(exercise.name)
        return (following, name, position, *way, *ready, say.side_sentence(exercise.wording, side))

    def _count_in(self, length_ns: int) -> tuple[str, ...]:
        """Return the first number of a short count, or where one is if there is time to get into position."""
        if length_ns <= COUNT_IN_NS:
            number = length_ns // NS_PER_SECOND
            return _ids(say.NUMBERS[number - 1]) if 1 <= number <= self.hearing.countdown else ()
        at = self.session
        if at.current.phase is Phase.STAND_UP:
            return _ids(say.GOING_ON)
        exercise = at.exercise
        name, side = say.as_sentence(exercise.name), say.side_sentence(exercise.wording, _current_side(at))
        position = say.position_sentence(exercise.position)
        ready = say.ready_sentences(exercise.wording, _current_side(at)) if length_ns > ROOM_FOR_POSITION_NS else ()
        return _ids(say.GOING_ON, name, side, position, *ready)

    def _room_of_count_in(self, length_ns: int) -> int:
        counting = replace(self.session, state=CountingIn(length_ns, length_ns))
        return self._room_before_marks(counting, length_ns)

    def _room(self, at: Session) -> int:
        return self._room_before_marks(at, at.left_in_step_ns)

    def _room_before_marks(self, at: Session, left_ns: int) -> int:
        told = (
            left_ns - mark.left_ns
            for mark in marks(at)
            if mark.left_ns < left_ns and (mark.seconds is None or mark.seconds <= self.hearing.countdown)
        )
        return next(told, left_ns)


def _end(event: SessionEnded) -> Cue:
    if event.reached_end:
        return Cue(event.at_ns, Chime.DONE, _ids(say.SESSION_DONE))
    text = say.SESSION_ENDED if event.stopped is None else say.STOPPED
    return Cue(event.at_ns, Chime.DONE, _ids(text, say.NOTHING_IS_LOST))


def _ids(*texts: str) -> tuple[str, ...]:
    """Return the ids of *texts*, each once, without empty ones."""
    return tuple(dict.fromkeys(say.phrase_id(text) for text in texts if text))


def _here(session: Session, step: Step) -> Position:
    """Return where the body is when it is led to the exercise of *step*."""
    if session.current.place == step.place and session.current.phase in (Phase.GO_TO, Phase.GET_READY):
        return session.body
    # Time ran on past the move: then the move was the planned one.
    return session.timeline.exercises[step.place - 1].position if step.place else Position.STANDING


def _first_side(at: Session) -> Side | None:
    """Return the side with which the exercise of the current move starts."""
    indexes = at.timeline.repetitions_of[at.current.place]
    first = next((index for index in indexes if index not in at.done), indexes[0])
    return at.timeline.repetitions[first].side


def _current_side(at: Session) -> Side | None:
    repetition = at.repetition
    if repetition is None:
        return _first_side(at)
    if at.current.phase in (Phase.SWITCH_SIDES, Phase.NEXT_SET):
        return _side_after(at, at.current)
    return repetition.side


def _side_after(at: Session, step: Step) -> Side | None:
    """Return the side of the repetition behind the rest *step*."""
    index = step.repetition
    return None if index is None else at.timeline.repetitions[index + 1].side
