"""Text on its way out: in the encoding of the stream, whole or not at all, and quiet when the reader has had enough."""

import codecs
import json
import os
import shutil
import sys
from contextlib import suppress
from typing import Any, TextIO

from lumbar.report.page import WIDEST, plain


class OutputError(Exception):
    """What was asked for could not be written. The message says why."""


def columns() -> int:
    """Return how wide a line may be."""
    return min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)


def print_text(text: str) -> None:
    """Write *text* to standard output. Raises OutputError."""
    _write(sys.stdout, text)


def print_json(document: Any) -> None:
    """Write *document* to standard output: in UTF-8, or in ASCII where the stream or the text is anything else."""
    text = json.dumps(document, indent=2, ensure_ascii=False)
    try:
        text.encode("utf-8" if is_utf_8(_encoding(sys.stdout)) else "ascii")
    except UnicodeEncodeError:  # bytes of a file name that are no text fail in UTF-8 too
        text = json.dumps(document, indent=2, ensure_ascii=True)
    _write(sys.stdout, text + "\n")


def print_bytes(content: bytes) -> None:
    """Write *content* to standard output as it is. Raises OutputError."""
    _write_bytes(sys.stdout, content)


def ring_bell() -> None:
    """Ring the terminal's bell once. Raises OutputError."""
    _write(sys.stdout, "\a")


def is_utf_8(encoding: str) -> bool:
    """Return whether *encoding* is a name of UTF-8."""
    return codecs.lookup(encoding).name == "utf-8"


def complain(sentences: str) -> None:
    """Write one line to standard error. Never fails: there is nowhere left to say so."""
    with suppress(OutputError):
        _write(sys.stderr, f"lumbar: {plain(sentences)}\n")


def discard(stream: TextIO | None) -> None:
    """Let everything that still waits in *stream* go nowhere, so that the end of the program does not fail over it."""
    if stream is None:
        return
    with suppress(OSError, ValueError):
        descriptor = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(descriptor, stream.fileno())
        finally:
            os.close(descriptor)


def take_closed_streams() -> None:
    """Put the null device where standard input, output or error is closed.

    Else the next file that is opened, such as the history, would be standard output for every program started later.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _write(stream: TextIO | None, text: str) -> None:
    _write_bytes(stream, _bytes_of(text, _encoding(stream)))


def _write_bytes(stream: TextIO | None, content: bytes) -> None:
    if stream is None:  # whoever started the program closed it: the exit code alone is wanted
        return
    try:
        stream.flush()
        stream.buffer.write(content)
        stream.buffer.flush()
    except BrokenPipeError:  # the reader has seen enough
        discard(stream)
    except OSError as error:
        discard(stream)
        raise OutputError(f"The output could not be written: {(error.strerror or str(error)).lower()}.") from error


def _encoding(stream: TextIO | None) -> str:
    return (stream.encoding if stream else None) or "utf-8"


def _bytes_of(text: str, encoding: str) -> bytes:
    """Return *text* with a question mark for what *encoding* does not have; bytes of file names as they are."""
    try:
        return text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return b"".join(_bytes_of_one(one, encoding) for one in text)


def _bytes_of_one(character: str, encoding: str) -> bytes:
    try:
        return character.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return b"?"
