"""The style sheet of the program, which is parsed once.

Textual parses every source anew whenever a screen is shown for the first time: its style sheet is told the same
variables again, and to parse again. Here it does so only for what has changed.
"""

from textual.css.stylesheet import Stylesheet


class SteadyStylesheet(Stylesheet):
    """A style sheet that parses what is new, and all of it only when a variable has changed."""

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take *variables*; what was parsed stays if they are the same."""
        if variables != self._variables:
            super().set_variables(variables)
            self._require_parse = True

    def reparse(self) -> None:
        """Parse what is new since the last time. Raises StylesheetParseError if that is not valid."""
        if self._require_parse:
            self.parse()
