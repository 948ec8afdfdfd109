"""How a history that was made up for a demonstration is known, so that it is never taken for a real one."""

from dataclasses import replace

from lumbar.domain.record import SessionRecord

MARK = "Made up for a demonstration."
"""Every note of such a session begins with it, for whoever reads the note."""


def is_made_up(session: SessionRecord) -> bool:
    """Return whether *session* was made up."""
    return session.note.startswith(MARK) if session.made_up is None else session.made_up


def own_note(session: SessionRecord) -> str:
    """Return the note of *session* without the mark."""
    return session.note.removeprefix(MARK).strip() if is_made_up(session) else session.note


def with_note(session: SessionRecord, note: str) -> SessionRecord:
    """Return *session* with *note* in place of the one there was. What was made up stays marked as such."""
    if is_made_up(session):
        note = f"{MARK} {note.removeprefix(MARK).strip()}".strip()
    return replace(session, note=note)
