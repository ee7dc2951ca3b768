"""The demo's towns, one after the other: `-k hobart` looks at that town alone."""

from datetime import date

import pytest

from app.cli.demo_drafts import town_activities
from app.cli.demo_towns import towns

TODAY = date(2026, 11, 26)


@pytest.fixture(scope="session", params=towns(), ids=lambda town: town.slug)
def town(request):
    return request.param


@pytest.fixture(scope="session")
def drafts(town):
    """The town's activities as of TODAY."""
    return town_activities(town, TODAY)
