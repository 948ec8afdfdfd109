"""What verbs that read have in common: the history opened, and what is found out on the way told."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from lumbar.bootstrap import Parts
from lumbar.cli.call import Call
from lumbar.cli.printing import complain
from lumbar.diary import Diary
from lumbar.outlook import Outlook
from lumbar.ports import ABOUT_WRITING_ALONE, HistoryStore


def parts_for_printing(call: Call) -> Parts:
    """Return the parts, and tell what is wrong with the settings; the verb goes on with those that hold."""
    parts = call.parts()
    tell_settings(parts)
    return parts


def tell_settings(parts: Parts) -> None:
    """Tell on standard error what is wrong with the settings."""
    for problem in parts.settings_file.problems:
        complain(problem)


def tell_notices(store: HistoryStore) -> None:
    """Tell on standard error what the person must know about the history."""
    for notice in store.notices:
        if notice.kind not in ABOUT_WRITING_ALONE:
            complain(f"{notice.what} {notice.kept} {notice.advice}")


def tell_unknown(diary: Diary) -> None:
    """Tell on standard error which exercises of the plan this version does not know."""
    if unknown := diary.unknown_exercises():
        complain(f"Left out of the plan, as this version does not know them: {', '.join(unknown)}.")


@contextmanager
def open_diary(parts: Parts) -> Iterator[Diary]:
    """Open the history for reading, and tell what is found out about it on the way."""
    diary = parts.diary(read_only=True)
    with closing(diary.store):
        yield diary
        tell_notices(diary.store)


def look_at_day(parts: Parts) -> Outlook:
    """Return the day by the history itself, and keep how it stands for the next look."""
    from lumbar.standing_now import keep_standing  # noqa: PLC0415 - few verbs look at the day

    signature = parts.kept_standing.signature()
    tell_settings(parts)
    with open_diary(parts) as diary:
        outlook = diary.outlook()
        tell_unknown(diary)
        keep_standing(parts, diary, outlook, signature)
    return outlook
