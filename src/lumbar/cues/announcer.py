"""Lets a session be heard: takes what happens, and plays the cue of it."""

from collections.abc import Iterable
from dataclasses import replace

from lumbar.cues.cue import Cue, Hearing, heard
from lumbar.cues.port import CuePlayer
from lumbar.cues.telling import cues_for, opening
from lumbar.domain import commands, course
from lumbar.domain.exercise import NS_PER_SECOND
from lumbar.domain.session import Ended, Event, Running, Session, Waiting


class Announcer:
    """Plays the cues of one session after the other. Sound and voice can be switched at any time."""

    def __init__(self, player: CuePlayer, hearing: Hearing) -> None:
        self.player = player
        self.hearing = hearing
        self.sound_on = True

    def begin(self, session: Session) -> None:
        """Let the start of *session* be heard, and make ready what comes if nothing disturbs it."""
        self._play_last(opening(session, self.hearing))
        ahead = dict.fromkeys((cue.chime, cue.words, cue.room_ns) for cue in undisturbed(session, self.hearing))
        self.player.prepare(
            [one for key in ahead if (one := heard(Cue(0, *key), self.hearing)) is not None],
        )

    def take(self, session: Session, events: tuple[Event, ...]) -> None:
        """Let *events* be heard. *session* is as it is after them."""
        self._play_last(cues_for(session, events, self.hearing))

    def toggle_sound(self) -> bool:
        """Switch everything on or off; return whether it is on."""
        self.sound_on = not self.sound_on
        if not self.sound_on:
            self.player.stop()
        return self.sound_on

    def toggle_voice(self) -> bool:
        """Switch the words on or off; return whether they are on. The chimes stay as they are."""
        self.hearing = replace(self.hearing, voice=not self.hearing.voice)
        return self.hearing.voice

    def _play_last(self, cues: tuple[Cue, ...]) -> None:
        """Play the last one: of several at once the earlier ones are over."""
        cue = heard(cues[-1], self.hearing) if cues and self.sound_on else None
        if cue is not None:
            self.player.play(cue)


def undisturbed(session: Session, hearing: Hearing) -> Iterable[Cue]:
    """Yield the cues from here on if nothing comes in between."""
    session = replace(session, state=Running(), rate=1)
    yield from opening(session, hearing)
    while not isinstance(session.state, Ended):
        if isinstance(session.state, Waiting):
            session, events = commands.ready(session, session.read_ns)
            yield from cues_for(session, events, hearing)
        wait_ns = course.ns_to_next_change(session)
        session, events = course.tick(session, session.read_ns + min(wait_ns or NS_PER_SECOND, course.GAP_NS))
        yield from cues_for(session, events, hearing)
