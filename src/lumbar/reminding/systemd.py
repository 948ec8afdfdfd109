"""A timer of systemd's for this user: one service, one timer."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lumbar.domain.prescription import DAYS_OF_THE_WEEK
from lumbar.reminding.hours import Hours

SERVICE, TIMER = "lumbar.service", "lumbar.timer"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
RELOAD = ("--user", "daemon-reload")
ENABLE = ("--user", "enable", "--now", TIMER)
DISABLE = ("--user", "disable", "--now", TIMER)
PATIENCE_SECONDS = 20


class RemindingError(Exception):
    """A timer could not be installed or removed. The message says why, in a sentence or two."""


@dataclass(frozen=True, slots=True)
class UserUnits:
    """The units of this user, in *folder*."""

    folder: Path
    environment: Mapping[str, str]

    @property
    def files(self) -> tuple[Path, Path]:
        """The service and the timer; neither need exist."""
        return self.folder / SERVICE, self.folder / TIMER

    def installed(self) -> tuple[Path, ...]:
        """Return those that are there."""
        return tuple(path for path in self.files if path.is_file())

    def is_of(self, data_file: Path) -> bool:
        """Return whether what is installed reminds of the sessions in *data_file*."""
        with suppress(OSError, ValueError):
            return _owner_line(data_file) in self.files[0].read_text(encoding="utf-8").splitlines()
        return False

    def install(self, service: str, timer: str) -> None:
        """Write both units and have them run. Raises RemindingError; nothing is installed then."""
        if shutil.which("systemctl", path=self.environment.get("PATH")) is None:
            raise RemindingError("There is no systemctl here, so no timer was installed. lumbar remind ics works.")
        before = {path: path.read_bytes() if path.is_file() else None for path in self.files}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for path, text in zip(self.files, (service, timer), strict=True):
                path.write_text(text, encoding="utf-8")
            self._run(RELOAD)
            self._run(ENABLE)
        except (OSError, RemindingError) as error:
            self._put_back(before)
            if isinstance(error, RemindingError):
                raise
            reason = (error.strerror or str(error)).lower()
            raise RemindingError(f"{self.folder} cannot be written ({reason}). No timer was installed.") from error

    def _put_back(self, before: Mapping[Path, bytes | None]) -> None:
        for path, content in before.items():
            with suppress(OSError):
                path.unlink(missing_ok=True) if content is None else path.write_bytes(content)
        with suppress(RemindingError):
            self._run(RELOAD)

    def remove(self) -> Sequence[Path]:
        """Stop the timer and remove both units; return what is gone. Raises RemindingError."""
        gone = self.installed()
        if not gone:
            return ()
        with suppress(RemindingError):  # where systemd does not run, the files alone are there
            self._run(DISABLE)
        for path in gone:
            try:
                path.unlink()
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                raise RemindingError(f"{path} could not be removed ({reason}).") from error
        with suppress(RemindingError):
            self._run(RELOAD)
        return gone

    def _run(self, arguments: Sequence[str]) -> None:
        program = shutil.which("systemctl", path=self.environment.get("PATH"))
        if program is None:
            raise RemindingError("There is no systemctl here.")
        command = " ".join(("systemctl", *arguments))
        try:
            ended = subprocess.run(  # noqa: S603 - found on the person's own PATH, with fixed arguments
                [program, *arguments],
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RemindingError(f"{command} did not work. No timer was installed.") from error
        if ended.returncode != 0:
            said = ended.stderr.decode(errors="replace").strip().partition("\n")[0].rstrip(".")
            raise RemindingError(f"{command} did not work ({said or ended.returncode}). No timer was installed.")


def user_units(environment: Mapping[str, str]) -> UserUnits:
    """Return this user's units. Raises RemindingError if it is not known where they are."""
    chosen, home = environment.get("XDG_CONFIG_HOME", ""), environment.get("HOME", "")
    if Path(chosen).is_absolute():
        return UserUnits(Path(chosen) / "systemd" / "user", environment)
    if not Path(home).is_absolute():
        raise RemindingError("Your home folder is not known (HOME is not set), so there is no place for a timer.")
    return UserUnits(Path(home) / ".config" / "systemd" / "user", environment)


def service_text(command: Sequence[str], data_file: Path) -> str:
    """Return the unit that runs *command*. Raises RemindingError if it cannot be written in a unit."""
    return "\n".join(
        (
            "[Unit]",
            "Description=lumbar: a reminder",
            "",
            "[Service]",
            "Type=oneshot",
            f"ExecStart={' '.join(_quoted(one) for one in command)}",
            "SuccessExitStatus=1",
            "",
            "[X-Lumbar]",
            _owner_line(data_file),
            "",
        )
    )


def timer_text(hours: Hours) -> str:
    """Return the unit that says when."""
    whole_week = len(hours.weekdays) == len(DAYS_OF_THE_WEEK)
    days = "" if whole_week else ",".join(WEEKDAYS[day] for day in hours.weekdays) + " "
    return "\n".join(
        (
            "[Unit]",
            "Description=lumbar: the hours of your sessions",
            "",
            "[Timer]",
            *(f"OnCalendar={days}*-*-* {slot.at:%H:%M}:00" for slot in hours.slots),
            "AccuracySec=30s",
            "",
            "[Install]",
            "WantedBy=timers.target",
            "",
        )
    )


def _owner_line(data_file: Path) -> str:
    return f"DataFile={_quoted(str(data_file))}"


def _quoted(text: str) -> str:
    """Return *text* as one word of a unit file."""
    if any(not one.isprintable() for one in text):
        raise RemindingError(f"{text!r} cannot stand in a timer, as it has characters that cannot be printed.")
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'
