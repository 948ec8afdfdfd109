"""What must be true of the figures and sentences in an exercise file."""

import math
import re
from collections.abc import Iterator

from lumbar.catalog.exercise_file import Document, DoseTable, TempoTable, texts_in

LONGEST_SENTENCE_WORDS = 20
MISTAKES_SHOWN = 3
MOST_HOLDS = 2
FASTEST_MOVE_EVER_SECONDS = 1.0
"""No file can allow a quicker one."""

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
        bare = text.replace("{side}", "").replace("{other}", "") if field.startswith("say.") else text
        if "{" in bare or "}" in bare:
            yield field, "braces are for {side} and {other} in [say] alone"
        if bare != text and not has_sides:
            yield field, "{side} and {other} need a dose.side_order"


def _all_or_none(fields: dict[str, object], *, wanted: bool, because: str) -> Iterator[Problem]:
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
    words_table = document.words
    for field, word in (("in", words_table.in_), ("between", words_table.between or ""), ("out", words_table.out)):
        if word != word.upper():
            yield f"words.{field}", "must be upper-case"
