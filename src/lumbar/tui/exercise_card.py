"""The full card of an exercise, as one text."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from lumbar.domain.exercise import Exercise
from lumbar.domain.prescription import prescribe_as_in_catalog
from lumbar.tui.text import lines, plain, styled
from lumbar.words.exercise import ABOUT_OUR_DEFAULT, OUR_DEFAULT, POSITION_WORDS, dose_words, hold_range_words


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
            *_dose_lines(exercise),
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


def _dose_lines(exercise: Exercise) -> Iterator[Content]:
    """Yield the dose, what the leaflet leaves open of it, and what is to be known of a figure of our own."""
    dose = dose_words(exercise, prescribe_as_in_catalog(exercise), tells_defaults=True)
    yield plain(f"{dose}. {hold_range_words(exercise)}".rstrip())
    if OUR_DEFAULT in dose:
        yield styled((ABOUT_OUR_DEFAULT, "$muted"))


def _heading(text: str) -> Content:
    return styled((text, "bold"))


def _block(heading: str, text: str) -> Content:
    return lines(_heading(heading), plain(text))
