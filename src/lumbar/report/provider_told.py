"""What the person told, on the page for the provider: where it hurt, questions, notes, statements."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from lumbar.domain.made_up import own_note
from lumbar.domain.person import GivenBy, Person, StepReply
from lumbar.domain.record import Answer, Choice, EventKind, ExerciseRecord, SessionEvent, SessionRecord
from lumbar.report.provider_plan import date_in_short, day_words
from lumbar.report.sheet import Cell, Line, Section, Table
from lumbar.report.words import length_words
from lumbar.words.exercise import Catalog, name_of
from lumbar.words.figures import counted
from lumbar.words.hurts import ANSWERS, PLACES
from lumbar.words.next_time import AFTERWARD, CONDITIONS, SOFT_STOPS
from lumbar.words.past import CHOSEN, STATUSES

STEPS: Mapping[StepReply, str] = {
    StepReply.ACCEPTED: "a step up was accepted",
    StepReply.DECLINED: "a step up was declined",
    StepReply.PROVIDER_SAID: "the provider said something else than the step up that was offered",
}
NONE = "None in this period."
STOP_COLUMNS = ("When", "Exercise", "Where in it", "What was felt", "What was chosen", "The session")
PLACE_WORDS = {place.value: words for place, words in PLACES.items()}


def stops_section(sessions: Sequence[SessionRecord], catalog: Catalog) -> Section:
    """Return each moment in which something hurt, with all that was answered."""
    rows = tuple(
        _stop_row(session, event, catalog)
        for session in sessions
        for event in session.events
        if event.kind is EventKind.DISCOMFORT and (event.answer is not Answer.NOTHING or event.corrected_from)
    )
    title = "Each time something hurt"
    if not rows:
        return Section(title=title, notes=(NONE,))
    return Section(title=title, tables=(Table(caption="What was answered", columns=STOP_COLUMNS, rows=rows),))


def _stop_row(session: SessionRecord, event: SessionEvent, catalog: Catalog) -> tuple[Cell, ...]:
    at = session.started_at + timedelta(seconds=event.at_seconds / (session.clock_rate or 1))
    return (
        (day_words(session.day), f"{at:%H:%M}"),
        () if event.exercise is None else (name_of(event.exercise, catalog),),
        _where(event, catalog),
        tuple(_felt(event)),
        tuple(_chosen(event)),
        (STATUSES[session.status],),
    )


def _where(event: SessionEvent, catalog: Catalog) -> Cell:
    parts: list[str] = []
    if event.side is not None:
        exercise = catalog.get(event.exercise or "")
        parts.append((getattr(exercise.wording, event.side) if exercise else "") or event.side)
    numbers = (("set", event.set), ("repetition", event.rep))
    parts.append(", ".join(f"{name} {value}" for name, value in numbers if value is not None))
    if event.hold_second is not None:
        parts.append(f"second {int(event.hold_second)} of the hold")
    return tuple(part for part in parts if part)


def _felt(event: SessionEvent) -> Iterator[str]:
    if event.answer is None:
        yield "no answer"
    else:
        level = "" if event.level is None else f", {event.level} of 10"
        yield f"{ANSWERS[event.answer]}{level}"
    if event.place is not None:
        yield PLACE_WORDS.get(event.place, event.place)
    if event.new is not None:
        yield "new" if event.new else "known"
    if event.spreading:
        yield "spreads further down"
    if event.corrected_from:
        yield f"answered before: {'; '.join(ANSWERS[one] for one in event.corrected_from)}"


def _chosen(event: SessionEvent) -> Iterator[str]:
    if event.choice is not None:
        yield CHOSEN[event.choice]
    if event.rested_seconds is not None:
        yield f"rested {length_words(round(event.rested_seconds))}"
    if event.care_shown and event.choice is not Choice.CARE:
        yield "care advice was opened"


def easier_section(sessions: Sequence[SessionRecord], catalog: Catalog) -> Section:
    """Return which exercises were done in their easier form, and when."""
    used: dict[str, list[date]] = {}
    for session in sessions:
        for record in session.exercises:
            if record.easier and _was_done(record):
                used.setdefault(record.id, []).append(session.day)
    together: dict[tuple[date, ...], list[str]] = {}
    for exercise_id, days in used.items():
        together.setdefault(tuple(days), []).append(name_of(exercise_id, catalog))
    lines = tuple(Line(_easier_words(", ".join(names), days)) for days, names in together.items())
    return Section(title="Easier forms used", lines=lines or (Line(NONE),))


def _was_done(record: ExerciseRecord) -> bool:
    return any(record.reps_done.values())


def _easier_words(name: str, days: Sequence[date]) -> str:
    first, last = date_in_short(days[0]), date_in_short(days[-1])
    when = f"on {first}" if first == last else f"from {first} to {last}"
    return f"{name}: in {counted(len(days), 'session')}, {when}."


def questions_section(person: Person) -> Section:
    """Return the questions to the provider: all that are kept are open."""
    lines = tuple(Line(f"{date_in_short(one.asked_on)}:", one.text) for one in person.questions)
    return Section(title="My questions", lines=lines or (Line("No question is open."),))


def notes_section(sessions: Sequence[SessionRecord]) -> Section:
    """Return the notes to the sessions, and what is special about how they were kept."""
    lines = [Line(f"{_session_words(one)}:", own_note(one)) for one in sessions if own_note(one).strip()]
    by_hand = sum(one.entered_by_hand for one in sessions)
    fast = sum(one.clock_rate is not None for one in sessions)
    if by_hand:
        lines.append(Line(f"{counted(by_hand, 'session')} entered by hand afterward."))
    if fast:
        lines.append(Line(f"{counted(fast, 'session')} in which session time ran faster than real time."))
    return Section(title="Notes to sessions", lines=tuple(lines) or (Line(NONE),))


def _session_words(session: SessionRecord) -> str:
    return f"{day_words(session.day)}, {session.started_at:%H:%M}"


def statements_section(person: Person, sessions: Sequence[SessionRecord], first: date, catalog: Catalog) -> Section:
    """Return what the person states: what holds, and what was said since *first*."""
    lines = (*_standing(person, catalog), *_said_since(person, sessions, first, catalog))
    return Section(title="Stated by the patient", lines=lines or (Line("Nothing was stated."),))


def _standing(person: Person, catalog: Catalog) -> Iterator[Line]:
    match person.given_by:
        case GivenBy.PROVIDER:
            yield Line("A provider gave the exercises.")
        case GivenBy.NOBODY_YET:
            yield Line("Nobody gave the exercises yet.")
        case None:
            pass
    for yes, start in ((True, "True for me"), (False, "Not true for me")):
        named = [CONDITIONS[one.condition] for one in person.conditions if one.yes is yes]
        if named:
            yield Line(f"{start}: {'; '.join(named)}.")
    agreed: dict[str, list[str]] = {}
    for one in person.agreements:
        agreed.setdefault(f"{one.provider}, {one.agreed_on}", []).append(name_of(one.exercise_id, catalog))
    for said, names in agreed.items():
        yield Line(f"A provider agreed to {', '.join(names)}. Who, and when:", said)
    if person.provider_said_amount:
        yield Line("A provider said more than 30 minutes a day.")


def _said_since(person: Person, sessions: Sequence[SessionRecord], first: date, catalog: Catalog) -> Iterator[Line]:
    day_of = {one.id: f"the session of {date_in_short(one.day)}" for one in sessions}
    for after in person.afterwards:
        if after.asked_on >= first:
            which = day_of.get(after.session_id, "a session before")
            yield Line(f"{date_in_short(after.asked_on)}: after {which} it was {AFTERWARD[after.answer]}.")
    for check in person.checks:
        if check.asked_on >= first:
            said = "has been checked" if check.checked else "has not been checked yet"
            which = day_of.get(check.session_id, "a session before")
            yield Line(f"{date_in_short(check.asked_on)}: {said} since the stop in {which}.")
    for stop in person.soft_stops:
        if stop.typed_on >= first:
            yield Line(f"{date_in_short(stop.typed_on)}: went on with a typed yes. {SOFT_STOPS[stop.stop]}")
    for on in person.switched_on:
        if on.on >= first:
            yield Line(f"{date_in_short(on.on)}: switched {name_of(on.exercise_id, catalog)} on again.")
    yield from _step_lines(person, first, catalog)


def _step_lines(person: Person, first: date, catalog: Catalog) -> Iterator[Line]:
    said: dict[tuple[str, StepReply], list[str]] = {}
    for step in person.steps:
        if step.on >= first:
            said.setdefault((step.exercise_id, step.reply), []).append(date_in_short(step.on))
    for (exercise_id, reply), days in said.items():
        yield Line(f"{name_of(exercise_id, catalog)}: {STEPS[reply]} on {', '.join(days)}.")
