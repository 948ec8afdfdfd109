"""The past as JSON documents, in the form that docs/ describe."""

from collections.abc import Iterable

from lumbar.domain.exercises_over_time import ExerciseOverTime
from lumbar.domain.made_up import is_made_up
from lumbar.domain.record import ExerciseRecord, SessionEvent, SessionRecord
from lumbar.domain.review import DayReview, WeekReview
from lumbar.domain.run_of_days import RunOfDays
from lumbar.domain.told import Hurt, what_hurt
from lumbar.report.as_json import Json, minutes, number


def history_json(
    weeks: Iterable[WeekReview],
    sessions: Iterable[SessionRecord],
    exercises: Iterable[ExerciseOverTime] = (),
    run: RunOfDays | None = None,
) -> Json:
    """Return the weeks and the sessions in them, in the order in which they are given; exercises over these weeks."""
    kept = tuple(sessions)
    return {
        "weeks": [_week_json(week) for week in weeks],
        "sessions": [session_json(session) for session in kept],
        "exercises": [_over_time_json(one) for one in exercises],
        "hurts": [_hurt_json(one) for one in what_hurt(kept)],
        "days_in_a_row": None if run is None else run.days,
    }


def _over_time_json(past: ExerciseOverTime) -> Json:
    return {
        "id": past.exercise_id,
        "outcomes": {outcome.value: count for outcome, count in past.outcomes.items()},
        "reps_planned": dict(past.planned),
        "reps_done": dict(past.done),
    }


def _hurt_json(hurt: Hurt) -> Json:
    return {
        "session": hurt.session_id,
        "day": hurt.day.isoformat(),
        "exercise": hurt.exercise,
        "side": hurt.side,
        "answer": hurt.answer.value,
        "level": hurt.level,
        "place": hurt.place,
    }


def _week_json(week: WeekReview) -> Json:
    return {
        "week": week.name,
        "sessions_planned": week.sessions_planned,
        "sessions_done": week.sessions_done,
        "sessions_stopped": week.sessions_stopped,
        "dose_planned": week.reps_planned,
        "dose_done": week.reps_done,
        "minutes_planned": minutes(week.seconds_planned),
        "minutes": minutes(week.seconds),
        "days": [_day_json(day) for day in week.days],
    }


def _day_json(day: DayReview) -> Json:
    return {
        "day": day.day.isoformat(),
        "planned": day.planned,
        "done": day.done,
        "stopped": day.stopped,
        "minutes": minutes(day.seconds),
        "kind": day.kind.value,
    }


def session_json(session: SessionRecord) -> Json:
    """Return a session as it is kept, shown and exported."""
    document: Json = {
        "id": session.id,
        "started_at": session.started_at.isoformat(),
        "ended_at": session.ended_at.isoformat(),
        "day": session.day.isoformat(),
        "status": session.status.value,
        "pain_before": session.pain_before,
        "pain_after": session.pain_after,
        "seconds_active": number(session.seconds_active),
        "exercises": [_exercise_record_json(one) for one in session.exercises],
        "events": [_event_json(event) for event in session.events],
        "note": session.note,
        "entered_by_hand": session.entered_by_hand,
        "made_up": is_made_up(session),
    }
    return document if session.clock_rate is None else document | {"clock_rate": session.clock_rate}


def _exercise_record_json(record: ExerciseRecord) -> Json:
    return {
        "id": record.id,
        "outcome": record.outcome.value,
        "reps_planned": dict(record.reps_planned),
        "reps_done": dict(record.reps_done),
        "hold_seconds_planned": dict(record.hold_seconds_planned),
        "hold_seconds_done": dict(record.hold_seconds_done),
        "easier": record.easier,
    }


def _event_json(event: SessionEvent) -> Json:
    return {
        "at_seconds": number(event.at_seconds),
        "kind": event.kind.value,
        "exercise": event.exercise,
        "side": event.side,
        "set": event.set,
        "rep": event.rep,
        "hold_second": None if event.hold_second is None else number(event.hold_second),
        "answer": event.answer.value if event.answer else None,
        "corrected_from": [answer.value for answer in event.corrected_from],
        "level": event.level,
        "place": event.place,
        "new": event.new,
        "spreading": event.spreading,
        "choice": event.choice.value if event.choice else None,
        "care_shown": event.care_shown,
        "rested_seconds": None if event.rested_seconds is None else number(event.rested_seconds),
    }
