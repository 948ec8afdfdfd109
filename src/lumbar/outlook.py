"""A day as it is shown: what is planned and done, what a session would have, and what is off."""

from collections.abc import Mapping
from dataclasses import dataclass

from lumbar.domain.before import Before
from lumbar.domain.exercise import Exercise
from lumbar.domain.plan import Today
from lumbar.domain.todays_set import WhyOff, chosen_today


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """All of it, from one look at the history."""

    today: Today
    before: Before
    off: Mapping[str, WhyOff]
    """Why they are off, by the ids of all exercises that are, in the plan or not."""

    @property
    def can_start(self) -> bool:
        """Whether any exercise of the plan is on."""
        return bool(self.before.exercises)

    @property
    def left_out(self) -> tuple[tuple[Exercise, WhyOff], ...]:
        """The exercises that today's session leaves out because they are off."""
        before = self.before
        chosen = chosen_today(before.prescribed, before.person, before.catalog, before.today)
        ids = (one.exercise_id for one in chosen if one.exercise_id in self.off)
        return tuple((before.catalog[one], self.off[one]) for one in ids)
