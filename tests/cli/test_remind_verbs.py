"""Reminders: the calendar file as a strict reader takes it, the timer with a stand-in for systemctl."""

import io
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from lumbar.bootstrap import Parts
from lumbar.cli import run
from lumbar.domain.person import Away, Person
from lumbar.domain.prescription import Prescription, SlotTime, default_prescription
from lumbar.domain.record import Status
from lumbar.paths import find_paths
from lumbar.reminding.hours import is_quiet, title
from lumbar.settings import Sound, parse_settings
from support.command_line import Capture, CommandLine, StoppedClock, complained, printed
from support.kept_sessions import SUNDAY_MORNING, kept_session
from support.memory_store import MemoryStore
from support.places import Place
from support.plan_files import SMALL
from support.sessions import shipped_catalog

SUNDAY = SUNDAY_MORNING.date()
HEALTH = re.compile("pain|exercise|back|rep|bird|curl|stretch|hurt|session of", re.IGNORECASE)


@dataclass(frozen=True)
class Property:
    """One line of a calendar."""

    name: str
    parameters: str
    value: str


def read_calendar(content: bytes) -> list[Property]:
    """Read the lines as RFC 5545 has them: CRLF, at most 75 bytes, folded, names and values."""
    assert content.endswith(b"\r\n")
    lines = content[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    unfolded: list[bytes] = []
    for line in lines:
        if line.startswith((b" ", b"\t")):
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    found = []
    for line in unfolded:
        match = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^:;]+)*):(.*)", line.decode("utf-8"))
        assert match, line
        assert not re.search(r"(?<!\\)(?:\\\\)*\\[^\\;,nN]", match[3]), "an escape that there is not"
        found.append(Property(*match.groups()))
    return found


def events(content: bytes) -> list[dict[str, str]]:
    """The events of a calendar whose parts open and close in order, with their alarms."""
    opened: list[str] = []
    found: list[dict[str, str]] = []
    for one in read_calendar(content):
        if one.name == "BEGIN":
            opened.append(one.value)
            if one.value == "VEVENT":
                found.append({})
        elif one.name == "END":
            assert opened.pop() == one.value
        elif "VEVENT" in opened:
            assert "TZID" not in one.parameters
            found[-1][f"ALARM {one.name}" if opened[-1] == "VALARM" else one.name] = one.value
    assert opened == []
    return found


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


@pytest.fixture
def planned(store: MemoryStore) -> MemoryStore:
    """Two sessions a day, none on Sundays and Wednesdays."""
    slots = (
        SlotTime(name="Morning", at=time(7)),
        SlotTime(name="Nach der Arbeit; müde, \\ und lang" * 3, at=time(18, 30)),
    )
    plan = default_prescription(shipped_catalog().exercises, valid_from=date(2026, 1, 1))
    store.versions.append(replace(plan, sessions_per_day=2, slots=slots, rest_days=(2, 6)))
    store.known_person = Person(away=(Away(first=date(2026, 11, 20), last=date(2026, 11, 26)),))
    return store


@pytest.fixture
def calendar(lumbar: CommandLine, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[[], bytes]:
    def made() -> bytes:
        assert lumbar("remind", "ics") == 0
        return capfdbinary.readouterr().out

    return made


def test_a_calendar_has_one_event_a_slot_without_rest_days_and_days_away(
    planned: MemoryStore, lumbar: CommandLine, tmp_path: Path, capsys: Capture
) -> None:
    assert planned.versions
    file = tmp_path / "sessions.ics"
    assert lumbar("remind", "ics", "--output", str(file)) == 0
    printed(capsys)
    morning, evening = events(file.read_bytes())
    assert morning["SUMMARY"] == "lumbar: Morning session"
    assert morning["DTSTART"] == "20261123T070000", "floating, on the first day that is no rest day"
    assert evening["DTSTART"] == "20261123T183000"
    assert morning["RRULE"] == "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR,SA"
    assert morning["EXDATE"] == "20261123T070000,20261124T070000,20261126T070000"
    assert (morning["ALARM ACTION"], morning["ALARM TRIGGER"]) == ("DISPLAY", "P0D"), "at the start"
    assert morning["UID"] != evening["UID"]
    assert re.fullmatch(r"\d{8}T\d{6}Z", morning["DTSTAMP"])
    assert unescaped(evening["SUMMARY"]) == title(planned.versions[0].slots[1].name)
    assert file.stat().st_mode & 0o777 == 0o600
    assert lumbar("remind", "ics", "--output", str(file)) == 2
    assert "exists already" in complained(capsys)


def test_a_calendar_is_the_same_events_next_week_and_tells_nothing_of_health(
    lumbar: CommandLine, store: MemoryStore, tmp_path: Path
) -> None:
    made = []
    for week in range(2):
        file = tmp_path / f"{week}.ics"
        assert lumbar("remind", "ics", "--output", str(file)) == 0
        made.append(events(file.read_bytes()))
        assert not HEALTH.search(file.read_text(encoding="utf-8"))
        lumbar.now += timedelta(weeks=1)
        store.append(kept_session())
    assert [one["UID"] for one in made[0]] == [one["UID"] for one in made[1]]
    assert made[0][0]["RRULE"] == "FREQ=DAILY"


def test_a_week_of_rest_days_has_nothing_to_remind_of(lumbar: CommandLine, store: MemoryStore, capsys: Capture) -> None:
    plan = default_prescription(shipped_catalog().exercises, valid_from=date(2026, 1, 1))
    store.versions.append(replace(plan, rest_days=tuple(range(7))))
    for verb in ("ics", "install"):
        assert lumbar("remind", verb) == 1
        assert "nothing to remind of" in complained(capsys)


# The timer


@pytest.fixture
def machine(lumbar: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """A machine with a systemctl and a notify-send that write down how they were called."""
    monkeypatch.setattr("lumbar.cli.remind_verbs.platform", lambda: "linux")
    for name in ("systemctl", "notify-send"):
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\necho "{name} $*" >> "{tmp_path}/calls"\n', encoding="utf-8")
        program.chmod(0o755)
    lumbar.environment |= {"HOME": str(tmp_path / "home"), "PATH": f"{tmp_path}/bin:/bin:/usr/bin"}
    return lumbar


def calls(tmp_path: Path) -> list[str]:
    file = tmp_path / "calls"
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def units(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "home").rglob("lumbar.*"))


def test_a_timer_is_shown_then_installed_then_removed(
    planned: MemoryStore, machine: CommandLine, tmp_path: Path, capsys: Capture
) -> None:
    assert planned.versions
    assert machine("remind", "install") == 0
    shown = printed(capsys)
    assert "OnCalendar=Mon,Tue,Thu,Fri,Sat *-*-* 18:30:00" in shown
    assert "Nothing was changed" in shown
    assert (calls(tmp_path), units(tmp_path)) == ([], [])
    assert machine("remind", "install", "--apply") == 0
    printed(capsys)
    assert calls(tmp_path) == ["systemctl --user daemon-reload", "systemctl --user enable --now lumbar.timer"]
    service, timer = (
        (tmp_path / "home/.config/systemd/user" / name).read_text() for name in ("lumbar.service", "lumbar.timer")
    )
    assert '"-m" "lumbar" "remind" "now"\n' in service
    assert timer in shown
    assert machine("remind", "remove") == 0
    assert "Nothing was changed" in printed(capsys)
    assert units(tmp_path) == ["lumbar.service", "lumbar.timer"]
    assert machine("remind", "remove", "--apply") == 0
    printed(capsys)
    assert units(tmp_path) == []
    assert calls(tmp_path)[2:] == ["systemctl --user disable --now lumbar.timer", "systemctl --user daemon-reload"]
    assert machine("remind", "remove", "--apply") == 1
    assert "No timer is installed" in complained(capsys)


def test_a_timer_of_another_history_is_left_as_it_is(machine: CommandLine, tmp_path: Path, capsys: Capture) -> None:
    assert machine("remind", "install", "--apply", "--data-dir", str(tmp_path / 'o"t$h%er')) == 0
    service = (tmp_path / "home/.config/systemd/user/lumbar.service").read_text(encoding="utf-8")
    assert '"--data-dir"' in service
    assert 'o\\"t$$h%%er"' in service
    printed(capsys)
    assert machine("remind", "remove", "--apply") == 1
    assert "another history" in complained(capsys)
    for how in ([], ["--apply"]):
        assert machine("remind", "install", *how) == 1
        assert complained(capsys).endswith("It was left as it is. --replace puts this one in its place.\n")
    assert (tmp_path / "home/.config/systemd/user/lumbar.service").read_text(encoding="utf-8") == service
    assert machine("remind", "install", "--apply", "--replace") == 0
    assert machine("remind", "install", "--apply") == 0, "it is ours now"
    assert printed(capsys)
    assert "--data-dir" not in (tmp_path / "home/.config/systemd/user/lumbar.service").read_text(encoding="utf-8")


def early(store: MemoryStore, hour: int, **more: object) -> Prescription:
    """A plan with one session, at half past that hour."""
    plan = default_prescription(shipped_catalog().exercises, valid_from=date(2026, 1, 1))
    version = replace(plan, slots=(SlotTime(name="Morning", at=time(hour, 30)),), **more)  # type: ignore[arg-type]
    store.versions.append(version)
    return version


def test_hours_at_which_a_timer_would_be_silent_are_told_when_it_is_installed(
    machine: CommandLine, store: MemoryStore, tmp_path: Path, capsys: Capture
) -> None:
    early(store, 6)
    for how in ([], ["--apply"]):
        assert machine("remind", "install", *how) == 0
        assert capsys.readouterr().err == (
            "lumbar: No reminder is shown at 06:30: your quiet hours are from 22:00 to 07:00. "
            "quiet_from and quiet_until in the settings change them.\n"
        )
    (tmp_path / "quiet.toml").write_text('quiet_until = "06:30"\n', encoding="utf-8")
    assert machine("remind", "install", "--config", str(tmp_path / "quiet.toml")) == 0
    assert printed(capsys)


@pytest.mark.parametrize("verb", ["ics", "install"])
def test_other_hours_of_a_plan_to_come_are_told(
    machine: CommandLine, store: MemoryStore, verb: str, capsys: Capture
) -> None:
    early(store, 8)
    early(store, 8, version=2, valid_from=SUNDAY + timedelta(days=3), notes="The same hours.")
    assert machine("remind", verb) == 0
    assert printed(capsys)
    early(store, 9, version=3, valid_from=SUNDAY + timedelta(days=7))
    assert machine("remind", verb) == 0
    assert capsys.readouterr().err == (
        "lumbar: From Sunday 29 November 2026 on your plan has other days or hours. "
        "They are not in this; make it anew then.\n"
    )


def test_a_plan_with_other_hours_tells_what_becomes_of_the_timer(
    machine: CommandLine, tmp_path: Path, capsys: Capture
) -> None:
    there, file = Place(tmp_path), tmp_path / "plan.toml"

    def told_at(hour: str) -> list[str]:
        slot = f'\n[[sessions]]\nname = "Morning"\nat = "{hour}"\n'
        file.write_text(SMALL.replace("sessions_per_day = 2", "sessions_per_day = 1") + slot, encoding="utf-8")
        assert there("plan", "import", "--yes", str(file), environment=machine.environment) == 0
        return capsys.readouterr().err.splitlines()

    assert told_at("06:30") == [], "nobody is reminded"
    assert there("remind", "install", "--apply", environment=machine.environment) == 0
    capsys.readouterr()
    keeps = (
        "lumbar: Your timer keeps the hours that it has. "
        "To give it the new ones, from Sunday 22 November 2026 on: lumbar remind install --apply"
    )
    assert told_at("08:00") == [keeps]
    assert told_at("06:45")[0] == keeps
    assert "No reminder is shown at 06:50" in told_at("06:50")[1]


def test_a_calendar_of_a_folder_whose_name_is_no_text_can_be_made(
    lumbar: CommandLine, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    made = []
    for name in (b"\xff", b"\xfe", b"\xff"):
        folder = tmp_path / os.fsdecode(name)
        assert lumbar("remind", "ics", "--data-dir", str(folder)) == 0
        made.append(events(capfdbinary.readouterr().out)[0]["UID"])
    assert made[0] == made[2] != made[1]


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        ("no systemctl", "There is no systemctl here"),
        ("systemctl fails", "No such bus"),
        ("no HOME", "HOME is not set"),
        ("read-only home", "cannot be written"),
    ],
)
def test_where_no_timer_can_be_installed_it_is_said_and_nothing_is_left(
    machine: CommandLine, tmp_path: Path, capsys: Capture, trouble: str, sentence: str
) -> None:
    match trouble:
        case "no systemctl":
            (tmp_path / "bin" / "systemctl").unlink()
            machine.environment["PATH"] = str(tmp_path / "bin")
        case "systemctl fails":
            (tmp_path / "bin" / "systemctl").write_text("#!/bin/sh\necho No such bus. >&2; exit 1\n", encoding="utf-8")
        case "no HOME":
            del machine.environment["HOME"]
        case _:
            (tmp_path / "home").mkdir()
            (tmp_path / "home" / ".config").write_text("in the way", encoding="utf-8")
    assert machine("remind", "install", "--apply") == 3
    assert sentence in complained(capsys)
    assert not (tmp_path / "home").exists() or units(tmp_path) == []


@pytest.mark.parametrize(("system", "tool"), [("darwin", "launchctl bootstrap"), ("win32", "schtasks /Create")])
def test_elsewhere_it_is_told_how_to_do_it(
    machine: CommandLine, monkeypatch: pytest.MonkeyPatch, capsys: Capture, system: str, tool: str
) -> None:
    monkeypatch.setattr("lumbar.cli.remind_verbs.platform", lambda: system)
    for verb in ("install", "remove"):
        assert machine("remind", verb) == 0
        assert tool in printed(capsys)
    assert machine("remind", "install", "--apply") == 3
    assert "with systemd alone" in capsys.readouterr().err


def test_the_timer_reminds_of_the_session_that_is_due(machine: CommandLine, tmp_path: Path, capsys: Capture) -> None:
    assert machine("remind", "now") == 0
    assert printed(capsys) == ""
    assert calls(tmp_path) == ["notify-send --app-name=lumbar -- lumbar: Daily session"]
    (tmp_path / "bin" / "notify-send").unlink()
    machine.environment["PATH"] = str(tmp_path / "bin")
    assert machine("remind", "now") == 0
    assert printed(capsys) == "lumbar: Daily session\n"


@pytest.mark.parametrize("why", ["done", "stopped", "rest day", "away", "quiet"])
def test_the_timer_is_silent_when_nothing_is_due_or_it_is_a_quiet_hour(
    machine: CommandLine, store: MemoryStore, tmp_path: Path, capsys: Capture, why: str
) -> None:
    plan = default_prescription(shipped_catalog().exercises, valid_from=date(2026, 1, 1))
    match why:
        case "done":
            store.append(kept_session())
        case "stopped":
            store.append(kept_session(status=Status.STOPPED_FOR_PAIN))
        case "rest day":
            store.versions.append(replace(plan, rest_days=(6,)))
        case "away":
            store.known_person = Person(away=(Away(first=SUNDAY, last=SUNDAY),))
        case _:
            machine.now = SUNDAY_MORNING.replace(hour=6, minute=59)
    assert machine("remind", "now") == 1
    assert printed(capsys) == ""
    assert calls(tmp_path) == []


def test_remind_alone_says_which_there_are(lumbar: CommandLine, capsys: Capture) -> None:
    assert lumbar("remind") == 2
    assert "lumbar remind ics" in complained(capsys)


def test_quiet_hours_go_over_midnight_within_a_day_or_never() -> None:
    late, early = time(22), time(7)
    at = {hour: SUNDAY_MORNING.replace(hour=hour, minute=0) for hour in range(24)}
    assert [hour for hour, moment in at.items() if is_quiet(moment, late, early)] == [0, 1, 2, 3, 4, 5, 6, 22, 23]
    assert [hour for hour, moment in at.items() if is_quiet(moment, early, time(9))] == [7, 8]
    assert not any(is_quiet(moment, late, late) for moment in at.values())


def test_quiet_hours_are_read_from_the_settings() -> None:
    found = parse_settings('quiet_from = "21:30"\nquiet_until = "7"\n', "settings.toml")
    assert found.settings.quiet_from == time(21, 30)
    assert found.settings.quiet_until == time(7)
    assert found.problems == (
        "settings.toml, line 2: quiet_until must be a time in quotes, such as \"22:00\", not '7'. The default is used.",
    )


def test_deleting_everything_removes_the_timer_and_the_figures_for_the_prompt_too(
    machine: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def assembled(*, data_dir: Path | None, config: Path | None, clock_rate: int, sound: Sound) -> Parts:
        return Parts(find_paths(data_dir=data_dir, config=config), StoppedClock(), clock_rate, sound)

    def called(*arguments: str) -> int:
        place = ("--data-dir", str(tmp_path / "data"))
        return run([*arguments, *place], assemble=assembled, environment=machine.environment)

    assert called("visit") == called("remind", "install", "--apply") == 0
    for path in (tmp_path / "data").iterdir():
        os.utime(path, (0, 0))
    assert called("status") == 0
    assert (tmp_path / "data" / "cache" / "today.json").exists()
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert called("delete") == 0
    assert capsys.readouterr().out.count("lumbar.timer") >= 2
    assert units(tmp_path) == []
    assert not (tmp_path / "data").exists()
