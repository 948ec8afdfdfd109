"""The page for the provider as one HTML file that asks for nothing from outside."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lumbar.report.outside import visible
from lumbar.report.sheet import ReportPage

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"


def html_of(page: ReportPage) -> str:
    """Return *page* laid out. Whatever was typed is text in it, and nothing else."""
    return _template().render(page=page)


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - a report alone needs it

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("provider.html")


def _shown(value: object) -> object:
    return visible(value) if type(value) is str else value
