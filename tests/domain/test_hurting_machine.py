"""Random courses of sessions in which things hurt: what must hold for every one of them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from lumbar.checkpoint import Checkpoint, from_document, to_document
from lumbar.domain import commands, course, hurting
from lumbar.domain.account import account_for, status_of
from lumbar.domain.exercise import Position
from lumbar.domain.hurting import Reply, Settled
from lumbar.domain.inquiry import Advising, Newness, Offer, Offering, Place, Resting, Stopped, Stopping
from lumbar.domain.record import Answer, EventKind, Outcome, SessionEvent, Status
from lumbar.domain.saved import restore, save
from lumbar.domain.session import Asking, Change, Ended, InquiryOpened, Session
from lumbar.domain.timeline import Phase
from support.occasions import OCCASION
from support.sessions import SECOND, exercises_by_id, timeline

TAPE = timeline("bird-dog", "pelvic-tilt", "ankle-pumps", "wall-squats", "curl-up")

COMMANDS: Sequence[Callable[[Session, int], Change]] = (
    commands.pause,
    commands.resume,
    commands.next_repetition,
    commands.previous_repetition,
    commands.leave_exercise,
    commands.return_to_exercise,
    commands.undo,
    commands.more_time,
    hurting.correct,
    hurting.end_rest,
)
REPLIES: Sequence[Reply] = (*Answer, *Offer, *Place, *Newness, *Settled, *range(11))
CALM: Sequence[Reply] = (Answer.DISCOMFORT, Answer.CRAMP, Offer.CONTINUE, Offer.NEXT_REP, Offer.EASIER, Offer.REST_30)
STATUS_OF_STOP = {Stopped.PAIN: Status.STOPPED_FOR_PAIN, Stopped.CARE: Status.STOPPED_FOR_CARE, None: None}


class Hurting(RuleBasedStateMachine):
    """A session, and what the person did to it."""

    def __init__(self) -> None:
        super().__init__()
        self.session, _ = course.start(TAPE, 0, pain_before=2)
        self.ended_exercises: set[str] = set()
        self.was_dizzy = False
        self.was_stopping = False
        self.opened = 0

    def take(self, change: Change) -> None:
        before = self.session
        self.session, events = change
        self.opened += sum(isinstance(event, InquiryOpened) for event in events)
        for event in (*self.session.log, *self.pending()):
            if event.answer is Answer.PAIN:
                assert event.exercise is not None
                self.ended_exercises.add(event.exercise)
        if isinstance(before.state, Asking) and isinstance(before.state.inquiry, Stopping):
            assert isinstance(self.session.state, Asking | Ended)
        self.was_dizzy |= any(one.answer is Answer.DIZZY for one in self.pending())
        self.was_stopping |= isinstance(self.session.inquiry, Stopping)

    def pending(self) -> tuple[SessionEvent, ...]:
        inquiry = self.session.inquiry
        return () if inquiry is None else (inquiry.told,)

    @rule(seconds=st.sampled_from([0.25, 1, 3, 10, 31]))
    def wait(self, seconds: float) -> None:
        until_ns = self.session.read_ns + round(seconds * SECOND)
        while self.session.read_ns < until_ns:
            self.take(course.tick(self.session, min(until_ns, self.session.read_ns + SECOND)))

    @rule(seconds=st.integers(3, 300))
    def sleep(self, seconds: int) -> None:
        self.take(course.tick(self.session, self.session.read_ns + seconds * SECOND))

    @rule(command=st.sampled_from(COMMANDS))
    def command(self, command: Callable[[Session, int], Change]) -> None:
        self.take(command(self.session, self.session.read_ns))

    @rule(count=st.integers(1, 12))
    def skip_ahead(self, count: int) -> None:
        for _ in range(count):
            self.take(commands.next_repetition(self.session, self.session.read_ns))

    @rule()
    def hurt(self) -> None:
        before = self.session
        self.take(hurting.hurt(before, before.read_ns))
        if not isinstance(before.state, Ended):
            assert isinstance(self.session.state, Asking)
            assert (self.session.step, self.session.elapsed_ns) == (before.step, before.elapsed_ns)
            assert self.session.done == before.done

    @rule(reply=st.sampled_from(REPLIES))
    def reply(self, reply: Reply) -> None:
        self.take(hurting.reply(self.session, self.session.read_ns, reply))

    @rule(level=st.integers(0, 4), place=st.sampled_from(Place), newness=st.sampled_from(Newness))
    def tell_pain(self, level: int, place: Place, newness: Newness) -> None:
        self.take(hurting.hurt(self.session, self.session.read_ns))
        for reply in (Answer.PAIN, level, place, newness):
            self.take(hurting.reply(self.session, self.session.read_ns, reply))

    @rule(replies=st.lists(st.sampled_from(CALM), min_size=2, max_size=2))
    def tell_discomfort(self, replies: list[Reply]) -> None:
        self.take(hurting.hurt(self.session, self.session.read_ns))
        for reply in replies:
            self.take(hurting.reply(self.session, self.session.read_ns, reply))

    @precondition(lambda self: Offer.REST_120 in hurting.offers(self.session))
    @rule()
    def rest_and_settle(self) -> None:
        self.take(hurting.reply(self.session, self.session.read_ns, Offer.REST_120))
        self.wait(121)
        for _ in Answer:
            self.take(hurting.reply(self.session, self.session.read_ns, Settled.YES))

    @precondition(lambda self: isinstance(self.session.state, Asking))
    @rule()
    def confirm(self) -> None:
        ends = isinstance(self.session.inquiry, Advising | Stopping)
        self.take(hurting.confirm(self.session, self.session.read_ns))
        assert isinstance(self.session.state, Ended) is ends

    @rule()
    def leave_the_program_and_come_back(self) -> None:
        saved = save(self.session, OCCASION)
        restored = restore(saved, exercises_by_id(), self.session.read_ns)
        assert restored == self.session
        assert save(restored, OCCASION) == saved
        kept = Checkpoint(session=saved, saved_at=OCCASION.started_at)
        assert from_document(json.loads(json.dumps(to_document(kept)))) == kept
        self.session = course.interrupted(restored)

    @invariant()
    def a_hard_stop_leads_nowhere_but_to_the_end(self) -> None:
        if self.was_stopping:
            assert isinstance(self.session.inquiry, Stopping) or isinstance(self.session.state, Ended)
        if isinstance(self.session.state, Ended) and self.session.state.stopped is not None:
            assert status_of(self.session) is STATUS_OF_STOP[self.session.state.stopped]

    @invariant()
    def finish_and_care_advice_are_always_there_and_leaving_too_if_the_exercise_is_not_over(self) -> None:
        session = self.session
        if isinstance(session.state, Asking):
            assert hurting.offers(session)[-2:] == (Offer.FINISH, Offer.CARE)
            ended, _ = commands.end(session, session.read_ns)
            assert isinstance(ended.state, Ended)
            if isinstance(session.inquiry, Offering) and not session.inquiry.unsettled:
                assert Offer.LEAVE_EXERCISE in hurting.offers(session)

    @invariant()
    def a_pain_answer_has_ended_that_exercise(self) -> None:
        session = self.session
        record = account_for(session, OCCASION, OCCASION.started_at)
        for exercise in record.exercises:
            if exercise.id in self.ended_exercises:
                assert exercise.outcome is Outcome.STOPPED_FOR_PAIN
        moving = not isinstance(session.state, Asking | Ended) and session.current.phase is not Phase.STAND_UP
        if moving:
            assert session.exercise.id not in self.ended_exercises
            assert not self.was_dizzy or session.exercise.position is Position.LYING

    @invariant()
    def every_event_lands_in_the_record(self) -> None:
        record = account_for(self.session, OCCASION, OCCASION.started_at)
        assert record.events == (*self.session.log, *self.pending())
        told = [event for event in record.events if event.kind is EventKind.DISCOMFORT]
        assert len(told) >= self.opened
        for event in record.events:
            assert event.at_seconds >= 0
            if event.answer is Answer.PAIN and event.new is not None:
                assert event.level is not None
                assert event.place is not None

    @invariant()
    def never_too_much_is_counted(self) -> None:
        session = self.session
        assert session.done <= frozenset(range(len(session.timeline.repetitions)))
        assert session.active_ns <= session.clock_ns
        assert 0 <= session.elapsed_ns <= session.step_ns
        assert session.remaining_ns >= 0
        for planned in account_for(session, OCCASION, OCCASION.started_at).exercises:
            assert all(planned.reps_done[side] <= planned.reps_planned[side] for side in planned.reps_planned)

    @invariant()
    def a_rest_is_never_longer_than_it_was_to_be(self) -> None:
        inquiry = self.session.inquiry
        if isinstance(inquiry, Resting):
            left_ns = hurting.rest_left_ns(self.session)
            assert left_ns is not None
            assert 0 < left_ns <= inquiry.length_ns
            assert course.ns_to_next_change(self.session) == left_ns

    @invariant()
    def a_saved_session_is_the_same(self) -> None:
        restored = restore(save(self.session, OCCASION), exercises_by_id(), 0)
        assert replace(restored, read_ns=self.session.read_ns) == self.session


TestHurting = Hurting.TestCase
TestHurting.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
