"""Care advice is whole, in three tiers, every time."""

import re

import pytest

from lumbar.care import LIMITS, care_advice, care_lines

# each sign of the specification, by a word or two that only its line has
NOW = [
    "cannot move",
    "both legs",
    "genitals, the buttocks or the back passage",
    "starting, stopping or feeling your urine, or leaking",
    "bowels",
    "sexual sensation",
    "marked weakness of a leg",
    "chest pain",
    "tearing pain in back or belly, or a collapse",
    "serious accident",
]
SAME_DAY = [
    "fever, or feeling unwell",
    "weight loss",
    "lump on the back, or a change of its shape",
    "not ease with rest, or is worse at night",
    "coughing, sneezing or on the toilet",
    "between the shoulder blades",
    "calf that is hot, swollen and painful",
    "cancer, a weak immune system, or steroids",
    "osteoporosis and a fall",
]
CALL = ["gets worse", "is new", "ask about your back or your care", "after some weeks", "daily life"]


@pytest.mark.parametrize(
    ("tier", "title", "signs"), [(0, "Emergency", NOW), (1, "The same day", SAME_DAY), (2, "Call your doctor", CALL)]
)
def test_each_tier_has_every_sign_in_one_line_of_its_own(tier: int, title: str, signs: list[str]) -> None:
    advice = care_advice()
    assert len(advice.tiers) == 3
    assert advice.tiers[tier].title.startswith(title)
    assert len(advice.tiers[tier].signs) == len(signs)
    for sign, line in zip(signs, advice.tiers[tier].signs, strict=True):
        assert sign in line


def test_it_says_that_it_is_not_complete_and_doubt_is_reason_enough_to_call() -> None:
    assert care_advice().limits == LIMITS == "This list is not complete. If in doubt, call."


def test_the_numbers_are_the_persons_own_and_no_country_is_assumed() -> None:
    advice = care_advice(emergency_number="112", provider_phone="030 1234")
    assert [tier.do for tier in advice.tiers] == ["Call 112.", "Be seen today: call 030 1234.", "Call 030 1234."]
    plain = " ".join(f"{tier.title} {tier.do}" for tier in care_advice().tiers)
    assert not re.search(r"\d", plain)
    assert plain.count("Call ") == 2


def test_no_tier_says_the_same_twice() -> None:
    for tier in care_advice().tiers:
        assert tier.do.removesuffix(".") != tier.title


@pytest.mark.parametrize("width", [30, 40, 68])
def test_as_lines_it_is_whole_and_fits(width: int) -> None:
    advice = care_advice("112", "030 1234")
    lines = list(care_lines(advice, width))
    assert max(len(line) for line in lines) <= width
    text = " ".join(" ".join(lines).replace("  - ", " ").split())
    for tier in advice.tiers:
        for part in (tier.title, tier.do, *tier.signs):
            assert part in text
    assert text.endswith(LIMITS)
