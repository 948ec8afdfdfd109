"""The level of pain from which on nothing goes on as if it were not there."""

STOP_LEVEL = 7
"""Pain from this level on, 0 to 10, ends a session; before one it asks for a typed yes. Our own decision."""
