"""What an exercise file holds, table by table, and the exercise that it becomes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import msgspec

from lumbar.domain.exercise import (
    Condition,
    Dose,
    DoseSource,
    DoseSources,
    EasierForm,
    Exercise,
    Position,
    Rotation,
    SideOrder,
    Tempo,
    Wording,
    seconds_to_ns,
)

FASTEST_MOVE_SECONDS = 2.0
"""No movement is quicker, unless the file of its exercise says otherwise."""


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"in_": "in"}):
    """A table of an exercise file: each field is a key, in the file's own spelling."""


class DoseSourceTable(Table, frozen=True, kw_only=True):
    """`[dose.source]`: where each figure comes from."""

    reps: DoseSource
    sets: DoseSource
    hold: DoseSource | None = None


class DoseTable(Table, frozen=True, kw_only=True):
    """`[dose]`: how much; repetitions count in a set, on each side if there is a `side_order`."""

    reps: int
    sets: int
    hold_seconds: tuple[int, ...]
    hold_range_seconds: tuple[int, int] | None = None
    side_order: SideOrder | None = None
    source: DoseSourceTable


class TempoTable(Table, frozen=True, kw_only=True):
    """`[tempo]`: how slowly; everything in seconds."""

    in_: float
    between: float | None = None
    out: float
    rest_between_reps: float
    rest_between_sets: float = 0
    fastest_move_seconds: float = FASTEST_MOVE_SECONDS
    """No movement of this exercise is quicker."""


class WordsTable(Table, frozen=True, kw_only=True):
    """`[words]`: what the movements and the sides are called on the screen."""

    in_: str
    between: str | None = None
    out: str
    left: str | None = None
    right: str | None = None


class SayTable(Table, frozen=True, kw_only=True):
    """`[say]`: sentences; those of an exercise with sides may hold `{side}` and `{other}`."""

    ready: str
    in_: str
    hold: tuple[str, ...] = ()
    between: str | None = None
    out: str


class EasierWordsTable(Table, frozen=True, kw_only=True):
    """`[easier_form.words]`: what is called differently in the easier form."""

    in_: str | None = None
    between: str | None = None
    out: str | None = None
    left: str | None = None
    right: str | None = None


class EasierSayTable(Table, frozen=True, kw_only=True):
    """`[easier_form.say]`: what is said differently in the easier form."""

    ready: str | None = None
    in_: str | None = None
    hold: tuple[str, ...] | None = None
    between: str | None = None
    out: str | None = None


class EasierFormTable(Table, frozen=True, kw_only=True):
    """`[easier_form]`: how an exercise goes when it is uncomfortable; without it, half as often."""

    line: str
    hold_seconds: tuple[int, ...] | None = None
    half_the_reps: bool = False
    figure: str | None = None
    words: EasierWordsTable = EasierWordsTable()
    say: EasierSayTable = EasierSayTable()


class RotationWordsTable(Table, frozen=True, kw_only=True):
    """`[rotation.words]`: what the turn, the way back and the sides are called."""

    between: str
    back: str
    left: str
    right: str


class RotationSayTable(Table, frozen=True, kw_only=True):
    """`[rotation.say]`: sentences, which may hold `{side}` and `{other}`."""

    between: str
    hold: str
    back: str


class RotationTable(Table, frozen=True, kw_only=True):
    """`[rotation]`: a turn in the raised position; everything in seconds."""

    turn: float
    hold_seconds: int
    words: RotationWordsTable
    say: RotationSayTable


class Document(Table, frozen=True, kw_only=True):
    """A whole exercise file."""

    id: str
    name: str
    number: int
    position: Position
    start_position: str
    side_means: str | None = None
    steps: tuple[str, ...]
    breath: str
    feel: str
    muscles: str
    mistakes: tuple[str, ...]
    easier: str
    harder: str
    ask_first: tuple[str, ...]
    ask_first_if: tuple[Condition, ...] = ()
    ask_first_always: tuple[str, ...] = ()
    sources: tuple[str, ...]
    dose: DoseTable
    tempo: TempoTable
    words: WordsTable
    say: SayTable
    easier_form: EasierFormTable | None = None
    rotation: RotationTable | None = None
    figure: dict[str, Any] | None = None
    """Read and checked by the part that draws."""


@cache
def _spellings(kind: type[Table]) -> Mapping[str, str]:
    """Return the names of the fields of a table, and how they are spelled in the file."""
    return dict(zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True))


def texts_in(table: Table, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each field of *table* that holds text, `figure` left out."""
    for attribute, spelling in _spellings(type(table)).items():
        value = getattr(table, attribute)
        name = f"{prefix}{spelling}"
        if isinstance(value, Table):
            yield from texts_in(value, f"{name}.")
        elif isinstance(value, tuple):
            yield from ((f"{name}[{place}]", text) for place, text in enumerate(value) if isinstance(text, str))
        elif isinstance(value, str):
            yield name, value


def exercise_from(document: Document) -> Exercise:
    """Return the exercise that *document* describes."""
    dose, source, tempo = document.dose, document.dose.source, document.tempo
    wording = _wording(document.words, document.say)
    return Exercise(
        id=document.id,
        name=document.name,
        number=document.number,
        position=document.position,
        start_position=document.start_position,
        dose=Dose(reps=dose.reps, sets=dose.sets, hold_seconds=dose.hold_seconds, side_order=dose.side_order),
        dose_sources=DoseSources(reps=source.reps, hold=source.hold, sets=source.sets),
        hold_range_seconds=dose.hold_range_seconds,
        tempo=Tempo(
            move_in_ns=seconds_to_ns(tempo.in_),
            move_between_ns=seconds_to_ns(tempo.between or 0),
            move_out_ns=seconds_to_ns(tempo.out),
            rest_between_reps_ns=seconds_to_ns(tempo.rest_between_reps),
            rest_between_sets_ns=seconds_to_ns(tempo.rest_between_sets),
        ),
        wording=wording,
        side_means=document.side_means or "",
        steps=document.steps,
        breath=document.breath,
        feel=document.feel,
        muscles=document.muscles,
        mistakes=document.mistakes,
        easier=document.easier,
        harder=document.harder,
        ask_first=(*document.ask_first_always, *document.ask_first),
        ask_first_if=document.ask_first_if,
        ask_first_always=document.ask_first_always,
        sources=document.sources,
        easier_form=EasierForm() if document.easier_form is None else _easier_form(document.easier_form, wording),
        rotation=None if document.rotation is None else _rotation(document.rotation, wording),
    )


def _easier_form(table: EasierFormTable, plain: Wording) -> EasierForm:
    words, say = table.words, table.say
    return EasierForm(
        line=table.line,
        hold_seconds=table.hold_seconds,
        half_the_reps=table.half_the_reps,
        wording=replace(
            plain,
            move_in=words.in_ or plain.move_in,
            move_between=words.between or plain.move_between,
            move_out=words.out or plain.move_out,
            say_ready=say.ready or plain.say_ready,
            say_move_in=say.in_ or plain.say_move_in,
            say_hold=say.hold or plain.say_hold,
            say_move_between=say.between or plain.say_move_between,
            say_move_out=say.out or plain.say_move_out,
            left=words.left or plain.left,
            right=words.right or plain.right,
        ),
        figure=table.figure or "",
    )


def _rotation(table: RotationTable, plain: Wording) -> Rotation:
    words, say = table.words, table.say
    return Rotation(
        turn_ns=seconds_to_ns(table.turn),
        hold_seconds=table.hold_seconds,
        wording=replace(
            plain,
            move_between=words.between,
            move_back=words.back,
            say_hold=("", say.hold, ""),  # only the turned position is held
            say_move_between=say.between,
            say_move_back=say.back,
            left=words.left,
            right=words.right,
        ),
    )


def _wording(words: WordsTable, say: SayTable) -> Wording:
    return Wording(
        move_in=words.in_,
        move_between=words.between or "",
        move_out=words.out,
        say_ready=say.ready,
        say_move_in=say.in_,
        say_hold=say.hold,
        say_move_between=say.between or "",
        say_move_out=say.out,
        left=words.left or "",
        right=words.right or "",
    )
