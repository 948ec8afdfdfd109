"""A terminal that is gone does not keep the program from ending."""

import os
import pty
from pathlib import Path
from typing import IO, cast

import pytest
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from lumbar.bootstrap import assemble
from lumbar.tui.app import LumbarApp
from lumbar.tui.lasting_output import LastingOutput

pytestmark = pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")


@pytest.mark.timeout(20)
def test_the_thread_that_writes_outlives_its_terminal() -> None:
    window, end = pty.openpty()
    with os.fdopen(end, "w") as file:
        output = LastingOutput(file)
        assert output.isatty()
        assert output.fileno() == end
        writer = WriterThread(cast("IO[str]", output))
        writer.start()
        writer.write("seen")
        assert os.read(window, 100) == b"seen"
        os.close(window)
        for _ in range(3 * MAX_QUEUED_WRITES):  # the queue would be full, and the next write wait for ever
            writer.write("unseen")
        writer.stop()
        assert not writer.is_alive()
        assert not output.isatty()


def test_a_write_that_fails_at_once_counts_as_written() -> None:
    window, end = pty.openpty()
    with os.fdopen(end, "w", buffering=1) as file:
        output = LastingOutput(file)
        os.close(window)
        assert output.write("a line\n") == len("a line\n")
        output.flush()


async def test_the_program_writes_to_it(tmp_path: Path) -> None:
    app = LumbarApp(assemble(data_dir=tmp_path))
    assert isinstance(vars(app.driver_class(app))["_file"], LastingOutput)
