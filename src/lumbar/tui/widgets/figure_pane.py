"""Shows the figure: pictures become cells, roles become colours, and only what moved is painted again."""

from functools import lru_cache
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.strip import Strip

from lumbar.figure.draw import Scene, draw, draw_still, forget_pictures
from lumbar.figure.motion import FigureMoment
from lumbar.figure.picture import QUARTERS, Picture, Role, Run, Tone
from lumbar.figure.scene import Mode
from lumbar.tui.widgets.kept_lines import KeptLines

DIMMED = 0.55
"""How far a figure that stands still goes toward the ground."""

MOST_STRIPS = 800
"""Rows that are kept ready for the screen: those of an exercise, both of its sides."""

BOLD = frozenset({Role.MOVING, Role.MOVING_FAR, Role.ARROW})
NAMES = {role: role.name.lower().replace("_", "-") for role in Role if role is not Role.EMPTY}


class FigurePane(KeptLines):
    """A picture as large as its place."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"figure--{name}" for name in NAMES.values()}
    DEFAULT_CSS = "FigurePane { background: $background; }\n" + "\n".join(
        f"FigurePane .figure--{name} {{ color: $figure-{name}; }}" for name in NAMES.values()
    )

    def __init__(self, *, moving: bool, to_and_fro: bool = False, id: str | None = None) -> None:  # noqa: A002 - as in Textual
        super().__init__(id=id)
        self.moves = moving
        """Whether it is drawn in motion; else as still pictures."""
        self._to_and_fro = to_and_fro
        """Whether what was shown before often comes again, and its pictures are kept as well."""
        self._shown: tuple[Scene, FigureMoment] | None = None
        self._picture: Picture | None = None
        self._dimmed = False
        self._strips: dict[tuple[tuple[Run, ...], bool], Strip] = {}
        self._tones: dict[tuple[Tone, bool], Color] = {}

    def show(self, scene: Scene | None, moment: FigureMoment, *, dimmed: bool = False) -> None:
        """Show *scene* at *moment*; nothing if it is None."""
        if self._shown is not None and self._shown[0] is not scene and not self._to_and_fro:
            self._strips.clear()
            forget_pictures()
        self._shown = None if scene is None else (scene, moment)
        before, self._picture = self._picture, self._draw()
        if dimmed != self._dimmed or before is None or self._picture is None:
            self._dimmed = dimmed
            self.refresh()
        elif before is not self._picture:
            changed = self._picture.changed_since(before)
            if changed:
                self.refresh(*(Region(*stretch) for stretch in changed))

    def _draw(self) -> Picture | None:
        size = self.size
        if self._shown is None or not size.width or not size.height:
            return None
        picture = draw if self.moves else draw_still
        return picture(*self._shown, (size.width, size.height), self._mode)

    @property
    def _mode(self) -> Mode:
        if self.app.native_ansi_color or self.app.no_color:
            return Mode.BRAILLE
        return Mode.BLOCKS if self.app.console.color_system in ("truecolor", "256") else Mode.BRAILLE

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._picture = self._draw()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget the colours of the theme before."""
        super().notify_style_update()
        self._strips.clear()
        self._tones.clear()

    def fresh_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of *crop*: a picture has no border, no padding and no tint that Textual would have to add."""
        width = self.size.width
        blank = self.finished(Strip.blank(width, self.rich_style))
        rows = self._picture.rows if self._picture is not None and self._picture.columns == width else ()
        strips = [self._strip(rows[y]) if y < len(rows) else blank for y in crop.line_range]
        return strips if crop.width == width else [strip.crop(*crop.column_span) for strip in strips]

    def _strip(self, row: tuple[Run, ...]) -> Strip:
        key = (row, self._dimmed)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= MOST_STRIPS:
                self._strips.clear()
            segment = self._dotted if self._mode is Mode.BRAILLE else self._coloured
            strip = self._strips[key] = self.finished(Strip([segment(run) for run in row], self.size.width))
        return strip

    def _dotted(self, run: Run) -> Segment:
        return Segment(run.text, self.rich_style + Style(bold=run.foreground.role in BOLD))

    def _coloured(self, run: Run) -> Segment:
        return Segment(run.text, _style(self._colour(run.foreground), self._colour(run.background)))

    def _colour(self, tone: Tone) -> Color:
        key = (tone, self._dimmed)
        colour = self._tones.get(key)
        if colour is None:
            colour = self._role_colour(tone.under).blend(self._role_colour(tone.role), tone.quarters / QUARTERS)
            if self._dimmed:
                colour = colour.blend(self._role_colour(Role.EMPTY), DIMMED)
            self._tones[key] = colour
        return colour

    def _role_colour(self, role: Role) -> Color:
        if role is Role.EMPTY:
            return self.background_colors[1]
        return self.get_component_styles(f"figure--{NAMES[role]}").color


@lru_cache(maxsize=500)
def _style(foreground: Color, background: Color) -> Style:
    return Style(color=foreground.rich_color, bgcolor=background.rich_color)
