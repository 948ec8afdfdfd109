"""How to be reminded where there is no systemd: words and files to use by hand."""

import subprocess
from collections.abc import Sequence
from xml.sax.saxutils import escape

from lumbar.domain.prescription import DAYS_OF_THE_WEEK
from lumbar.reminding.hours import Hours

LABEL = "lumbar.remind"
PLIST = f"~/Library/LaunchAgents/{LABEL}.plist"
WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")


def for_launchd(hours: Hours, command: Sequence[str]) -> str:
    """Return what to do on macOS."""
    times = [
        f"<dict><key>Weekday</key><integer>{(day + 1) % 7}</integer><key>Hour</key><integer>{slot.at.hour}</integer>"
        f"<key>Minute</key><integer>{slot.at.minute}</integer></dict>"
        for slot in hours.slots
        for day in hours.weekdays
    ]
    words = "".join(f"<string>{escape(one)}</string>" for one in command)
    return "\n".join(
        (
            f"Save this as {PLIST}:",
            "",
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<plist version="1.0"><dict>',
            f"<key>Label</key><string>{LABEL}</string>",
            f"<key>ProgramArguments</key><array>{words}</array>",
            "<key>StartCalendarInterval</key><array>",
            *times,
            "</array></dict></plist>",
            "",
            f"Then run: launchctl bootstrap gui/$(id -u) {PLIST}",
            f"To remove it: launchctl bootout gui/$(id -u)/{LABEL}; rm {PLIST}",
            "",
        )
    )


def for_task_scheduler(hours: Hours, command: Sequence[str]) -> str:
    """Return what to do on Windows."""
    whole_week = len(hours.weekdays) == len(DAYS_OF_THE_WEEK)
    when = "DAILY" if whole_week else f"WEEKLY /D {','.join(WEEKDAYS[day] for day in hours.weekdays)}"
    run = subprocess.list2cmdline(command).replace('"', '\\"')
    numbered = list(enumerate(hours.slots, 1))
    return "\n".join(
        (
            "Run these in a Command Prompt:",
            "",
            *(f'schtasks /Create /TN "lumbar {n}" /SC {when} /ST {slot.at:%H:%M} /TR "{run}"' for n, slot in numbered),
            "",
            "To remove them:",
            *(f'schtasks /Delete /TN "lumbar {n}"' for n, _ in numbered),
            "",
        )
    )
