"""A program that writes a history is killed with SIGKILL at random moments, again and again.

Run as a script: it forks the writers, so it must be a process without threads.
"""

import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from time import perf_counter
from typing import NoReturn

import filelock  # noqa: F401 - imported before the fork, not in each child

import lumbar.store.tiny  # noqa: F401 - the same
from lumbar.ports import NoticeKind
from support.ledger import Change, Ledger, State, opened, random_change, state_of

SESSIONS_KEPT = 150
"""With more than that the series goes on with a new history, so that each round takes about as long."""


@dataclass
class Figures:
    """What a series of kills came to."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    """Rounds after which something acknowledged was missing, or something was there that nobody asked for."""
    corrupt: int = 0
    """Rounds after which a file could not be read as it is."""


def work(seed: int, state: State) -> Iterator[Change]:
    """The changes of one round, the same for the one who makes them and the one who checks."""
    random = Random(seed)
    known = sorted(int(one.seconds_active) - 600 for one in state.sessions.values())
    number = seed * 1000
    while True:
        number += 1
        change = random_change(random, known, number)
        if change.name == "append":
            known.append(number)
        yield change


def write_until_killed(data_file: Path, seed: int, state: State, acknowledgements: int) -> NoReturn:
    """Make changes, and say so after each."""
    try:
        store = opened(data_file)
        for change in work(seed, state):
            change.call(store)
            os.write(acknowledgements, b".")
    except BaseException:  # noqa: BLE001 - whatever it is, the parent must hear of it
        traceback.print_exc()
    finally:
        os._exit(1)


def kill_once(data_file: Path, seed: int, state: State, random: Random) -> int:
    """Let a child write, kill it, and return how many changes it acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        write_until_killed(data_file, seed, state, writer)
    os.close(writer)
    acknowledged = 0
    wanted = random.choice([0, 1, 2, 3, 5, 8])
    while acknowledged < wanted:
        acknowledged += len(os.read(reader, wanted - acknowledged)) or sys.exit("the child ended by itself")
    moment = perf_counter() + random.uniform(0, 0.03 if wanted == 0 else 0.004)
    while perf_counter() < moment:
        pass
    os.kill(child, signal.SIGKILL)
    while more := os.read(reader, 4096):
        acknowledged += len(more)
    os.close(reader)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        sys.exit("the child ended by itself")
    return acknowledged


def series(folder: Path, kills: int, seed: int) -> Figures:
    """Kill that often; the history goes on from round to round."""
    figures = Figures()
    random = Random(seed)
    data_file = folder / "history.json"
    state = State()
    for number in range(seed, seed + kills):
        if len(state.sessions) > SESSIONS_KEPT:
            shutil.rmtree(folder)
            state = State()
        acknowledged = kill_once(data_file, number, state, random)
        ledger = Ledger(state)
        course = work(number, state)
        for _ in range(acknowledged):
            change = next(course)
            ledger.begin(change)
            ledger.done(change)
            ledger.possible = [ledger.acknowledged]
        ledger.begin(next(course))
        figures.kills += 1
        figures.acknowledged += acknowledged
        state = look(data_file, ledger, figures)
    return figures


def look(data_file: Path, ledger: Ledger, figures: Figures) -> State:
    """Open what is left, and judge it."""
    store = opened(data_file)
    store.load()
    state = state_of(store)
    figures.lost += not ledger.allows(state)
    figures.corrupt += any(notice.kind is NoticeKind.DAMAGED for notice in store.notices)
    store.close()
    if data_file.exists():
        json.loads(data_file.read_bytes())
    return state


if __name__ == "__main__":
    folder_name, kills_wanted, first_seed = sys.argv[1:]
    print(json.dumps(asdict(series(Path(folder_name), int(kills_wanted), int(first_seed)))))  # noqa: T201
