"""The words for what was told and done in a session, as the history shows and prints them."""

from collections.abc import Mapping
from typing import Literal

from lumbar.domain.days import DayKind
from lumbar.domain.record import (
    Answer,
    BySide,
    Choice,
    EventKind,
    ExerciseRecord,
    Outcome,
    SessionEvent,
    Status,
)
from lumbar.domain.told import Hurt
from lumbar.words.exercise import Catalog, name_of
from lumbar.words.hurts import PLACES

STATUSES: Mapping[Status, str] = {
    Status.COMPLETED: "done",
    Status.ENDED_EARLY: "ended early",
    Status.STOPPED_FOR_PAIN: "stopped for pain, kept safely",
    Status.STOPPED_FOR_CARE: "stopped to get help, kept safely",
}
DAY_KINDS: Mapping[DayKind, str] = {
    DayKind.PLANNED: "",
    DayKind.REST: "planned rest",
    DayKind.AWAY: "away",
    DayKind.BAD_DAY: "gentle day",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.DONE: "done",
    Outcome.PARTIAL: "partial",
    Outcome.SKIPPED: "skipped",
    Outcome.STOPPED_FOR_PAIN: "stopped for pain",
}
KINDS: Mapping[EventKind, str] = {
    EventKind.DISCOMFORT: "something was felt",
    EventKind.PAUSE: "paused",
    EventKind.RESUME: "went on",
    EventKind.SKIP: "skipped",
    EventKind.BACK: "went back",
    EventKind.GAP: "paused by itself: the machine slept, or the program was stopped",
    EventKind.EASIER: "easier form",
    EventKind.STOP: "stopped",
}
FELT: Mapping[Answer, str] = {
    Answer.DISCOMFORT: "stretching, effort or mild discomfort",
    Answer.PAIN: "pain",
    Answer.SEVERE_PAIN: "pain so bad that moving was hard",
    Answer.NEW_SYMPTOM: "a new symptom that needs help",
    Answer.DIZZY: "light-headed or dizzy",
    Answer.UNWELL: "breathless or unwell",
    Answer.CRAMP: "cramp, or an arm or foot gone to sleep",
    Answer.NOTHING: "nothing, wrong key",
}
CHOSEN: Mapping[Choice, str] = {
    Choice.CONTINUE: "went on",
    Choice.NEXT_REP: "went on with the next repetition",
    Choice.REST: "rested",
    Choice.EASIER: "took the easier form",
    Choice.LEAVE_EXERCISE: "left the exercise",
    Choice.NEXT_EXERCISE: "went on with the next exercise",
    Choice.FINISH: "finished the session",
    Choice.CARE: "opened care advice",
}
BY_HAND = "Entered by hand"


def own_side_words(exercise_id: str, side: Literal["left", "right", "both"], catalog: Catalog) -> str:
    """Return the side in the exercise's own words, such as "left arm, right leg"; "repetitions" where it has none."""
    if side == "both":
        return "repetitions"
    wording = catalog[exercise_id].wording if exercise_id in catalog else None
    own = "" if wording is None else wording.left if side == "left" else wording.right
    return own or side


def place_words(place: str) -> str:
    """Return where it is; what this version does not know, as it is kept."""
    known = {one.value: words for one, words in PLACES.items()}
    return known.get(place, place)


def hurt_words(hurt: Hurt, catalog: Catalog) -> str:
    """Return what hurt and where, such as "Bird dog, left: pain 4 of 10, low back"."""
    where = [name_of(hurt.exercise, catalog)] if hurt.exercise else []
    where += [hurt.side] if hurt.side else []
    felt = felt_words(hurt.answer, hurt.level, hurt.place, new=hurt.new, spreading=hurt.spreading)
    return f"{', '.join(where)}: {felt}" if where else felt


def felt_words(
    answer: Answer, level: int | None, place: str | None, *, new: bool | None, spreading: bool | None
) -> str:
    """Return what was felt, how strong and where."""
    words = [FELT[answer] + ("" if level is None else f" {level} of 10")]
    words += [place_words(place)] if place else []
    words += [] if new is None else ["new" if new else "known"]
    words += ["spreading further down"] if spreading else []
    return ", ".join(words)


def event_where(event: SessionEvent, catalog: Catalog) -> str:
    """Return in which exercise, on which side, in which repetition and second it was."""
    where = [name_of(event.exercise, catalog)] if event.exercise else []
    where += [event.side] if event.side else []
    where += [f"set {event.set}"] if event.set is not None else []
    where += [f"repetition {event.rep}"] if event.rep is not None else []
    where += [f"second {event.hold_second:.0f} of the hold"] if event.hold_second is not None else []
    return ", ".join(where)


def event_words(event: SessionEvent) -> str:
    """Return what happened, what was answered, and what was done about it."""
    if event.answer is None:
        words = KINDS[event.kind]
    else:
        words = felt_words(event.answer, event.level, event.place, new=event.new, spreading=event.spreading)
    if event.corrected_from:
        words += f", corrected from {', '.join(FELT[one] for one in event.corrected_from)}"
    if event.choice is not None:
        words += f"; {CHOSEN[event.choice]}"
    if event.rested_seconds is not None:
        words += f", rest of {event.rested_seconds:.0f} s"
    return words + ("; care advice was open" if event.care_shown else "")


def held_words(record: ExerciseRecord) -> str:
    """Return how long was held of what was planned; empty if nothing was to be held."""
    if not any(record.hold_seconds_planned.values()):
        return ""
    pairs = (
        f"{'' if side == 'both' else f'{side} '}{_of(record.hold_seconds_done, side)} of {planned} s"
        for side, planned in record.hold_seconds_planned.items()
    )
    return "held " + ", ".join(pairs)


def _of(figures: BySide, side: Literal["left", "right", "both"]) -> int:
    return figures.get(side, 0)
