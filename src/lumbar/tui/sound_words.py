"""What the first line of a session says of its sound."""

from collections.abc import Mapping

from lumbar.cues.port import Way

NO_SOUND = "no sound"
SOUND_REMARKS: Mapping[Way, str] = {Way.SYSTEM: "", Way.BELL: "bell", Way.SILENCE: NO_SOUND}
"""Which way sounds go, where it is not the one that was wanted; `lumbar doctor` says why."""
