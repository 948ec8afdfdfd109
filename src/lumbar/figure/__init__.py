"""The animated body: pose keyframes -> joints -> limbs -> samples -> terminal cells. Knows nothing of Textual.

`reading.load_motion` reads the `[figure]` table of an exercise into a `motion.Motion`; a `journey.Journey` leads from
one position to another; `draw.draw` gives the picture of either at a `motion.FigureMoment`, `draw.draw_still` one that
needs no motion.
"""
