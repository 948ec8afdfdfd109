"""Programs that some tests need beside Python."""

import os
import shutil

import pytest

REQUIRED = "LUMBAR_REQUIRE_TOOLS"
"""Set to 1 where every tool must be there: a test is not skipped then, it fails."""


def tool(name: str) -> str:
    """Return the path of the program *name*. Without it the test is skipped, or fails where tools are required."""
    path = shutil.which(name)
    if path is not None:
        return path
    reason = f"{name} is not installed"
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{reason}, and {REQUIRED}=1", pytrace=False)
    pytest.skip(reason)
