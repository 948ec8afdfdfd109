"""The page as it comes out of a browser's printer."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from lumbar.report.as_html import html_of
from lumbar.report.provider import Material, report_page
from support.made_up import made_up
from support.pages import material
from support.tools import tool


def pages_of(made_from: Material, sheet: str, folder: Path) -> int:
    browser = tool("chromium")
    html = html_of(report_page(made_from)).replace("@page {", f"@page {{ size: {sheet};", 1)
    (folder / "page.html").write_text(html, encoding="utf-8")
    subprocess.run(
        [
            *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
            *(f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'page.pdf'}"),
            (folder / "page.html").as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return len(re.findall(rb"/Type\s*/Page\b", (folder / "page.pdf").read_bytes()))


@pytest.mark.slow
@pytest.mark.parametrize("sheet", ["A4", "Letter"])
def test_six_weeks_fit_on_two_sheets(sheet: str, tmp_path: Path) -> None:
    history = made_up(6)
    made_from = material(
        *history.sessions, since=date(2026, 10, 11), person=history.person, plans=history.prescriptions
    )
    assert 1 <= pages_of(made_from, sheet, tmp_path) <= 2
