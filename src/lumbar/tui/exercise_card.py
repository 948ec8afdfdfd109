"""The full card of an exercise, as one text."""

from collections.abc import Sequence

from textual.content import Content

from lumbar.domain.exercise import DoseSource, Exercise
from lumbar.tui.text import lines, plain, styled
from lumbar.words.exercise import POSITION_WORDS, seconds

SOURCE_WORDS = {
    DoseSource.LEAFLET: "",
    DoseSource.DEFAULT: " (our default, your provider may give another)",
}


def place_words(*, is_own: bool, in_plan: bool, has_figure: bool) -> str:
    """Return where the exercise has its place, and that it has no figure."""
    own = "Your own exercise. " if is_own else ""
    figure = "" if has_figure else " There is no figure."
    return f"{own}{'In your plan.' if in_plan else 'Not in your plan.'}{figure}"


def exercise_card(exercise: Exercise, *, off: Sequence[str] = (), agreed: str = "", remarks: str = "") -> Content:
    """Return everything that the catalog knows of *exercise*; why it is *off*, who *agreed* to it, and *remarks*."""
    blocks = [
        lines(
            styled((exercise.name, "bold $accent"), "   ", (POSITION_WORDS[exercise.position], "$muted")),
            *(styled((reason, "bold $warn")) for reason in off),
            dose_words(exercise),
            *((styled((remarks, "$muted")),) if remarks else ()),
        ),
        _block("Start", exercise.start_position),
        lines(
            _heading("Steps"),
            *(styled((f"{number} ", "$muted"), step) for number, step in enumerate(exercise.steps, 1)),
        ),
        _block("Breath", exercise.breath),
        _block("What you may feel", exercise.feel),
        _block("Muscles", exercise.muscles),
        lines(_heading("Often done wrong"), *(styled(("· ", "$muted"), one) for one in exercise.mistakes)),
        _block("Easier", exercise.easier),
        _block("Harder", exercise.harder),
        lines(_heading("Ask your provider first if"), *(styled(("· ", "$warn"), one) for one in exercise.ask_first)),
    ]
    if agreed:
        blocks.append(styled((agreed, "$muted")))
    if exercise.side_means:
        blocks.append(_block("Left and right", f"They name {exercise.side_means}."))
    blocks.append(lines(_heading("Sources"), *(styled((one, "$muted")) for one in exercise.sources)))
    return Content("\n\n").join(blocks)


def dose_words(exercise: Exercise) -> str:
    """Return the dose in words, each figure of our own marked."""
    dose, sources = exercise.dose, exercise.dose_sources
    each = " on each side" if dose.side_order else ""
    words = "1 repetition" if dose.reps == 1 else f"{dose.reps} repetitions"
    words += each + (SOURCE_WORDS[sources.reps] if sources.sets is DoseSource.DEFAULT else "")
    if dose.sets > 1:
        words += f", {dose.sets} sets{SOURCE_WORDS[sources.sets]}"
    if dose.hold_seconds:
        held = " and ".join(seconds(one) for one in dose.hold_seconds)
        words += f", hold {held}"
        if exercise.hold_range_seconds:
            low, high = exercise.hold_range_seconds
            words += f" (the leaflet says {low} to {high})"
        elif sources.hold is not None:
            words += SOURCE_WORDS[sources.hold]
    return words + "."


def _heading(text: str) -> Content:
    return styled((text, "bold"))


def _block(heading: str, text: str) -> Content:
    return lines(_heading(heading), plain(text))
