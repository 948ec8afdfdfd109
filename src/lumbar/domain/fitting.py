"""A session that fits the minutes there are: whole sets and exercises are left out, and come round in the next ones.

Nothing is ever above the prescription. Where the smallest forms (one set each) of all exercises can be spread over the
sessions of three days, each comes round within three days of completed sessions; those that do not fit are named.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from lumbar.domain.exercise import NS_PER_SECOND, Exercise, Position
from lumbar.domain.packing import pack
from lumbar.domain.plan import Preferences, timeline_for
from lumbar.domain.prescription import PrescribedExercise
from lumbar.domain.record import Outcome, SessionRecord, newest_first
from lumbar.domain.timeline import MOVE_TO_NEW_POSITION_NS, in_order, move_ns

CORE = frozenset({"pelvic-tilt", "curl-up", "bird-dog"})
"""At least one of these is in each session, as far as they are prescribed (our rule)."""

GRACE_SECONDS = 30
"""A session may be longer than its minutes by so much."""

DAYS_OF_A_ROUND = 3
"""Within the completed sessions of so many days each exercise comes round."""

Exercises = tuple[PrescribedExercise, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A session that fits, and what it leaves out."""

    exercises: Exercises
    """In the order of the session; none if not even the smallest session fits."""
    left_out: tuple[str, ...] = ()
    """The ids of exercises that come round in another session."""
    fewer_sets: tuple[str, ...] = ()
    """The ids of exercises of the session that have fewer sets than prescribed."""
    too_long: tuple[str, ...] = ()
    """The ids of exercises that fit into no session of so many minutes."""
    later: tuple[str, ...] = ()
    """The ids of exercises that may take more than three days to come round."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """How long a session may take, and how many there are in a day."""

    minutes: int
    sessions_per_day: int = 1

    @property
    def limit_ns(self) -> int:
        """The length that a session may have at most."""
        return (self.minutes * 60 + GRACE_SECONDS) * NS_PER_SECOND

    @property
    def sessions_of_a_round(self) -> int:
        """In so many sessions each exercise is to come round."""
        return DAYS_OF_A_ROUND * self.sessions_per_day


def sessions_since(exercises: Iterable[str], sessions: Iterable[SessionRecord]) -> dict[str, int]:
    """Return for each of *exercises* that was ever tried how many sessions there were since; 0 if in the last one."""
    wanted, since = set(exercises), dict[str, int]()
    for count, session in enumerate(newest_first(sessions)):
        for record in session.exercises:
            if record.id in wanted and record.outcome is not Outcome.SKIPPED:
                since.setdefault(record.id, count)
    return since


class Fitting:
    """Fits sessions of the same exercises into the same minutes."""

    def __init__(
        self,
        exercises: Sequence[PrescribedExercise],
        time: Minutes,
        preferences: Preferences,
        catalog: Mapping[str, Exercise],
    ) -> None:
        self._all = tuple(exercises)
        self._time = time
        self._preferences = preferences
        self._catalog = catalog
        self._places = {one.exercise_id: place for place, one in enumerate(self._all)}
        self._lengths: dict[PrescribedExercise, int] = {}
        self._core = tuple(_one_set(one) for one in self._all if one.exercise_id in CORE)
        smallest = in_order((_one_set(one) for one in self._all), preferences.order, catalog)
        self._too_long = tuple(one.exercise_id for one in smallest if not self._holds((one,)))
        rest = tuple(one for one in smallest if one.exercise_id not in self._too_long)
        self._groups = pack(rest, self._holds, self._exercise_ns, most=time.sessions_of_a_round)

    @property
    def sessions_of_a_round(self) -> int:
        """After so many sessions each exercise that fits has come round."""
        return 1 if self._holds(self._all) else max(1, len(self._groups))

    @property
    def shortest_minutes(self) -> int:
        """In so many minutes some session of the exercises, one or more, fits. 1 or more."""
        shortest_ns = min(self._session_ns((one,)) for one in self._core or map(_one_set, self._all))
        return max(1, -(-(shortest_ns - GRACE_SECONDS * NS_PER_SECOND) // (60 * NS_PER_SECOND)))

    def next_session(self, since: Mapping[str, int]) -> Fit:
        """Return the session that comes next. *since*: for each exercise ever tried, how many sessions ago."""
        if self._holds(self._all):
            return Fit(exercises=in_order(self._all, self._preferences.order, self._catalog))
        if not self._groups:
            return Fit(exercises=(), too_long=tuple(one.exercise_id for one in self._all))
        waiting = self._waiting(since)
        group = min(self._groups, key=lambda one: min(waiting(exercise) for exercise in one))
        chosen = {one.exercise_id: one for one in self._with_core(group, waiting)}
        self._fill_up(chosen, waiting)
        return self._fit(chosen)

    def one_round(self) -> tuple[Fit, ...]:
        """Return the sessions in which each exercise comes round once the first round is over."""
        length = self.sessions_of_a_round
        return tuple(islice(self.sessions({}), length, 2 * length))

    def sessions(self, since: Mapping[str, int]) -> Iterator[Fit]:
        """Yield the sessions from the next one on, each as if those before it were completed."""
        counts = dict(since)
        while True:
            fit = self.next_session(counts)
            yield fit
            counts = {name: count + 1 for name, count in counts.items()}
            counts.update(dict.fromkeys((one.exercise_id for one in fit.exercises), 0))

    def _waiting(self, since: Mapping[str, int]) -> Callable[[PrescribedExercise], tuple[int, int]]:
        """Return what sorts exercises by how long they have waited, longest first, then in their order."""

        def key(one: PrescribedExercise) -> tuple[int, int]:
            never = len(self._all) + max(since.values(), default=0)
            return -since.get(one.exercise_id, never), self._places[one.exercise_id]

        return key

    def _with_core(self, group: Exercises, waiting: Callable[[PrescribedExercise], tuple[int, int]]) -> Exercises:
        """Return *group* with one of the core exercises; the one that waited longest, of those that fit."""
        if self._has_core(group) or not self._core:
            return group
        fitting = [one for one in self._core if self._is_short_enough((*group, one))]
        return (*group, min(fitting, key=waiting))

    def _fill_up(
        self,
        chosen: dict[str, PrescribedExercise],
        waiting: Callable[[PrescribedExercise], tuple[int, int]],
    ) -> None:
        """Use what time is left: first for the sets of what is chosen, then for what has waited longest."""
        self._add_sets(chosen)
        for one in sorted(self._all, key=waiting):
            name = one.exercise_id
            if name not in chosen and self._is_short_enough((*chosen.values(), _one_set(one))):
                chosen[name] = _one_set(one)
                self._add_sets(chosen)

    def _add_sets(self, chosen: dict[str, PrescribedExercise]) -> None:
        prescribed = {one.exercise_id: one.sets for one in self._all}
        while True:
            steps = [
                replace(one, sets=one.sets + 1) for one in chosen.values() if one.sets < prescribed[one.exercise_id]
            ]
            short_enough = [one for one in steps if self._is_short_enough({**chosen, one.exercise_id: one}.values())]
            if not short_enough:
                return
            fewest = min(short_enough, key=lambda one: one.sets)
            chosen[fewest.exercise_id] = fewest

    def _fit(self, chosen: Mapping[str, PrescribedExercise]) -> Fit:
        names = [one.exercise_id for one in self._all]
        soon = {one.exercise_id for group in self._groups[: self._time.sessions_of_a_round] for one in group}
        as_listed = (chosen[name] for name in names if name in chosen)
        return Fit(
            exercises=in_order(as_listed, self._preferences.order, self._catalog),
            left_out=tuple(name for name in names if name not in chosen and name not in self._too_long),
            fewer_sets=tuple(
                one.exercise_id
                for one in self._all
                if one.exercise_id in chosen and chosen[one.exercise_id].sets < one.sets
            ),
            too_long=self._too_long,
            later=tuple(name for name in names if name not in soon and name not in self._too_long),
        )

    def _has_core(self, exercises: Iterable[PrescribedExercise]) -> bool:
        return any(one.exercise_id in CORE for one in exercises)

    def _holds(self, exercises: Exercises) -> bool:
        """Return whether a session of *exercises*, and of a core exercise if there is one, is short enough."""
        if self._has_core(exercises) or not self._core:
            return self._is_short_enough(exercises)
        return any(self._is_short_enough((*exercises, one)) for one in self._core)

    def _is_short_enough(self, exercises: Iterable[PrescribedExercise]) -> bool:
        return self._session_ns(exercises) <= self._time.limit_ns

    def _session_ns(self, exercises: Iterable[PrescribedExercise]) -> int:
        """Return the length of the tape of such a session, without making it."""
        as_listed = sorted(exercises, key=lambda one: self._places[one.exercise_id])
        ordered = in_order(as_listed, self._preferences.order, self._catalog)
        positions = [self._catalog[one.exercise_id].position for one in ordered]
        moves = sum(move_ns(here, there) for here, there in pairwise(positions))
        up = 0 if positions[-1] is Position.STANDING else MOVE_TO_NEW_POSITION_NS
        return MOVE_TO_NEW_POSITION_NS + moves + up + sum(self._exercise_ns(one) for one in ordered)

    def _exercise_ns(self, exercise: PrescribedExercise) -> int:
        if exercise not in self._lengths:
            self._lengths[exercise] = sum(timeline_for((exercise,), self._preferences, self._catalog).exercise_ns)
        return self._lengths[exercise]


def _one_set(exercise: PrescribedExercise) -> PrescribedExercise:
    return replace(exercise, sets=1)
