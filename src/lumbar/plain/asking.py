"""Questions in plain lines, each answered with keys. Care advice is one key away from every one of them."""

from collections import deque
from collections.abc import Sequence

from lumbar.before_view import Choices
from lumbar.care import CareAdvice, care_lines
from lumbar.domain.before import Reply
from lumbar.inquiry_view import LEVEL_KEYS
from lumbar.plain.keyboard import Keys, Write
from lumbar.session_commands import CARE_KEYS, LEAVE_OUT_KEYS
from lumbar.words import hurts
from lumbar.words import next_time as words

HALF_AN_HOUR_SECONDS = 1800.0
"""How long one look at the keyboard lasts while nothing else happens."""


class Asker:
    """Puts one question after the other."""

    def __init__(self, keys: Keys, write: Write, advice: CareAdvice) -> None:
        self._keys = keys
        self._write = write
        self._advice = advice
        self._typed: deque[str] = deque()

    @property
    def is_there(self) -> bool:
        """Whether anybody can answer."""
        return self._keys.is_there

    def answer(self) -> str:
        """Return the next key that does not ask for care advice."""
        while (key := self._key()) in CARE_KEYS:
            self.show_care()
        return key

    def _key(self) -> str:
        while not self._typed:
            self._typed.extend(self._keys.wait(HALF_AN_HOUR_SECONDS))
        return self._typed.popleft()

    def show_care(self) -> None:
        """Print care advice."""
        for line in care_lines(self._advice):
            self._write(line)

    def level(self, question: str) -> int | None:
        """Ask for a level, 0 to 10; None if it is left out, or nobody is there."""
        if not self.is_there:
            return None
        self._write(f"{question} {hurts.LEVEL_ENDS} x is ten, Enter leaves it out.")
        while (key := self.answer()) not in LEAVE_OUT_KEYS:
            if key in LEVEL_KEYS:
                level = LEVEL_KEYS.index(key)
                self._write(f"{level}.")
                return level
        return None

    def choice(self, choices: Choices) -> Reply:
        """Ask a question with a few answers; None if it is left out."""
        by_key = {option.key: option for option in choices.options}
        for line in (*choices.facts, choices.question):
            self._write(line)
        for option in choices.options:
            self._write(f"  {option.key}  {option.words}")
        if choices.preselected is not None:
            by_key["enter"] = choices.options[choices.preselected]
            self._write(f"  Enter  {by_key['enter'].words}")
        self._write(f"  Escape  {choices.leave_out}")
        while (key := self.answer()) not in by_key:
            if key == "escape":
                return None
        self._write(f"{by_key[key].words}.".capitalize())
        return by_key[key].reply

    def typed_yes(self, facts: Sequence[str]) -> bool:
        """Ask for the word yes, and Enter; return whether it was typed. Escape leaves."""
        for line in (*facts, f"{words.TYPE_YES} Then Enter. Escape leaves."):
            self._write(line)
        typed = ""
        while (key := self._key()) != "escape":
            if key == "f2":
                self.show_care()
            elif key == "backspace":
                typed = typed[:-1]
            elif key != "enter":
                typed += key if len(key) == 1 else ""
            elif typed.strip().lower() == "yes":
                return True
            else:
                self._write(words.TYPE_YES)
                typed = ""
        return False

    def read(self, lines: Sequence[str], last: str) -> bool:
        """Let *lines* be read; return whether Enter said so. Any other key leaves."""
        for line in (*lines, last):
            self._write(line)
        return self.answer() == "enter"
