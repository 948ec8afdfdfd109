"""A session as plain lines: for a screen reader, a braille display, a log, a terminal that can do nothing."""
