"""Text on its way out, with streams that fail in every way."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from lumbar.cli.printing import OutputError, columns, complain, discard, print_json, print_text, take_closed_streams


class FailingBytes(io.BytesIO):
    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def flush(self) -> None:
        if not self.closed:
            raise self.error


def stream(encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


def bytes_in(text: io.TextIOWrapper) -> bytes:
    buffer = text.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "café ž".encode()),
        ("latin-1", b"caf\xe9 ?"),
        ("ascii", b"caf? ?"),
    ],
)
def test_what_an_encoding_does_not_have_becomes_a_question_mark(
    encoding: str, expected: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = stream(encoding)
    monkeypatch.setattr(sys, "stdout", out)
    print_text("café ž")
    assert bytes_in(out) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_bytes_of_a_file_name_come_out_as_they_are(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = stream(encoding)
    monkeypatch.setattr(sys, "stdout", out)
    print_text("a\udcc3\udca9b")
    assert bytes_in(out) == b"a\xc3\xa9b"


@pytest.mark.parametrize(
    ("encoding", "text", "in_ascii"),
    [("UTF8", "é", False), ("utf-8", "\udcff", True), ("latin-1", "é", True), ("ascii", "é", True)],
)
def test_json_is_utf_8_or_ascii(encoding: str, text: str, *, in_ascii: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    out = stream(encoding)
    monkeypatch.setattr(sys, "stdout", out)
    print_json([text])
    printed = bytes_in(out)
    assert printed.isascii() is in_ascii
    assert json.loads(printed) == [text]
    assert printed.endswith(b"]\n")


def test_a_stream_that_was_closed_by_the_caller_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    print_text("x")
    print_json([])
    complain("x")
    discard(None)


def test_a_reader_that_has_seen_enough_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(FailingBytes(BrokenPipeError(32, "Broken pipe")), "utf-8"))
    print_text("x")


@pytest.mark.parametrize(
    ("error", "reason"), [(OSError(28, "No space left on device"), "no space left on device"), (OSError("odd"), "odd")]
)
def test_output_that_cannot_be_written_is_an_error(
    error: OSError, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(FailingBytes(error), "utf-8"))
    with pytest.raises(OutputError, match=f"could not be written: {reason}"):
        print_text("x")


def test_a_complaint_that_cannot_be_written_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(FailingBytes(OSError(28, "No space left")), "utf-8"))
    complain("x")


def test_what_is_discarded_goes_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "out"
    with path.open("w", encoding="utf-8") as out:
        out.write("waits in the buffer")
        discard(out)
    assert path.read_bytes() == b""


@pytest.mark.parametrize(
    ("setting", "expected"), [("20", 20), ("68", 68), ("200", 68), ("", 68), ("0", 68), ("wide", 68)]
)
def test_lines_are_as_wide_as_asked_but_never_wider_than_68(
    setting: str, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", setting)
    monkeypatch.setattr(sys, "__stdout__", None)
    assert columns() == expected


def paths_opened_while(closed: set[int]) -> list[str]:
    """What is opened in place of the streams in *closed*."""
    paths: list[str] = []

    def fstat(descriptor: int) -> None:
        if descriptor in closed:
            raise OSError(9, "Bad file descriptor")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", lambda path, _: paths.append(path))
        patch.setattr(os, "fstat", fstat)
        take_closed_streams()
    return paths


@pytest.mark.parametrize("closed", [set(), {1}, {0, 2}])
def test_the_null_device_takes_the_place_of_each_closed_stream(closed: set[int]) -> None:
    assert paths_opened_while(closed) == [os.devnull] * len(closed)
