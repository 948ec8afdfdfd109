"""What must be true of the figures and sentences in an exercise file."""

import math
import re
from collections.abc import Iterator, Mapping

from lumbar.catalog.exercise_file import Document, DoseTable, EasierFormTable, RotationTable, TempoTable, texts_in

LONGEST_SENTENCE_WORDS = 20
MISTAKES_SHOWN = 3
MOST_HOLDS = 2
FASTEST_MOVE_EVER_SECONDS = 1.0
"""No file can allow a quicker one."""

MOVEMENT_WORD = re.compile(r"(^|\.)words\.(in|between|out|back)$")

Problem = tuple[str, str]
"""A field, written like `dose.reps`, and what is wrong with it."""


def problems(document: Document, *, file_stem: str) -> Iterator[Problem]:
    """Yield what is wrong with the values of *document*, which was read from a file called *file_stem*."""
    if document.id != file_stem:
        yield "id", f"must be {file_stem!r}, as the file is called"
    if document.number < 1:
        yield "number", "must be 1 or more"
    if not document.steps:
        yield "steps", "must not be empty"
    if len(document.mistakes) != MISTAKES_SHOWN:
        yield "mistakes", f"must be exactly {MISTAKES_SHOWN}"
    if not document.sources:
        yield "sources", "must not be empty"
    yield from _dose_problems(document.dose)
    yield from _tempo_problems(document.tempo)
    yield from _hold_problems(document)
    yield from _side_problems(document)
    yield from form_problems(document)
    yield from _text_problems(document)


def _dose_problems(dose: DoseTable) -> Iterator[Problem]:
    if dose.reps < 1:
        yield "dose.reps", "must be 1 or more"
    if dose.sets < 1:
        yield "dose.sets", "must be 1 or more"
    if len(dose.hold_seconds) > MOST_HOLDS:
        yield "dose.hold_seconds", f"must be {MOST_HOLDS} holds at the most"
    if any(seconds < 1 for seconds in dose.hold_seconds):
        yield "dose.hold_seconds", "must be 1 or more each"
    if dose.hold_range_seconds is not None:
        shortest, longest = dose.hold_range_seconds
        if not 1 <= shortest < longest:
            yield "dose.hold_range_seconds", "must go up, from 1 or more"
        if not dose.hold_seconds:
            yield "dose.hold_range_seconds", "must be absent, as there is no hold"
        if not all(shortest <= seconds <= longest for seconds in dose.hold_seconds):
            yield "dose.hold_seconds", f"must be within {shortest} to {longest}, the hold_range_seconds"


def _tempo_problems(tempo: TempoTable) -> Iterator[Problem]:
    fastest = tempo.fastest_move_seconds
    at_least = (
        ("fastest_move_seconds", fastest, FASTEST_MOVE_EVER_SECONDS),
        ("in", tempo.in_, fastest),
        ("between", fastest if tempo.between is None else tempo.between, fastest),
        ("out", tempo.out, fastest),
        ("rest_between_reps", tempo.rest_between_reps, 0),
        ("rest_between_sets", tempo.rest_between_sets, 0),
    )
    for field, seconds, least in at_least:
        if not math.isfinite(seconds):
            yield f"tempo.{field}", "must be a number of seconds"
        if seconds < least:
            yield f"tempo.{field}", f"must be {least:g} or more"


def _hold_problems(document: Document) -> Iterator[Problem]:
    """Yield what does not fit the number of holds in one repetition."""
    holds = len(document.dose.hold_seconds)
    yield from _all_or_none(
        {"dose.source.hold": document.dose.source.hold},
        wanted=holds > 0,
        because="there is a hold" if holds else "there is no hold",
    )
    if len(document.say.hold) != holds:
        yield "say.hold", f"must be one sentence a hold, and there are {holds}"
    yield from _all_or_none(
        {
            "tempo.between": document.tempo.between,
            "words.between": document.words.between,
            "say.between": document.say.between,
        },
        wanted=holds == MOST_HOLDS,
        because="there are two holds" if holds == MOST_HOLDS else "there are no two holds",
    )


def _side_problems(document: Document) -> Iterator[Problem]:
    """Yield what does not fit an exercise with sides, or one without."""
    has_sides = document.dose.side_order is not None
    yield from _all_or_none(
        {"side_means": document.side_means, "words.left": document.words.left, "words.right": document.words.right},
        wanted=has_sides,
        because="there is a dose.side_order" if has_sides else "there is no dose.side_order",
    )
    for field, text in texts_in(document):
        is_said = "say" in field.split(".")
        bare = text.replace("{side}", "").replace("{other}", "") if is_said else text
        if "{" in bare or "}" in bare:
            yield field, "braces are for {side} and {other} in [say] alone"
        if bare != text and not has_sides and not field.startswith("rotation."):
            yield field, "{side} and {other} need a dose.side_order"


def _all_or_none(fields: Mapping[str, object], *, wanted: bool, because: str) -> Iterator[Problem]:
    for field, value in fields.items():
        if (value is not None) != wanted:
            yield field, f"{'is missing' if wanted else 'must be absent'}, as {because}"


def _text_problems(document: Document) -> Iterator[Problem]:
    for field, text in texts_in(document):
        if not text or text != text.strip():
            yield field, "must not be empty, nor begin or end with a space"
        if not text.isprintable():
            yield field, "must be one line of printable text"
        for sentence in re.split(r"[.!?](?:\s|$)", text):
            if (words := len(sentence.split())) > LONGEST_SENTENCE_WORDS:
                yield field, f"has a sentence of {words} words; {LONGEST_SENTENCE_WORDS} is the most"
        if MOVEMENT_WORD.search(field) and text != text.upper():
            yield field, "must be upper-case"


def form_problems(document: Document) -> Iterator[Problem]:
    """Yield what does not fit in the easier form, or in the form with a turn."""
    if document.easier_form is not None:
        yield from _easier_problems(document.easier_form, document.dose)
    if document.rotation is not None:
        yield from _rotation_problems(document.rotation, document)


def _easier_problems(easier: EasierFormTable, dose: DoseTable) -> Iterator[Problem]:
    holds = len(dose.hold_seconds)
    if easier.hold_seconds is not None:
        if len(easier.hold_seconds) != holds:
            yield "easier_form.hold_seconds", f"must be one figure a hold, and there are {holds}"
        if any(not 0 <= pair[0] <= pair[1] for pair in zip(easier.hold_seconds, dose.hold_seconds, strict=False)):
            yield "easier_form.hold_seconds", "must be 0 or more each, and not longer than those of the dose"
        if easier.hold_seconds == dose.hold_seconds:
            yield "easier_form.hold_seconds", "must be shorter than those of the dose"
        if easier.half_the_reps:
            yield "easier_form.half_the_reps", "must be absent, as the holds are shorter"
    if easier.say.hold is not None and len(easier.say.hold) != holds:
        yield "easier_form.say.hold", f"must be one sentence a hold, and there are {holds}"
    if holds < MOST_HOLDS:
        between = {"words.between": easier.words.between, "say.between": easier.say.between}
        yield from _absent(between, because="there are no two holds")
    if dose.side_order is None:
        sides = {"words.left": easier.words.left, "words.right": easier.words.right}
        yield from _absent(sides, because="there is no dose.side_order")


def _absent(fields: Mapping[str, object], *, because: str) -> Iterator[Problem]:
    prefixed = {f"easier_form.{field}": value for field, value in fields.items()}
    yield from _all_or_none(prefixed, wanted=False, because=because)


def _rotation_problems(rotation: RotationTable, document: Document) -> Iterator[Problem]:
    if len(document.dose.hold_seconds) != 1 or document.dose.side_order is not None:
        yield "rotation", "needs an exercise with one hold and without a dose.side_order"
    if not (math.isfinite(rotation.turn) and rotation.turn >= document.tempo.fastest_move_seconds):
        yield "rotation.turn", f"must be {document.tempo.fastest_move_seconds:g} or more"
    if rotation.hold_seconds < 1:
        yield "rotation.hold_seconds", "must be 1 or more"
