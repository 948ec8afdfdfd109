"""The figure: what was drawn of one exercise is let go of when another one comes."""

from textual.app import App, ComposeResult

from lumbar.figure import blocks, braille, draw, picture
from lumbar.figure.motion import FigureMoment, MomentKind
from lumbar.figure.shelf import Shelf
from lumbar.paths import assets_dir
from lumbar.tui.theme import THEMES
from lumbar.tui.widgets.figure_pane import FigurePane

WAY_IN = tuple(FigureMoment(MomentKind.IN, progress=step / 10) for step in range(11))


class Figures(App[None]):
    """A figure alone."""

    def __init__(self, *, to_and_fro: bool = False) -> None:
        super().__init__()
        self._to_and_fro = to_and_fro

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(THEMES["dark"].variables)

    def compose(self) -> ComposeResult:
        yield FigurePane(moving=True, to_and_fro=self._to_and_fro)


def rows_kept() -> int:
    return blocks._row.cache_info().currsize + braille._row.cache_info().currsize


async def test_pictures_are_kept_for_one_exercise_alone() -> None:
    draw.forget_pictures()  # those of other tests
    shelf = Shelf(assets_dir() / "exercises")
    async with Figures().run_test(size=(40, 12)) as pilot:
        pane = pilot.app.query_one(FigurePane)
        for moment in WAY_IN:
            pane.show(shelf.motion("bird-dog"), moment)
            await pilot.pause()
        assert draw._drawn.cache_info().currsize == len(WAY_IN)
        rows, strips = rows_kept(), len(pane._strips)
        assert rows > pane.size.height
        assert strips > pane.size.height
        again = draw._drawn.cache_info().hits
        pane.show(shelf.motion("bird-dog"), WAY_IN[3])
        assert draw._drawn.cache_info().hits == again + 1
        pane.show(shelf.motion("curl-up"), WAY_IN[0])
        await pilot.pause()
        assert draw._drawn.cache_info().currsize == 1
        assert rows_kept() <= pane.size.height
        assert len(pane._strips) <= pane.size.height
        assert picture.cells.cache_info().currsize <= 2 * pane.size.height


async def test_where_one_goes_to_and_fro_what_was_drawn_before_is_kept_too() -> None:
    draw.forget_pictures()
    shelf = Shelf(assets_dir() / "exercises")
    async with Figures(to_and_fro=True).run_test(size=(40, 12)) as pilot:
        pane = pilot.app.query_one(FigurePane)
        for exercise_id in ("bird-dog", "curl-up", "bird-dog"):
            pane.show(shelf.motion(exercise_id), WAY_IN[0])
            await pilot.pause()
        assert draw._drawn.cache_info().currsize == 2
