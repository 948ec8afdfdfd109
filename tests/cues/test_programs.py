"""Which way sounds go: the system's player, else the bell, else nothing."""

from pathlib import Path

import pytest

from lumbar.cues.bell import rings
from lumbar.cues.cue import Chime, Cue
from lumbar.cues.port import How, Silence, Way
from lumbar.cues.programs import (
    LONGEST_SENTENCE,
    Choice,
    Program,
    Speech,
    choose,
    installed_programs,
    installed_speech,
    is_far_away,
)
from lumbar.settings import Sound

PAPLAY = Program("paplay", ("/usr/bin/paplay", "--latency-msec=30"))
SSH = {"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}


def test_the_players_of_the_machine_are_found_in_order() -> None:
    there = {"aplay": "/usr/bin/aplay", "paplay": "/usr/bin/paplay"}

    def on_this_machine(name: str) -> str | None:
        return there.get(name)

    def nothing(_: str) -> str | None:
        return None

    assert installed_programs(on_this_machine, "linux") == (
        PAPLAY,
        Program("aplay", ("/usr/bin/aplay", "-q")),
    )
    assert installed_programs(nothing, "linux") == ()
    assert PAPLAY.playing(Path("/x/a b.wav")) == ["/usr/bin/paplay", "--latency-msec=30", "/x/a b.wav"]
    assert [program.name for program in installed_programs(nothing, "win32")] == ["winsound"]


def test_what_speaks_here_is_found_with_its_volume() -> None:
    def everything(name: str) -> str | None:
        return f"/usr/bin/{name}"

    assert installed_speech(70, everything, "linux") == Speech("espeak-ng", ("/usr/bin/espeak-ng", "-a", "70"))
    assert installed_speech(70, everything, "darwin") == Speech("say", ("/usr/bin/say",))
    spd_say = installed_speech(70, lambda name: "/usr/bin/spd-say" if name == "spd-say" else None, "linux")
    assert spd_say == Speech("spd-say", ("/usr/bin/spd-say", "--wait"))
    assert installed_speech(70, lambda _: None, "linux") is None


def test_a_sentence_is_no_option_no_order_to_a_terminal_and_not_endless() -> None:
    speech = Speech("say", ("/usr/bin/say",))
    assert speech.saying("--version\x1b[2J\n softer") == ["/usr/bin/say", "version [2J  softer"]
    assert len(speech.saying("x" * 5000)[1]) == LONGEST_SENTENCE


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"])
def test_over_ssh_the_bell_is_the_default(name: str) -> None:
    far = {name: "x"}
    assert is_far_away(far)
    chosen = choose(Sound.AUTO, far, lambda: (PAPLAY,))
    assert (chosen.programs, chosen.bell) == ((), True)
    assert "other machine" in chosen.why_no_program
    assert choose(Sound.SYSTEM, far, lambda: (PAPLAY,)) == Choice((PAPLAY,), bell=True)


def test_what_the_person_wants_is_tried() -> None:
    assert not is_far_away({"SSH_CONNECTION": ""})
    assert choose(Sound.AUTO, {}, lambda: (PAPLAY,)) == Choice((PAPLAY,), bell=True)
    assert choose(Sound.BELL, {}) == Choice(bell=True)
    assert choose(Sound.OFF, SSH) == Choice()
    assert choose(Sound.AUTO, {}, lambda: ()).why_no_program == "No player was found."


def test_each_way_is_told_in_a_sentence() -> None:
    assert str(How(Way.SYSTEM, "paplay")) == "Sounds are played by paplay."
    assert str(How(Way.BELL, why="No player was found.")) == (
        "Sounds are patterns of the terminal's bell. No player was found."
    )
    assert str(choose(Sound.OFF, {})) == "There are no sounds."
    assert str(choose(Sound.AUTO, {}, lambda: (PAPLAY,))).startswith("Sounds are to be played by paplay;")


def test_one_ring_is_go_two_are_the_other_side_three_are_done() -> None:
    assert rings(Chime.WORK) == rings(Chime.BACK) == rings(Chime.GO_ON) == 1
    assert rings(Chime.WAIT) == 1
    assert rings(Chime.SWITCH) == 2
    assert rings(Chime.SET_DONE) == rings(Chime.EXERCISE_DONE) == rings(Chime.NEXT) == rings(Chime.DONE) == 3
    assert rings(Chime.COUNT) == rings(Chime.HOLD) == rings(Chime.PAUSE) == rings(None) == 0


def test_silence_takes_everything_and_does_nothing() -> None:
    player = Silence()
    player.prepare([])
    player.play(Cue(0, Chime.REST))
    player.stop()
    player.close()
    assert str(player.how) == "There are no sounds."
