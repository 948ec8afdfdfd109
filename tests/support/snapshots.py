"""Pictures of screens that a later run is held against: `pytest --snapshot-update` takes them anew."""

import re
from typing import Any

from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from support.screens import Stage

UNIQUE = re.compile(r"terminal-\d+")


class SvgExtension(SingleFileSnapshotExtension):
    """One SVG file a picture, that any browser shows."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


class Camera:
    """Takes pictures, several a test, each with a name of its own."""

    def __init__(self, snapshot: SnapshotAssertion) -> None:
        self._snapshot = snapshot.use_extension(SvgExtension)

    def matches(self, stage: Stage, name: str) -> bool:
        """Whether the screen looks as it did when the picture *name* was taken."""
        picture: Any = UNIQUE.sub("terminal", stage.app.export_screenshot(title="lumbar"))
        return bool(self._snapshot(name=name) == picture)
