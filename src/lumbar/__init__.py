"""lumbar: a timer, guide and diary for lower-back exercises, in the terminal."""

__version__ = "0.1.0"
