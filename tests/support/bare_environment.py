"""Takes out of the environment what changes the colours and the course of Textual. Imported before Textual."""

import os

for _name in [name for name in os.environ if name in {"NO_COLOR", "FORCE_COLOR"} or name.startswith("TEXTUAL")]:
    del os.environ[_name]
