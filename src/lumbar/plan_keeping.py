"""Takes another plan in place of the one that is there: what would change, and keeping it as a new version."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from lumbar.diary import Diary
from lumbar.domain.plan_check import remarks_on
from lumbar.domain.plan_versions import later_versions, next_version, replaced_on, same_content
from lumbar.domain.prescription import Prescription
from lumbar.domain.to_come import shortest_minutes
from lumbar.words.plan import difference_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """What another plan would change, before it is kept."""

    content: Prescription
    """Its number counts for nothing yet."""
    valid_from: date
    differences: tuple[str, ...]
    """A sentence each; none if nothing changes."""
    remarks: tuple[str, ...]
    """What is more than the leaflet gives, and what holds later all the same."""


def _versions(diary: Diary) -> Sequence[Prescription]:
    return diary.store.prescriptions() or diary.prescriptions()


def _first_day(diary: Diary, content: Prescription) -> date:
    """Return from when on *content* holds: never from a day that is past by now."""
    return max(content.valid_from, diary.day())


def plan_change(diary: Diary, content: Prescription) -> PlanChange:
    """Return what *content*, valid from its day on, would change."""
    versions, first = _versions(diary), _first_day(diary, content)
    before = replaced_on(versions, first)
    changes = before is None or not same_content(before, content)
    differences = difference_words(before, content, diary.exercises) if before is not None and changes else ()
    later = [
        f"From {one.valid_from} on, the version that was planned for then holds instead."
        for one in later_versions(versions, first)
    ]
    remarks = (*remarks_about(diary, content), *later)
    return PlanChange(content=content, valid_from=first, differences=differences, remarks=remarks)


def remarks_about(diary: Diary, content: Prescription) -> tuple[str, ...]:
    """Return what a person should know of *content* before it is kept, a sentence or two each."""
    return (*remarks_on(content, diary.exercises), *_of_its_hours(diary, content), *_of_its_minutes(diary, content))


def _of_its_hours(diary: Diary, content: Prescription) -> Iterator[str]:
    starts = time(diary.settings.day_starts_at)
    for slot in content.slot_times:
        if slot.at < starts:
            yield (
                f"{slot.at:%H:%M} is before your day starts, at {starts:%H:%M}: at that hour a session still counts "
                "for the day before. day_starts_at in the settings changes that."
            )


def _of_its_minutes(diary: Diary, content: Prescription) -> Iterator[str]:
    shortest = shortest_minutes(content.exercises, diary.preferences, diary.exercises)
    if content.minutes is not None and content.minutes < shortest:
        yield f"Nothing of this plan fits into {content.minutes} min. The shortest session takes {shortest} min."


def keep_plan(diary: Diary, content: Prescription) -> Prescription:
    """Keep *content* as a new version, and return it. Past days stay measured against what they had.

    Raises StoreError if it is not durable.
    """
    first = _first_day(diary, content)
    if not diary.store.prescriptions() and first > diary.day():
        diary.store.save_prescription(diary.prescriptions()[0])
    version = next_version(diary.store.prescriptions(), content, first)
    diary.store.save_prescription(version)
    return version
