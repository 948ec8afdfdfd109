"""The pages that the number keys lead to."""

from typing import NamedTuple


class PagePlace(NamedTuple):
    """Where a page stands among the others."""

    key: str
    title: str
    about: str
    """What is on it, a few words."""

    @property
    def mode(self) -> str:
        """What the app calls it."""
        return self.title.lower()


PAGES = (
    PagePlace("1", "Today", "What is due and what is done"),
    PagePlace("2", "Catalog", "The exercises"),
    PagePlace("3", "History", "The weeks and their sessions"),
)
