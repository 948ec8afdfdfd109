"""A folder into which nobody may look, for tests that root runs too."""

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def close_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every look into *folder* fail as it does for who may not enter it."""

    def guarded(call: Callable[..., Any], *, itself: bool) -> Callable[..., Any]:
        def guard(path: Any, *arguments: Any, **named: Any) -> Any:
            if isinstance(path, str | os.PathLike):
                place = Path(os.fspath(path))
                if folder in place.parents or (itself and place == folder):
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))
            return call(path, *arguments, **named)

        return guard

    for module, name, itself in (
        (os, "stat", False),
        (os, "lstat", False),
        (os, "open", False),
        (io, "open", False),
        (os, "scandir", True),
        (os, "listdir", True),
    ):
        monkeypatch.setattr(module, name, guarded(getattr(module, name), itself=itself))
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != folder and access(path, mode))
