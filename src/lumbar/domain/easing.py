"""An exercise goes on in its easier form, for today only: the rest of its tape is written anew."""

from dataclasses import replace

from lumbar.domain.exercise import Form
from lumbar.domain.session import Session
from lumbar.domain.tape import placed
from lumbar.domain.timeline import Phase, Timeline, build_timeline
from lumbar.domain.turns import Eased


def can_ease(session: Session) -> bool:
    """Return whether there is an easier form of the exercise from here on."""
    place = session.current.place
    if session.current.phase is Phase.STAND_UP or session.timeline.plan.form_at(place) is Form.EASIER:
        return False
    return len(_kept(session)) < len(session.timeline.repetitions_of[place])


def eased(session: Session) -> Session:
    """Return *session* with the present exercise in its easier form from the present repetition on.

    What was done or passed over before stays on the tape as it was, so what counts goes on counting.
    """
    timeline, place = session.timeline, session.current.place
    kept = _kept(session)
    plan = replace(timeline.plan, eased=(*timeline.plan.eased, Eased(place=place, kept=kept)))
    easier = build_timeline(plan, {exercise.id: exercise for exercise in timeline.as_listed})
    changed = replace(session, timeline=easier, done=_moved(session.done, timeline, easier, place, kept))
    if session.current.repetition is None:
        return changed
    first = easier.repetitions[easier.repetitions_of[place][len(kept)]]
    return placed(changed, first.first_step)


def _kept(session: Session) -> tuple[int, ...]:
    """Return which repetitions of the exercise, by their place in it, are behind the person or done."""
    indexes = session.timeline.repetitions_of[session.current.place]
    here = session.current.repetition
    behind = indexes.start if here is None else here
    return tuple(index - indexes.start for index in indexes if index < behind or index in session.done)


def _moved(
    done: frozenset[int], before: Timeline, after: Timeline, place: int, kept: tuple[int, ...]
) -> frozenset[int]:
    """Return *done* by the indexes of the tape *after*, of which the exercise at *place* is different."""
    old, new = before.repetitions_of[place], after.repetitions_of[place]
    moved = {old.start + index: new.start + position for position, index in enumerate(kept)}
    shift = len(new) - len(old)
    return frozenset(moved.get(index, index + (shift if index >= old.stop else 0)) for index in done)
