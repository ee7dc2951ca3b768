"""Ten calendars that nobody here wrote, brought twice: the second time nothing changes."""

import pytest

from tests.exchange.test_corpus import FEEDS, NAMED

pytestmark = pytest.mark.corpus


@pytest.mark.parametrize("name", NAMED)
def test_a_real_calendar_is_brought_once(olga, name):
    content = (FEEDS / f"{name}.ics").read_bytes().decode("utf-8", "replace")
    asked = {"place": "Lewes, Delaware", "time_zone": "America/New_York"}
    first = olga.preview(content, **asked)
    done = olga.publish(first)["counts"]
    assert done.get("published", 0) > 0
    assert set(done) == {"published"}
    before = [(row.id, row.revision) for row in olga.activities()]
    again = olga.preview(content, **asked)
    assert not {"changed", "ended"} & set(again["counts"])
    assert again["counts"].get("new", 0) == first["counts"]["new"] - done["published"]
    assert again["counts"]["same"] == done["published"]
    assert [(row.id, row.revision) for row in olga.activities()] == before
