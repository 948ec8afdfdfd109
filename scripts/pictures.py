"""Takes the pictures of the README: the real program over the history that `lumbar demo` makes up, on 80x24.

python scripts/pictures.py
"""

import asyncio
import html
import os
import re
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE / "tests"))
os.environ.pop("NO_COLOR", None)
os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}

from lumbar.cli import run  # noqa: E402 - Textual reads the environment when it is imported
from lumbar.domain.session import Running, Session  # noqa: E402
from lumbar.domain.timeline import Phase  # noqa: E402
from lumbar.tui.screens.live import LiveScreen  # noqa: E402
from support.clocks import FakeClock  # noqa: E402
from support.screens import Screens, Stage  # noqa: E402

PICTURES = HERE / "docs" / "pictures"
UNIQUE = re.compile(r"terminal-\d+")
FONTS_FROM_ELSEWHERE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
TEXT = re.compile(r'<text class="(?P<role>[^"]+)" x="(?P<x>[^"]+)" y="(?P<y>[^"]+)"[^>]*>(?P<words>[^<]*)</text>')
BLOCK = re.compile(r"([\u2580-\u2590\u2594-\u259f])\1*")
COLUMN, ROW, BASELINE = 12.2, 24.4, 18.5
"""In the units of the picture: a cell, and from its upper edge to the foot of its letters."""
OVERLAP = 0.25
QUARTERS = {
    "▖": "c",
    "▗": "d",
    "▘": "a",
    "▙": "acd",
    "▚": "ad",
    "▛": "abc",
    "▜": "abd",
    "▝": "b",
    "▞": "bc",
    "▟": "bcd",
}
PLACES = {"a": (0.0, 0.0), "b": (0.5, 0.0), "c": (0.0, 0.5), "d": (0.5, 0.5)}
EXERCISE = "bird-dog"
SECONDS_INTO_HOLD = 6.0


def parts_of(block: str) -> list[tuple[float, float, float, float]]:
    """Return the left, top, width and height of what a block element fills, in cells."""
    number = ord(block) - 0x2580
    if block in QUARTERS:
        return [(*PLACES[quarter], 0.5, 0.5) for quarter in QUARTERS[block]]
    if 1 <= number <= 8:  # noqa: PLR2004 - eighths from below
        return [(0.0, 1 - number / 8, 1.0, number / 8)]
    if 9 <= number <= 15:  # noqa: PLR2004 - eighths from the left
        return [(0.0, 0.0, (16 - number) / 8, 1.0)]
    return [{"▀": (0.0, 0.0, 1.0, 0.5), "▐": (0.5, 0.0, 0.5, 1.0), "▔": (0.0, 0.0, 1.0, 0.125)}[block]]


def rectangles(role: str, x: float, y: float, stretch: re.Match[str]) -> str:
    """Return a stretch of one block element, whose row begins at *x* and whose upper edge is at *y*, as rectangles."""
    made = ""
    for left, top, width, height in parts_of(stretch[1]):
        whole = width == 1.0
        for first in (stretch.start(),) if whole else range(*stretch.span()):
            across = COLUMN * (len(stretch[0]) if whole else width) + OVERLAP
            corner = f'x="{x + COLUMN * (first + left):.2f}" y="{y + ROW * top:.2f}"'
            size = f'width="{across:.2f}" height="{ROW * height + OVERLAP:.2f}"'
            made += f'<rect class="{role}" {corner} {size} shape-rendering="crispEdges"/>'
    return made


def with_rectangles(text: re.Match[str]) -> str:
    """Return an element of text with its block elements as rectangles: those of a font leave seams between the rows."""
    words = html.unescape(text["words"])  # an entity is one letter
    x, y = float(text["x"]), float(text["y"]) - BASELINE
    made = "".join(rectangles(text["role"], x, y, stretch) for stretch in BLOCK.finditer(words))
    rest = BLOCK.sub(lambda stretch: "\u00a0" * len(stretch[0]), words)
    if made and not rest.strip():
        return made
    return made + text[0].replace(f">{text['words']}<", f">{html.escape(rest).replace(chr(0xA0), '&#160;')}<")


def take(stage: Stage, name: str) -> None:
    """Write the screen as it is, with no font or picture from elsewhere in it."""
    picture = UNIQUE.sub("terminal", stage.app.export_screenshot(title="lumbar"))
    picture = FONTS_FROM_ELSEWHERE.sub("", picture).replace("font-family: Fira Code,", "font-family:")
    picture = TEXT.sub(with_rectangles, picture)
    path = PICTURES / f"{name}.svg"
    path.write_text("".join(f"{line.rstrip()}\n" for line in picture.splitlines()), encoding="utf-8")
    print(f"{path}: {path.stat().st_size // 1024} KiB")


def holds(session: Session) -> bool:
    """Whether the exercise is held."""
    return isinstance(session.state, Running) and session.timeline.steps[session.step].phase is Phase.HOLD


async def pictures(screens: Screens) -> None:
    """Take all of them, in the order of the README."""
    async with screens.open() as stage:
        await stage.until("my plan")
        take(stage, "today")
        await stage.press("3")
        await stage.until("months")
        take(stage, "history")
    async with screens.open(only=(EXERCISE,)) as stage:
        await stage.leave_out_the_pain(LiveScreen)
        await stage.run_to(holds)
        for _ in range(round(SECONDS_INTO_HOLD)):
            await stage.let_pass(1.0)
        take(stage, "live")
        await stage.press("f")
        take(stage, "floor")


def main() -> None:
    """Make the history up, and take the pictures of it."""
    with tempfile.TemporaryDirectory() as folder:
        screens = Screens(Path(folder) / "data", FakeClock(), None)
        if run(["demo"], assemble=lambda **_: screens.parts()) != 0:
            sys.exit("The history could not be made up.")
        asyncio.run(pictures(screens))


if __name__ == "__main__":
    main()
