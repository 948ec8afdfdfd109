"""Takes out of the environment what changes the colours and the course of Textual, and sets the hour of the day.

Imported before Textual.
"""

import os
import time

for _name in [name for name in os.environ if name in {"NO_COLOR", "FORCE_COLOR"} or name.startswith("TEXTUAL")]:
    del os.environ[_name]

NOON = 12
os.environ["TZ"] = f"<noon>{time.gmtime().tm_hour - NOON:+d}"
"""It is about noon in a run of the tests, so that no day of the programs that they start ends in the middle of one."""
if hasattr(time, "tzset"):
    time.tzset()
