"""A notice on the person's desktop."""

import shutil
import subprocess
from collections.abc import Mapping

PATIENCE_SECONDS = 10


def show_notice(words: str, environment: Mapping[str, str]) -> bool:
    """Show *words*; return False if there is nothing here that shows notices, or it does not work."""
    program = shutil.which("notify-send", path=environment.get("PATH"))
    if program is None:
        return False
    try:
        ended = subprocess.run(  # noqa: S603 - found on the person's own PATH; words come after --
            [program, "--app-name=lumbar", "--", words],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0
