"""A fixed day for tests."""

from datetime import UTC, datetime

from lumbar.domain.account import Occasion
from lumbar.domain.days import day_of

STARTED_AT = datetime(2026, 11, 22, 7, 40, tzinfo=UTC)
OCCASION = Occasion(session_id="3f0c6f0e-6c5c-4c39-9d5e-0a6f4b1c2d3e", started_at=STARTED_AT, day=day_of(STARTED_AT, 3))
