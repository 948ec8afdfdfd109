"""Care advice: when to get help, and how soon. Static text, whole every time, never scored.

Our own words after public sources: NHS and hospital-trust pages on back pain and on cauda equina syndrome, and the
IFOMPT framework (Finucane 2020); the first sign and three of the last tier are after the leaflet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap


@dataclass(frozen=True, slots=True)
class CareTier:
    """The signs that ask for the same help."""

    title: str
    do: str
    """What to do, one sentence; empty where the title says all of it."""
    signs: tuple[str, ...]
    """Each a noun with its details."""


@dataclass(frozen=True, slots=True)
class CareAdvice:
    """All of it."""

    tiers: tuple[CareTier, ...]
    """Most urgent first."""
    limits: str
    """That the list has an end, and doubt is reason enough to call."""


LIMITS = "This list is not complete. If in doubt, call."

EMERGENCY_SIGNS = (
    "pain so bad that you cannot move",
    "back pain with numbness, tingling, weakness or pain in both legs",
    "numbness around the genitals, the buttocks or the back passage",
    "trouble starting, stopping or feeling your urine, or leaking",
    "loss of control over your bowels",
    "sexual sensation that is newly lost",
    "sudden marked weakness of a leg",
    "chest pain",
    "sudden tearing pain in back or belly, or a collapse",
    "back pain after a serious accident",
)
SAME_DAY_SIGNS = (
    "back pain with a fever, or feeling unwell with it",
    "weight loss that nothing explains",
    "a lump on the back, or a change of its shape",
    "pain that does not ease with rest, or is worse at night",
    "pain that is worse on coughing, sneezing or on the toilet",
    "pain high up between the shoulder blades",
    "a calf that is hot, swollen and painful",
    "back pain and a history of cancer, a weak immune system, or steroids",
    "osteoporosis and a fall, even a small one",
)
CALL_SIGNS = (
    "pain that gets worse",
    "pain that is new",
    "anything you want to ask about your back or your care",
    "pain that is still there after some weeks",
    "pain that stops you in daily life",
)


def care_advice(emergency_number: str = "", provider_phone: str = "") -> CareAdvice:
    """Return the advice with the numbers that the person has set; either may be empty."""
    emergency = f"Call {emergency_number}." if emergency_number else "Call the emergency number where you are."
    provider = f"Call {provider_phone}." if provider_phone else ""
    same_day = f"Be seen today: call {provider_phone}." if provider_phone else "Be seen by a doctor today."
    return CareAdvice(
        tiers=(
            CareTier("Emergency: now", emergency, EMERGENCY_SIGNS),
            CareTier("The same day", same_day, SAME_DAY_SIGNS),
            CareTier("Call your doctor or provider", provider, CALL_SIGNS),
        ),
        limits=LIMITS,
    )


def care_lines(advice: CareAdvice, width: int = 68) -> Iterator[str]:
    """Yield *advice* as plain lines of at most *width* characters (30 or more)."""
    for tier in advice.tiers:
        yield tier.title
        if tier.do:
            yield from wrap(tier.do, width)
        for sign in tier.signs:
            yield from wrap(sign, width, initial_indent="  - ", subsequent_indent="    ")
        yield ""
    yield from wrap(advice.limits, width)
