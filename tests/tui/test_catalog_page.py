"""The catalog: found as one types, grouped by position, read in full."""

import pytest
from textual.widgets import Input, OptionList

from lumbar.figure.draw import Scene
from lumbar.figure.motion import FigureMoment, MomentKind
from lumbar.tui.widgets.figure_pane import FigurePane
from support.screens import Screens, Stage
from support.sessions import shipped_catalog


def listed(stage: Stage) -> list[str]:
    options = stage.app.screen.query_one(OptionList)
    return [option.id for option in options.options if option.id is not None] if options.display else []


async def test_all_ten_stand_under_their_positions(screens: Screens) -> None:
    async with screens.open(size=(100, 32)) as stage:
        await stage.press("2")
        rows = [row[:28].strip() for row in stage.text().splitlines()]
        headings = [rows.index(heading) for heading in ("Lying on the back", "Hands and knees", "Standing")]
        assert headings == sorted(headings)
        assert rows.index("Curl up") in range(headings[0], headings[1])
        assert rows.index("Bird dog") in range(headings[1], headings[2])
        assert rows.index("Wall squats") > headings[2]
        assert set(listed(stage)) == {exercise.id for exercise in shipped_catalog().exercises}


async def test_the_card_says_everything(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("2")
        for _ in shipped_catalog().exercises:
            option = stage.app.screen.query_one(OptionList).highlighted_option
            assert option is not None
            exercise = next(one for one in shipped_catalog().exercises if one.id == option.id)
            words = stage.words()
            said = (exercise.name, exercise.start_position, *exercise.steps, exercise.breath, exercise.feel)
            more = (exercise.muscles, *exercise.mistakes, *exercise.ask_first, *exercise.sources)
            for text in (*said, *more, exercise.easier, exercise.harder, exercise.side_means):
                assert text in words, exercise.id
            await stage.press("j")


async def test_a_figure_of_our_own_is_marked_as_such(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("2", "slash", *"curl")
        assert "our default" in stage.words()


async def test_it_is_found_as_one_types(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("2", "slash")
        await stage.press("b")
        some = listed(stage)
        await stage.press(*"ird")
        assert listed(stage) == ["bird-dog"]
        assert len(some) > 1
        assert "Bird dog" in stage.words()
        await stage.press(*["backspace"] * 4)
        assert len(listed(stage)) == 10


async def test_letters_and_figures_are_typed_while_one_searches(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("2", "slash", *"q13j?")
        assert stage.app.screen.query_one(Input).value == "q13j?"


async def test_nothing_found_says_the_way_back(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("2", "slash", *"xyzzy")
        assert "Nothing found." in stage.text()
        assert not listed(stage)
        await stage.press("enter", "down")
        await stage.press("escape")
        assert "Nothing found" not in stage.text()
        assert len(listed(stage)) == 10
        assert not stage.app.screen.query_one(Input).display


async def test_enter_goes_to_what_was_found_and_esc_shows_all_again(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("2", "slash", *"ca", "enter")
        assert isinstance(stage.app.focused, OptionList)
        assert 0 < len(listed(stage)) < 10
        await stage.press("escape")
        assert len(listed(stage)) == 10


async def test_the_card_stands_beside_the_list_and_below_it_when_narrow(screens: Screens) -> None:
    async with screens.open(size=(100, 32)) as stage:
        await stage.press("2")
        choice, card = stage.app.screen.query_one("#choice").region, stage.app.screen.query_one("#card").region
        assert card.x >= choice.right
        await stage.pilot.resize_terminal(40, 12)
        await stage.settle()
        choice, card = stage.app.screen.query_one("#choice").region, stage.app.screen.query_one("#card").region
        assert card.y >= choice.bottom
        assert card.height >= 3
        assert choice.height >= 2


async def test_one_reads_on_in_the_card(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("2")
        card = stage.app.screen.query_one("#card")
        for down, up in (("pagedown", "pageup"), ("space", "pageup")):
            assert card.scroll_y == 0
            await stage.press(down)
            assert card.scroll_y > 0
            await stage.press(up)
        await stage.press("pagedown", "j")
        assert card.scroll_y == 0, "the next card starts at its top"


async def test_the_choice_is_kept_when_one_comes_back(screens: Screens) -> None:
    async with screens.open() as stage:
        await stage.press("2", "j", "j", "1", "2")
        option = stage.app.screen.query_one(OptionList).highlighted_option
        assert option is not None
        assert option.id == "pelvic-tilt"


@pytest.mark.parametrize("presses", [[], ["down", "down"]], ids=["the first", "another"])
@pytest.mark.parametrize(("seconds", "kind"), [(600, MomentKind.READY), (0.05, MomentKind.IN), (1e-9, MomentKind.IN)])
async def test_the_figure_stands_still_before_it_moves(
    screens: Screens, monkeypatch: pytest.MonkeyPatch, seconds: float, kind: MomentKind, presses: list[str]
) -> None:
    monkeypatch.setattr("lumbar.tui.demonstration.STILL_SECONDS", seconds)
    async with screens.open() as stage:
        await stage.press("2", *presses)

        def shows() -> bool:
            shown = stage.app.screen.query_one(FigurePane)._shown
            return shown is not None and shown[1].kind is kind

        await stage.until(shows)


async def test_the_figure_starts_to_move_once(screens: Screens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lumbar.tui.demonstration.STILL_SECONDS", 0.05)
    kinds: list[MomentKind] = []
    show = FigurePane.show

    def shown(pane: FigurePane, scene: Scene | None, moment: FigureMoment, *, dimmed: bool = False) -> None:
        kinds.append(moment.kind)
        show(pane, scene, moment, dimmed=dimmed)

    monkeypatch.setattr(FigurePane, "show", shown)
    async with screens.open() as stage:
        await stage.press("2")
        await stage.until(lambda: kinds[-5:] == [MomentKind.IN] * 5)
        assert MomentKind.IN not in kinds[: kinds.count(MomentKind.READY)], "it never starts anew"
