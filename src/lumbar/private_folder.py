"""Folders for their owner alone."""

from pathlib import Path


def ensure_private_folder(path: Path) -> None:
    """Create the folder, and those above it, each for its owner alone, unless they exist. Raises OSError."""
    if not path.is_dir():
        ensure_private_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
