"""What a session says at each instant, in plain words: for the screen, for plain lines, for the voice."""

from dataclasses import dataclass
from typing import assert_never

from lumbar.domain.exercise import NS_PER_SECOND, Exercise, Position
from lumbar.domain.session import Asking, CountingIn, Ended, Paused, Running, Session, Waiting
from lumbar.domain.tape import step_ahead
from lumbar.domain.timeline import Phase, Repetition, Step, Timeline
from lumbar.words.exercise import POSITION_WORDS, hold_words, seconds, side_words, with_side

WAYS = {
    (
        Position.STANDING,
        Position.LYING,
    ): "Hands on a chair, one knee down, then the other. Lie on your side, then roll onto your back.",
    (
        Position.STANDING,
        Position.HANDS_AND_KNEES,
    ): "Hands on a chair, one knee down, then the other. Come to hands and knees.",
    (Position.LYING, Position.HANDS_AND_KNEES): "Roll to your side first. Then come to hands and knees.",
    (
        Position.LYING,
        Position.STANDING,
    ): "Roll to your side first. Come to your knees, hands on a chair, and push up slowly.",
    (Position.HANDS_AND_KNEES, Position.LYING): "Sit down on one hip, lie on your side, then roll onto your back.",
    (Position.HANDS_AND_KNEES, Position.STANDING): "Hands on a chair, one foot flat on the floor. Push up slowly.",
}
"""How to get from one position to another."""

UP_ALREADY = "Take your time."


@dataclass(frozen=True, slots=True)
class Guidance:
    """One instant of a session, in words."""

    phase: str
    """One or two words in capitals, such as HOLD."""
    exercise: str
    number: str
    """Such as "4 of 10"."""
    side: str
    """Such as "left arm, right leg"; empty without sides and in moves."""
    count: str
    """Such as "set 2 of 5"; empty in moves."""
    now: str
    """What to do, whole sentences."""
    following: str
    """What comes then, one sentence."""


def guidance(session: Session) -> Guidance:
    """Return the words for *session* as it is."""
    step = session.current
    upcoming = upcoming_repetition(session)
    exercise = session.exercise
    return Guidance(
        phase=_phase_words(session),
        exercise=exercise.name,
        number=f"{step.place + 1} of {len(session.timeline.exercises)}",
        side=side_words(exercise, upcoming.side) if upcoming else "",
        count=_count_words(session, upcoming) if upcoming else "",
        now=_now(session),
        following=_following(session),
    )


PRESS_ANY_KEY = "Press any key when you are ready."


def phase_word(exercise: Exercise, phase: Phase, body: Position) -> str:
    """Return the word for *phase* in capitals: the exercise's own for its movements. *body* is where the body is."""
    match phase:
        case Phase.GO_TO:
            return "NEXT EXERCISE" if body is exercise.position else "CHANGE POSITION"
        case Phase.GET_READY:
            return "GET READY"
        case Phase.MOVE_IN:
            return exercise.wording.move_in
        case Phase.HOLD:
            return "HOLD"
        case Phase.MOVE_BETWEEN:
            return exercise.wording.move_between
        case Phase.MOVE_OUT:
            return exercise.wording.move_out
        case Phase.REST | Phase.NEXT_SET:
            return "REST"
        case Phase.SWITCH_SIDES:
            return "SWITCH SIDES"
        case Phase.STAND_UP:
            return "STAND UP"
        case _:
            assert_never(phase)


def step_word(exercise: Exercise, step: Step, body: Position) -> str:
    """Return the word for *step* in capitals: that of its phase, or that of the way back from a turn."""
    if _turns_back(step):
        return exercise.wording.move_back
    return phase_word(exercise, step.phase, body)


def _turns_back(step: Step) -> bool:
    """Return whether *step* is the way back from a turn: a repetition has two moves between only if it turns."""
    return step.phase is Phase.MOVE_BETWEEN and step.hold > 1


def _phase_words(session: Session) -> str:
    match session.state:
        case Running():
            return step_word(session.exercise, session.current, session.body)
        case Paused():
            return "PAUSED"
        case Waiting():
            return "WAITING"
        case Asking():
            return "STOPPED"
        case CountingIn():
            return "GET READY"
        case Ended():
            return "DONE"
        case _:
            assert_never(session.state)


def upcoming_repetition(session: Session) -> Repetition | None:
    """Return the repetition that the words are about: the current one, in a rest or a move the one that comes."""
    index = session.current.repetition
    if index is None:
        if session.current.phase is Phase.STAND_UP:
            return None
        indexes = session.timeline.repetitions_of[session.current.place]
        index = next((one for one in indexes if one not in session.done), indexes[0])
    elif session.current.phase in (Phase.REST, Phase.SWITCH_SIDES, Phase.NEXT_SET):
        last = session.timeline.repetitions_of[session.current.place][-1]
        index = min(index + 1, last)
    return session.timeline.repetitions[index]


def _count_words(session: Session, repetition: Repetition) -> str:
    prescribed = session.timeline.plan.exercises[repetition.place]
    words = []
    if prescribed.sets > 1:
        words.append(f"set {repetition.set} of {prescribed.sets}")
    if prescribed.reps > 1 or prescribed.sets == 1:
        words.append(f"repetition {repetition.rep} of {prescribed.reps}")
    return ", ".join(words)


def _now(session: Session) -> str:
    match session.state:
        case Running():
            return _said(session.timeline, session.current, session)
        case Paused() | Asking():
            return "Nothing is lost."
        case Waiting():
            return f"{PRESS_ANY_KEY} {provider_words(session.timeline, session.current)}".rstrip()
        case CountingIn():
            upcoming = upcoming_repetition(session)
            ready = with_side(session.exercise.wording.say_ready, upcoming.side if upcoming else None)
            return ready if upcoming else "Get ready to go on."
        case Ended():
            return "The session is over."
        case _:
            assert_never(session.state)


def _said(timeline: Timeline, step: Step, session: Session) -> str:
    """Return what is said when *step* runs."""
    exercise = timeline.exercises[step.place]
    wording = exercise.wording
    side = timeline.repetitions[step.repetition].side if step.repetition is not None else None
    match step.phase:
        case Phase.GO_TO:
            return way_to(session.body, exercise, nearly_there=2 * session.elapsed_ns >= session.step_ns)
        case Phase.GET_READY:
            upcoming = upcoming_repetition(session)
            ready = with_side(wording.say_ready, upcoming.side if upcoming else None)
            return f"{ready} {provider_words(timeline, step)}".rstrip()
        case Phase.MOVE_IN:
            return with_side(wording.say_move_in, side)
        case Phase.HOLD:
            return with_side(wording.say_hold[step.hold], side)
        case Phase.MOVE_BETWEEN:
            return with_side(wording.say_move_back if _turns_back(step) else wording.say_move_between, side)
        case Phase.MOVE_OUT:
            return with_side(wording.say_move_out, side)
        case Phase.REST:
            return "Rest. Breathe easily."
        case Phase.NEXT_SET:
            return "Rest. Breathe easily. The next set comes."
        case Phase.SWITCH_SIDES:
            return f"Now the other side: {side_words(exercise, side.other if side else None)}."
        case Phase.STAND_UP:
            return WAYS.get((session.body, Position.STANDING), UP_ALREADY)
        case _:
            assert_never(step.phase)


def provider_words(timeline: Timeline, step: Step) -> str:
    """Return what the provider says of the exercise of *step*, in a sentence; empty if nothing."""
    says = timeline.plan.exercises[step.place].provider_says.strip()
    end = "" if says.endswith((".", "?")) else "."
    return f"Your provider says: {says}{end}" if says else ""


def where_it_stopped(session: Session, minutes_ago: int) -> str:
    """Return where an interrupted session stopped, and when, in a sentence."""
    exercise = session.exercise
    upcoming = upcoming_repetition(session)
    parts = [exercise.name[0].lower() + exercise.name[1:]]
    if upcoming:
        parts += [part for part in (side_words(exercise, upcoming.side), _count_words(session, upcoming)) if part]
    return f"You stopped at {', '.join(parts)}, {ago(minutes_ago)}."


def ago(minutes: int) -> str:
    """Return "just now", "14 minutes ago", "3 hours ago" or "2 days ago"."""
    for size, unit in ((60 * 24, "day"), (60, "hour"), (1, "minute")):
        count = minutes // size
        if count:
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "just now"


def way_to(here: Position, exercise: Exercise, *, nearly_there: bool) -> str:
    """Return how the body gets from *here* to the exercise's position; when it is nearly there, how to start in it."""
    return exercise.start_position if nearly_there or here is exercise.position else WAYS[here, exercise.position]


def _following(session: Session) -> str:
    match session.state:
        case Paused():
            in_repetition = session.repetition is not None and session.current.phase not in (
                Phase.REST,
                Phase.SWITCH_SIDES,
                Phase.NEXT_SET,
            )
            return "This repetition starts again." if in_repetition else "It goes on from here."
        case CountingIn() | Waiting():
            return f"Then: {_announced(session, session.current)}."
        case Running():
            ahead = step_ahead(session)
            return "Then: the end of the session." if ahead is None else f"Then: {_announced(session, ahead)}."
        case Asking() | Ended():
            return ""
        case _:
            assert_never(session.state)


def _announced(session: Session, step: Step) -> str:
    """Return what *step* will be, for the line that says what comes."""
    timeline = session.timeline
    exercise = timeline.exercises[step.place]
    repetition = timeline.repetitions[step.repetition] if step.repetition is not None else None
    match step.phase:
        case Phase.GO_TO:
            return f"{exercise.name}, {POSITION_WORDS[exercise.position]}"
        case Phase.GET_READY:
            return f"get ready for {exercise.name[0].lower() + exercise.name[1:]}"
        case Phase.HOLD:
            return f"hold for {hold_words(round(step.duration_ns / NS_PER_SECOND))}"
        case Phase.MOVE_IN | Phase.MOVE_BETWEEN | Phase.MOVE_OUT:
            return _lower_first(_said(timeline, step, session))
        case Phase.REST:
            return f"rest for {seconds(round(step.duration_ns / NS_PER_SECOND))}"
        case Phase.NEXT_SET:
            sets = timeline.plan.exercises[step.place].sets
            return f"rest, then set {repetition.set + 1} of {sets}" if repetition else "rest"
        case Phase.SWITCH_SIDES:
            other = repetition.side.other if repetition and repetition.side else None
            return f"switch sides, {side_words(exercise, other)}"
        case Phase.STAND_UP:
            return "stand up slowly"
        case _:
            assert_never(step.phase)


def _lower_first(sentences: str) -> str:
    return (sentences[0].lower() + sentences[1:]).rstrip(".")
