"""A program that keeps a running session, as the real one does, and says what is on the disk. Run as a script."""

import fcntl
import os
import signal
import sys
import termios
from dataclasses import replace
from pathlib import Path

from lumbar.ports import StoreError
from support.ledger import opened
from support.records import record


def say(what: str) -> None:
    """On a line, at once."""
    print(what, flush=True)  # noqa: T201


def checkpoints(data_file: Path) -> None:
    """A checkpoint for each line that comes in."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # what runs the tests may have it ignored, as nohup does
    store = opened(data_file)
    say("ready" if store.writable else "reading")
    for number, _ in enumerate(sys.stdin, start=1):
        store.save_checkpoint({"rep": number})
        say(f"rep {number}")


def until_full(data_file: Path) -> None:
    """Sessions until the disk is full, then on until the journal is full as well."""
    store = opened(data_file)
    ballast = data_file.with_name("ballast")
    ballast.write_bytes(bytes(1_500_000))
    number = 0
    try:
        while True:
            store.append(record(number, exercises=6))
            number += 1
            if number % 20 == 0:
                store.fold()
    except StoreError as error:
        say(f"fold failed after {number}: {error}")
    with ballast.open("ab", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            say("the disk is full")
    reps = 0
    while reps < 100:
        store.save_checkpoint({"rep": reps})
        reps += 1
    store.append(replace(record(number), note="saved on a full disk"))
    number += 1
    try:
        while True:
            store.append(record(number, exercises=6))
            number += 1
    except StoreError as error:
        say(f"append failed: {error}")
    say(" ".join(notice.kind.value for notice in store.notices))
    say(f"acknowledged {number}")
    say(f"here {len(store.sessions())}")
    store.close()
    again = opened(data_file)
    say(f"again {len(again.sessions())} {again.writable}")
    ballast.unlink()
    again.append(record(number))
    again.fold()
    say(f"healed {len(again.sessions())} {[notice.kind.value for notice in again.notices]}")


def race(data_file: Path, first: int) -> None:
    """Twenty sessions, each as soon as no other window is open."""
    for number in range(first, first + 20):
        while True:
            store = opened(data_file)
            if store.writable:
                break
            store.close()
        store.append(record(number))
        if number % 5 == 0:
            store.fold()
        store.close()
    say("done")


SUSPENDING_SHELL = 'set -m; "$0" "$@"; echo suspended; read line; echo continued; fg'
"""A program can only be suspended where a shell looks after it."""


def in_terminal(data_file: Path) -> None:
    """Make standard input the terminal of a new session, and let a shell run `checkpoints` in it."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.execvp("sh", ["sh", "-c", SUSPENDING_SHELL, sys.executable, __file__, "checkpoints", str(data_file)])


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["checkpoints", name]:
            checkpoints(Path(name))
        case ["in_terminal", name]:
            in_terminal(Path(name))
        case ["until_full", name]:
            until_full(Path(name))
        case ["race", name, first_number]:
            race(Path(name), int(first_number))
        case _:
            sys.exit("unknown")
