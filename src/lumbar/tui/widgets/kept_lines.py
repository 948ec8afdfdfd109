"""A widget that keeps its rows until it is to be painted again."""

from typing import Self

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget


class KeptLines(Widget):
    """Gives the same rows again for as long as nothing about it changes.

    For each frame Textual asks every widget on the screen for all of its rows, and on a screen where one of them moves
    most of the work is to find out that the others did not. Whatever changes how a widget looks goes through one of the
    methods below. A widget of Textual that is a base as well comes first: styles are those of the first base alone.
    """

    _kept: tuple[Region, Size, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of *crop*."""
        if self._kept is None or self._kept[:2] != (crop, self.outer_size):
            self._kept = crop, self.outer_size, self.fresh_lines(crop)
        return self._kept[2]

    def fresh_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of *crop* as they are now."""
        return super().render_lines(crop)

    def finished(self, strip: Strip) -> Strip:
        """Return a row that is painted past Textual's borders and paddings, in the colours that are allowed."""
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, self.background_colors[1])
        return strip

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Be painted again."""
        self._kept = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Forget the rows in the style before."""
        self._kept = None
        super().notify_style_update()
