"""What is kept about the person survives being written and read, and old documents still hold."""

import json
from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from lumbar.domain.exercise import Condition
from lumbar.domain.person import (
    Afterward,
    AfterwardAnswer,
    Agreement,
    BadDays,
    CheckedAnswer,
    ConditionAnswer,
    GivenBy,
    HalfAnswer,
    KeptStop,
    Level,
    Person,
    Question,
    RemovedQuestion,
    SetUpStep,
    SoftStop,
    SoftStopAnswer,
    StepAnswer,
    StepReply,
    SwitchedOn,
)
from lumbar.domain.prescription import in_easier_form
from lumbar.store.codec import InvalidDocumentError, document_of, encoded, person_from, what_holds_of_person
from support.sessions import exercises_by_id, prescribed

DAY = date(2026, 11, 22)
MOMENT = datetime(2026, 11, 22, 7, 40, tzinfo=UTC)


def everything() -> Person:
    broken = (Condition.FRACTURE,)
    agreed = Agreement(exercise_id="curl-up", provider="Dr. Roe", agreed_on="last spring", conditions=broken)
    gentle = in_easier_form(exercises_by_id()["bird-dog"], prescribed("bird-dog")[0])
    return Person(
        purpose_acknowledged_on=DAY,
        set_up_at=SetUpStep.ORDER,
        minutes_proposed_on=DAY,
        minutes_mentioned_on=DAY,
        given_by=GivenBy.PROVIDER,
        conditions=(ConditionAnswer(condition=Condition.OSTEOPOROSIS, yes=False),),
        agreements=(agreed,),
        afterwards=(AfterwardAnswer(session_id="a", answer=Afterward.STILL_WORSE, asked_on=DAY),),
        checks=(CheckedAnswer(session_id="a", checked=False, asked_on=DAY, at=MOMENT),),
        soft_stops=(SoftStopAnswer(stop=SoftStop.HIGH_BEFORE, typed_on=DAY),),
        switched_on=(SwitchedOn(exercise_id="curl-up", on=DAY, at=MOMENT),),
        halves=(HalfAnswer(session_id="a", accepted=True, asked_on=DAY),),
        levels=(Level(dose=gentle, since=DAY, sessions=3, before=gentle),),
        steps=(StepAnswer(exercise_id="curl-up", reply=StepReply.DECLINED, on=DAY),),
        rotation_since=DAY,
        provider_said_amount=True,
        bad_days=(BadDays(first=DAY, days=7, end_settled=True),),
        gentle_set=(gentle,),
        stops=(KeptStop(session_id="a", day=DAY, serious=True, at=MOMENT),),
        questions=(Question(text="Which pillow?", asked_on=DAY),),
        removed_questions=(RemovedQuestion(mark="0123456789abcdef", on=DAY),),
    )


def test_all_of_it_is_the_same_after_writing_and_reading() -> None:
    assert person_from(encoded(document_of(everything()))) == everything()
    assert person_from(encoded(document_of(Person()))) == Person()


@pytest.mark.parametrize("wrong", [[1], {"a": []}, "x", 7, None])
@pytest.mark.parametrize("name", [field.name for field in fields(Person)])
def test_whatever_is_wrong_with_one_answer_the_others_hold(name: str, wrong: object) -> None:
    document = document_of(everything()) | {name: wrong}
    held = what_holds_of_person(encoded(document))
    others = {field.name for field in fields(Person)} - {name}
    assert {one: getattr(held, one) for one in others} == {one: getattr(everything(), one) for one in others}


def test_a_document_from_before_has_the_rest_unanswered() -> None:
    old = json.dumps({"purpose_acknowledged_on": "2026-11-22"}).encode()
    assert person_from(old) == Person(purpose_acknowledged_on=DAY)


def test_days_from_before_there_were_times_beside_them_are_read() -> None:
    kept = Person(
        agreements=(Agreement(exercise_id="curl-up", provider="Dr. Roe", agreed_on="last spring"),),
        checks=(CheckedAnswer(session_id="a", checked=False, asked_on=DAY),),
        switched_on=(SwitchedOn(exercise_id="curl-up", on=DAY),),
        stops=(KeptStop(session_id="a", day=DAY, serious=True),),
    )
    document = encoded(document_of(kept))
    assert b'"at"' not in document
    assert b'"conditions":null' not in document
    assert person_from(document) == kept


@pytest.mark.parametrize("name", ["checks", "switched_on", "stops"])
def test_a_time_without_its_offset_is_refused(name: str) -> None:
    document = document_of(everything())
    document[name][0]["at"] = "2026-11-22T07:40:00"
    with pytest.raises(InvalidDocumentError, match=rf"a time needs its offset - at `\$.{name}\[0\].at`"):
        person_from(encoded(document))
