"""What a plain session prints: a line a transition, never one a second. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.session import (
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
    WaitStarted,
)
from lumbar.domain.tape import COUNT_IN_NS
from lumbar.domain.timeline import Phase
from lumbar.guide import PRESS_ANY_KEY, guidance
from lumbar.inquiry_view import InquiryView, Option, inquiry_view
from lumbar.session_keys import SessionKey, SessionKeys, label
from lumbar.words.exercise import POSITION_WORDS, hold_words, seconds

KEYS = (
    "Keys: {pause} pauses and goes on, {hurts} something hurts, {leave_exercise} leaves the exercise, {next} skips,"
    " {back} goes back, {previous_exercise} goes back to the exercise before, u undoes that,"
    " {more_time} is ten seconds more, {sound} sound, {voice} voice, c care advice, ? these keys, q ends."
    " While you are asked what hurts, arrows or Page Down go through the answers, and Enter or Page Up takes one."
)
ARROWS = {"left": "left arrow", "right": "right arrow", "up": "up arrow", "down": "down arrow"}


def keys_line(keys: SessionKeys) -> str:
    """Return the keys as the person chose them, as they are read out."""
    return KEYS.format(**{use.value: _spoken(keys, use) for use in SessionKey})


def way_on(keys: SessionKeys) -> str:
    """Return how a session that is paused goes on."""
    return f"Press {_spoken(keys, SessionKey.PAUSE)} to go on."


def _spoken(keys: SessionKeys, use: SessionKey) -> str:
    key = keys.of(use)[0]
    return ARROWS.get(key, label(key))


def event_lines(session: Session, events: Iterable[Event], keys: SessionKeys) -> Iterator[str]:
    """Yield the lines for *events*. *session* is as it is after them."""
    for event in events:
        yield from _lines(session, event, keys)


def _lines(session: Session, event: Event, keys: SessionKeys) -> Iterator[str]:
    match event:
        case StepStarted(_, step):
            yield step_line(session, step)
        case SessionResumed(_, step):
            yield step_line(session, step)
        case SessionPaused(_, by_gap):
            paused = f"Paused. Nothing is lost. {way_on(keys)}"
            yield f"The machine was asleep. {paused}" if by_gap else paused
        case WaitStarted(_, step):
            yield from wait_lines(session, step)
        case CountInStarted(_, length_ns):
            yield _count_in_line(session, length_ns)
        case TimeAdded():
            yield "Ten seconds more."
        case InquiryOpened() | InquiryMoved():
            view = inquiry_view(session)
            if view is not None:
                yield from inquiry_lines(view)
        case SessionEnded():
            yield "The session is over."
        case RepetitionDone() | MarkPassed():
            return
        case _:
            assert_never(event)


def step_line(session: Session, step: int) -> str:
    """Return the line for the start of *step*: what it is, how long, and what to do."""
    at = replace(session, state=Running(), step=step)
    words = guidance(at)
    current = at.current
    phase = words.phase.capitalize()
    whole = round(current.duration_ns / NS_PER_SECOND)
    length = (hold_words if current.phase is Phase.HOLD else seconds)(whole) if whole else ""
    match current.phase:
        case Phase.GO_TO:
            exercise = f"{words.exercise}, {POSITION_WORDS[at.exercise.position]}"
            return f"{words.number}: {exercise}. {words.now}"
        case Phase.GET_READY:
            return f"{_listed(phase, words.exercise, words.side, words.count)}. {words.now}"
        case Phase.MOVE_IN:
            return f"{_listed(phase, words.side, words.count)}. {words.now}"
        case Phase.HOLD | Phase.STAND_UP:
            return f"{_listed(phase, length)}. {words.now.removeprefix(f'{phase}. ')}"
        case Phase.MOVE_BETWEEN | Phase.MOVE_OUT:
            return f"{phase}. {words.now.removeprefix(f'{phase}. ')}"
        case Phase.REST | Phase.NEXT_SET:
            return f"{_listed(phase, length)}. {words.following}"
        case Phase.SWITCH_SIDES:
            return f"{_listed(phase, words.side)}."
        case _:
            assert_never(current.phase)


def wait_lines(session: Session, step: int) -> Iterator[str]:
    """Yield the lines while *step* waits for the person: how the exercise goes, and what starts it."""
    place = session.timeline.steps[step].place
    exercise = session.timeline.exercises[place]
    yield f"{exercise.name}, step by step:"
    for number, sentences in enumerate(exercise.steps, 1):
        yield f"  {number}  {sentences}"
    yield PRESS_ANY_KEY


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _count_in_line(session: Session, length_ns: int) -> str:
    words = guidance(session)
    count = seconds(round(length_ns / NS_PER_SECOND))
    where = f" {_listed(words.exercise, words.side)}. {words.now}" if length_ns > COUNT_IN_NS else ""
    return f"Going on in {count}.{where}"


def inquiry_lines(view: InquiryView) -> Iterator[str]:
    """Yield the question and what can be answered, a line an answer."""
    yield from view.lines
    yield view.question
    for option in view.options:
        yield option_line(option)
    if view.can_correct:
        yield "  Backspace  the question before"
    if view.enter:
        yield view.enter


def option_line(option: Option) -> str:
    """Return what can be answered, and its key."""
    return f"  {option.key}  {option.words}"
