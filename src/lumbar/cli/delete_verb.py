"""The verb that removes everything that lumbar keeps about a person."""

import shutil
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

import click

from lumbar.bootstrap import Parts
from lumbar.cli.call import Call, ExitCode
from lumbar.cli.data_verbs import open_for_changes
from lumbar.cli.options import Verb
from lumbar.cli.printing import complain, print_text
from lumbar.cli.remind_verbs import installed_timer
from lumbar.ports import StoreError
from lumbar.reminding.systemd import RemindingError, UserUnits
from lumbar.report.page import plain

QUESTION = "All of this is removed for good, and nothing can bring it back. Type yes to remove it: "


@click.command(cls=Verb)
@click.pass_obj
def delete(call: Call) -> int:
    """Remove everything that lumbar keeps, for good.

    That is history, backups, damaged files set aside, exercises of your own, cache and settings.
    You are asked first; only a typed yes removes anything. The exit code is 1 when nothing was removed.
    """
    parts = call.parts()
    history = _of_the_history(parts)  # first: where it cannot be looked at, nothing is said of what stays
    beside = tuple(_beside_the_history(call, parts))
    timer = installed_timer(call, parts.paths.data_file)
    kept = parts.cached_files if parts.paths.cache_dir not in beside else ()
    found = (*history, *kept, *beside, *(timer.installed() if timer else ()))
    if not found:
        complain(f"There is nothing to remove in {parts.paths.data_dir}.")
        return ExitCode.NO
    print_text("".join(f"{plain(str(path))}\n" for path in found))
    print_text(QUESTION)
    if sys.stdin is None or sys.stdin.readline().strip().lower() != "yes":
        complain("Nothing was removed.")
        return ExitCode.NO
    gone = [*_remove(parts, (*kept, *beside)), *_remove_timer(timer)]
    print_text("Removed:\n" + "".join(f"{plain(str(path))}\n" for path in gone))
    return ExitCode.DONE


def _of_the_history(parts: Parts) -> Sequence[Path]:
    with closing(parts.open_archive(read_only=True)) as archive:
        return archive.owned_paths()


def _beside_the_history(call: Call, parts: Parts) -> Iterator[Path]:
    """Yield settings and cache, where they are ours beyond doubt."""
    settings, cache = parts.paths.config_file, parts.paths.cache_dir
    yield from _own_exercises(call, parts)
    if settings.is_file():
        if call.names_config:
            complain(f"{settings} stays, as you chose that file yourself.")
        elif call.names_data_dir and parts.settings_file.unknown:
            complain(f"{settings} stays, as it holds settings that are not lumbar's.")
        else:
            yield settings
    if cache.is_dir() and not cache.is_symlink():
        if call.names_data_dir and _not_ours(cache, parts.cached_files):
            complain(f"{cache} stays, as it holds something that may not be lumbar's.")
        else:
            yield cache


def _not_ours(cache: Path, ours: Collection[Path]) -> Collection[Path]:
    """Return what else is in the cache folder, folders that hold what is ours left out."""
    return set(cache.rglob("*")) - set(ours) - {path.parent for path in ours}


def _remove_timer(timer: UserUnits | None) -> Sequence[Path]:
    try:
        return () if timer is None else timer.remove()
    except RemindingError as error:
        raise StoreError(f"The history is removed, but the timer is not. {error}") from error


def _own_exercises(call: Call, parts: Parts) -> Iterator[Path]:
    """Yield the person's exercise files; in a folder that was chosen, those that lumbar can read."""
    folder = parts.paths.exercises_dir
    if folder.is_dir() and not folder.is_symlink():
        ids = {exercise.id for exercise in parts.own_exercises.exercises}
        for path in sorted(folder.glob("*.toml")):
            if path.stem in ids or not call.names_data_dir:
                yield path
            else:
                complain(f"{path} stays, as it is no exercise that lumbar can read.")


def _remove(parts: Parts, beside: Sequence[Path]) -> Sequence[Path]:
    """Remove the history first: if that cannot be, everything stays. Raises StoreError."""
    with open_for_changes(parts) as archive:
        gone = list(archive.delete_everything())
    for path in beside:
        try:
            _remove_file(path)
        except OSError as error:
            raise StoreError(
                f"The history is removed, but {error.filename} could not be ({(error.strerror or '').lower()})."
            ) from error
        gone.append(path)
    of_the_cache = {path.parent for path in beside if path.parent.parent == parts.paths.cache_dir}
    folders = [*of_the_cache, parts.paths.exercises_dir, parts.paths.data_dir]
    if parts.paths.config_file in beside:
        folders.append(parts.paths.config_file.parent)
    for folder in folders:
        with suppress(OSError):  # other things are in it, or it is gone already
            folder.rmdir()
    return gone


def _remove_file(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
