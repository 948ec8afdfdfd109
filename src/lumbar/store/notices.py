"""What the person is told about the state of the data, in plain words. What one call could not do, its error says."""

import errno

from lumbar.ports import Notice, NoticeKind
from lumbar.store.files import StoreFiles
from lumbar.store.main_file import SESSIONS
from lumbar.store.opening import Found

SERIOUS_FIRST = (
    NoticeKind.UNSAVED,
    NoticeKind.DISK_FULL,
    NoticeKind.DAMAGED,
    NoticeKind.NEWER_SCHEMA,
    NoticeKind.READ_ONLY,
    NoticeKind.IN_USE,
)
NO_SPACE = {errno.ENOSPC, errno.EDQUOT}


class Notices:
    """The findings so far, one of a kind."""

    def __init__(self) -> None:
        self._by_kind: dict[NoticeKind, Notice] = {}

    def add(self, notice: Notice) -> None:
        """Tell this, in place of an older notice of the same kind."""
        self._by_kind[notice.kind] = notice

    def drop(self, *kinds: NoticeKind) -> None:
        """Tell nothing of these kinds any more."""
        for kind in kinds:
            self._by_kind.pop(kind, None)

    def most_serious_first(self) -> tuple[Notice, ...]:
        """Return what there is to tell."""
        now = dict(self._by_kind)  # another thread may add and drop meanwhile
        return tuple(now[kind] for kind in SERIOUS_FIRST if kind in now)


def in_use() -> Notice:
    """Tell that another window writes."""
    return Notice(
        kind=NoticeKind.IN_USE,
        what="lumbar is open in another window.",
        kept="Everything can be read here; changes are made there.",
        advice="Close the other window, and this one takes over.",
    )


def read_only(files: StoreFiles, error: OSError) -> Notice:
    """Tell that the folder cannot be written."""
    return Notice(
        kind=NoticeKind.READ_ONLY,
        what=f"The folder {files.folder} cannot be written ({_reason(error)}).",
        kept="Everything can be read; nothing new can be kept.",
        advice="Allow writing to that folder, or choose another one with --data-dir.",
    )


def newer_schema(files: StoreFiles) -> Notice:
    """Tell that a newer lumbar wrote the file."""
    return Notice(
        kind=NoticeKind.NEWER_SCHEMA,
        what=f"{files.main.name} was written by a newer version of lumbar.",
        kept="Everything is kept as it is, and this version reads what it understands.",
        advice="Update lumbar to go on with this history.",
    )


def unsaved(error: OSError) -> Notice:
    """Tell that a commit failed."""
    return Notice(
        kind=NoticeKind.UNSAVED,
        what=f"The last change could not be saved ({_reason(error)}).",
        kept="What was saved before is safe; the last change is in memory alone.",
        advice="Keep this window open and save a copy to another disk.",
    )


def unsaved_by_reader(because: Notice) -> Notice:
    """Tell that a change is in memory alone, as nothing can be changed here."""
    return Notice(
        kind=NoticeKind.UNSAVED,
        what="The last change is not saved.",
        kept="It is in memory alone, in this window.",
        advice=because.advice if because.kind is NoticeKind.IN_USE else "Keep this window open and save a copy.",
    )


def disk_full(files: StoreFiles) -> Notice:
    """Tell that there is no space for what had to be written."""
    return Notice(
        kind=NoticeKind.DISK_FULL,
        what=f"The disk that holds {files.folder} is full.",
        kept="What was saved before is safe.",
        advice="Free some space; lumbar tries again by itself.",
    )


def in_short(notice: Notice) -> str:
    """Return the notice as the message of an error."""
    return f"{notice.what} {notice.kept}"


def repaired(found: Found, files: StoreFiles, *, written: bool) -> Notice:
    """Tell what was damaged and what became of it."""
    count = len(found.tables[SESSIONS])
    kept = f"{count} sessions are there"
    if found.sources:
        kept += f", restored from {', '.join(found.sources)}"
    if found.damaged:
        kept += f". What was damaged is kept in {files.quarantine}" if written else ". The files were left as they are"
    return damaged(" ".join(found.what_was_wrong), kept + ".")


def damaged(
    what: str, kept: str, advice: str = "Nothing has to be done. If a session is missing, try a backup."
) -> Notice:
    """Tell that a file was damaged."""
    return Notice(kind=NoticeKind.DAMAGED, what=what, kept=kept, advice=advice)


def invalid_documents(count: int) -> Notice:
    """Tell that single documents cannot be understood."""
    return damaged(
        f"{count} of the stored entries cannot be read.",
        "It is kept as it is; everything else works." if count == 1 else "They are kept as they are; all else works.",
        "If a session is missing, restore a backup.",
    )


def opened_for_reading() -> Notice:
    """Tell that nobody asked for more than reading."""
    return Notice(
        kind=NoticeKind.READ_ONLY,
        what="The history was opened for reading alone.",
        kept="Nothing was changed.",
        advice="",
    )


def closed() -> Notice:
    """Tell that the history was closed."""
    return Notice(kind=NoticeKind.READ_ONLY, what="The history was closed.", kept="Nothing was changed.", advice="")


def is_disk_full(error: OSError) -> bool:
    """Return whether space is what lacks."""
    return error.errno in NO_SPACE


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
