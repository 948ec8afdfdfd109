"""The animated body: pose keyframes -> joints -> limbs -> samples -> terminal cells. Knows nothing of Textual.

A `Motion` is read from the `[figure]` table of an exercise, a `Journey` leads from one position to another; `draw`
gives the picture of either at a moment, `draw_still` one that needs no motion.
"""

from lumbar.figure.drawing import STEPS, Scene, draw, draw_still
from lumbar.figure.journey import Journey
from lumbar.figure.motion import FigureMoment, MomentKind, Motion
from lumbar.figure.picture import QUARTERS, Picture, Region, Role, Run, Tone
from lumbar.figure.reading import FigureError, load_motion
from lumbar.figure.scene import Mode

__all__ = [
    "QUARTERS",
    "STEPS",
    "FigureError",
    "FigureMoment",
    "Journey",
    "Mode",
    "MomentKind",
    "Motion",
    "Picture",
    "Region",
    "Role",
    "Run",
    "Scene",
    "Tone",
    "draw",
    "draw_still",
    "load_motion",
]
