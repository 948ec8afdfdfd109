"""The scale of pain, and the level from which on nothing goes on as if it were not there."""

HIGHEST_LEVEL = 10
"""The worst pain that the person knows; 0 is none."""

STOP_LEVEL = 7
"""Pain from this level on, 0 to 10, ends a session; before one it asks for a typed yes. Our own decision."""
