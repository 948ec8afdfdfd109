"""Settings: what holds, what is wrong and where, what is kept though unknown."""

import os
from pathlib import Path

import pytest

from lumbar.domain.order import Order, Side
from lumbar.settings import (
    LARGEST_FILE,
    Breath,
    Motion,
    Settings,
    SettingsFile,
    Sound,
    Theme,
    parse_settings,
    read_settings,
)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    found = read_settings(tmp_path / "settings.toml")
    assert found == SettingsFile(settings=Settings())
    assert found.settings == Settings(
        theme=Theme.DARK,
        order=Order.LEAFLET,
        motion=Motion.FULL,
        first_side=Side.LEFT,
        day_starts_at=3,
        get_ready_seconds=5,
    )


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'theme = "ansi"\norder = "fewer_changes"\nmotion = "reduced"\nfirst_side = "right"\n'
        "day_starts_at = 0\nget_ready_seconds = 60\n"
        'sound = "bell"\nvolume = 0\nvoice = false\nchimes = false\ncountdown_seconds = 0\n'
        'floor_mode_when_lying = true\nwait_for_me = true\nbreath = "words"\n'
        'emergency_number = "112"\nprovider_phone = "+49 (30) 12-34/5"\n',
        encoding="utf-8",
    )
    found = read_settings(path)
    assert found.problems == found.unknown == ()
    assert found.settings == Settings(
        theme=Theme.ANSI,
        order=Order.FEWER_CHANGES,
        motion=Motion.REDUCED,
        first_side=Side.RIGHT,
        day_starts_at=0,
        get_ready_seconds=60,
        sound=Sound.BELL,
        volume=0,
        voice=False,
        chimes=False,
        countdown_seconds=0,
        floor_mode_when_lying=True,
        wait_for_me=True,
        breath=Breath.WORDS,
        emergency_number="112",
        provider_phone="+49 (30) 12-34/5",
    )


def test_a_bad_value_names_its_line_and_the_rest_still_holds() -> None:
    found = parse_settings('# mine\nmotion = "reduced"\n\ntheme = "purple"\nday_starts_at = 5\n', "mine.toml")
    assert found.settings == Settings(motion=Motion.REDUCED, day_starts_at=5)
    assert found.problems == (
        """mine.toml, line 4: theme must be one of "dark", "light", "ansi", not 'purple'. The default is used.""",
    )


def test_every_bad_value_is_named() -> None:
    found = parse_settings('first_side = 1\nget_ready_seconds = 2\norder = ["leaflet"]', "s")
    assert found.settings == Settings()
    assert [problem.split(" must")[0] for problem in found.problems] == [
        "s, line 1: first_side",
        "s, line 2: get_ready_seconds",
        "s, line 3: order",
    ]


@pytest.mark.parametrize("value", ["-1", "13", "3.0", "true", '"3"', "2026-11-22", "[]", "{}"])
def test_an_hour_is_a_whole_number_from_0_to_12(value: str) -> None:
    found = parse_settings(f"day_starts_at = {value}", "s")
    assert found.settings.day_starts_at == 3
    assert len(found.problems) == 1
    assert "must be a whole number from 0 to 12" in found.problems[0]


@pytest.mark.parametrize(("value", "holds"), [("2", False), ("3", True), ("60", True), ("61", False)])
def test_time_to_get_ready_is_3_to_60_seconds(value: str, *, holds: bool) -> None:
    assert (not parse_settings(f"get_ready_seconds = {value}", "s").problems) is holds


@pytest.mark.parametrize(
    "text",
    ['\n"theme" = 1', "\n'theme' = 1", "\n  theme=1", '\ntheme.dark = "x"', "\n[theme]\nx = 1", "\n[[theme]]"],
)
def test_the_line_is_found_however_the_key_is_written(text: str) -> None:
    assert "s, line 2: theme" in parse_settings(text, "s").problems[0]


def test_unknown_keys_are_named_and_no_problem() -> None:
    found = parse_settings('loudness = 11\nmotion = "reduced"\n[colours]\nhold = "red"', "s")
    assert found.unknown == ("loudness", "colours")
    assert found.problems == ()
    assert found.settings.motion is Motion.REDUCED


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('\ntheme =\nmotion = "full"', "line 2"),
        ('theme = "dark"\ntheme = "light"', "Cannot overwrite"),
        (f"day_starts_at = {'9' * 5000}", "s: "),
        (f"x = {'[' * 5000}", "s: "),
    ],
)
def test_what_is_not_toml_leaves_the_defaults(text: str, reason: str) -> None:
    found = parse_settings(text, "s")
    assert found.settings == Settings()
    assert len(found.problems) == 1
    assert reason in found.problems[0]
    assert found.problems[0].endswith("The default settings are used.")


def test_a_mark_before_the_first_line_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b'\xef\xbb\xbftheme = "light"\r\n')
    assert read_settings(path) == SettingsFile(settings=Settings(theme=Theme.LIGHT))


def test_a_file_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"theme = \xff")
    assert read_settings(path).problems == (
        f"{path}: cannot be read (it is not UTF-8 text). The default settings are used.",
    )


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices of POSIX")
@pytest.mark.parametrize("name", ["pipe", "/dev/zero", "/dev/full"])
def test_what_never_ends_is_a_problem(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    path = tmp_path / name
    found = read_settings(path)
    assert found.settings == Settings()
    assert found.problems == (
        f"{path}: cannot be read (it is no file with a text in it). The default settings are used.",
    )


def test_a_file_without_measure_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("#" * LARGEST_FILE)
    assert read_settings(path).problems == ()
    path.write_text("#" * LARGEST_FILE + "ö", encoding="utf-8")
    assert read_settings(path).problems == (
        f"{path}: cannot be read (it is larger than 64 KB). The default settings are used.",
    )


def test_a_folder_in_its_place_is_a_problem(tmp_path: Path) -> None:
    found = read_settings(tmp_path)
    assert found.settings == Settings()
    assert found.problems == (
        f"{tmp_path}: cannot be read (it is no file with a text in it). The default settings are used.",
    )


@pytest.mark.parametrize("value", ["112", '"call me"', '"+"', '"112\\n"', f'"{"1" * 31}"', '["112"]'])
def test_what_cannot_be_dialled_is_no_phone_number(value: str) -> None:
    for key in ("emergency_number", "provider_phone"):
        found = parse_settings(f"{key} = {value}", "s")
        assert found.settings == Settings()
        assert found.problems[0].startswith(f"s, line 1: {key} must be a phone number in quotes")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("volume = 101", "volume must be a whole number from 0 to 100"),
        ("countdown_seconds = 6", "countdown_seconds must be a whole number from 0 to 5"),
        ("voice = 1", "voice must be true or false, not 1"),
        ('chimes = "yes"', "chimes must be true or false, not 'yes'"),
        ('sound = "loud"', 'sound must be one of "auto", "system", "bell", "off"'),
        ('breath = "hold"', 'breath must be one of "show", "words"'),
    ],
)
def test_what_is_heard_has_its_limits(text: str, reason: str) -> None:
    found = parse_settings(text, "s")
    assert found.settings == Settings()
    assert reason in found.problems[0]


def test_the_sample_of_the_readme_is_read_without_a_problem() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    sample = readme.partition("```toml\n")[2].partition("```")[0]
    assert "emergency_number" in sample
    found = parse_settings(sample, "README.md")
    assert (found.problems, found.unknown) == ((), ())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("quiet_from = 07:00:00", 'quiet_from must be a time in quotes, such as "22:00", not 07:00:00.'),
        ("volume = true", "volume must be a whole number from 0 to 100, not true."),
        ("voice = 2026-11-22", "voice must be true or false, not 2026-11-22."),
    ],
)
def test_a_value_is_shown_as_it_stands_in_the_file(text: str, reason: str) -> None:
    assert parse_settings(text, "s").problems == (f"s, line 1: {reason} The default is used.",)
