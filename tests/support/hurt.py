"""Short ways to a session in which something hurts."""

from lumbar.domain import course, hurting
from lumbar.domain.hurting import Reply
from lumbar.domain.inquiry import Newness, Place
from lumbar.domain.record import Answer
from lumbar.domain.session import Session
from lumbar.domain.timeline import Phase, Timeline
from support.sessions import SECOND


def after(session: Session, seconds: float) -> Session:
    """*session* some seconds later, in frames of a second."""
    until_ns = session.read_ns + round(seconds * SECOND)
    while session.read_ns < until_ns:
        session, _ = course.tick(session, min(until_ns, session.read_ns + SECOND))
    return session


def session_in(
    tape: Timeline, phase: Phase = Phase.HOLD, number: int = 0, *, into: float = 1.0, pain_before: int | None = None
) -> Session:
    """A session that is *into* seconds into the numbered step of that phase."""
    step = [step for step in tape.steps if step.phase is phase][number]
    session, _ = course.start(tape, 0, pain_before=pain_before)
    return after(session, step.starts_ns / SECOND + into)


def hurt(session: Session, *replies: Reply) -> Session:
    """*session* after the key and these replies, all at one instant."""
    session, _ = hurting.hurt(session, session.read_ns)
    return replied(session, *replies)


def replied(session: Session, *replies: Reply) -> Session:
    """*session* after these replies."""
    for reply in replies:
        session, _ = hurting.reply(session, session.read_ns, reply)
    return session


def in_pain(
    session: Session, level: int = 3, place: Place = Place.LOW_BACK, newness: Newness = Newness.KNOWN
) -> Session:
    """*session* after a whole pain answer."""
    return hurt(session, Answer.PAIN, level, place, newness)
