"""A history that is made up, to show lumbar and to try it: seeded, so that it is the same each time."""
