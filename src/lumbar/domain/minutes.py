"""How long one session may be asked for."""

MOST_MINUTES = 120
"""More looks like a slip: the leaflet says 10 to 30 minutes a day."""
