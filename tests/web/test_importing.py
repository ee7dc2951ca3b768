"""An organiser brings a calendar on plain pages, without a script."""

import re
from io import BytesIO

import pytest

from app.accounts.models import Organiser
from app.activities.posting.models import ActivityDraft
from app.core import clock
from app.core.db import db
from app.core.writes import unit_of_work
from tests.exchange.files import calendar, event
from tests.exchange.importing.conftest import desk, nora, olga, source
from tests.exchange.source_server import HOST, answer
from tests.phones import new_phone

__all__ = ["desk", "nora", "olga", "source"]
SAME = {"Sec-Fetch-Site": "same-origin"}
WALKS = calendar(event(), event(UID="b", SUMMARY="Pier talk"), event(UID="c", SUMMARY="x"))
BESIDE = {"place": "Lewes, Delaware", "kind": "interest_group"}


@pytest.fixture
def send():
    def sending(who, content, name="walks.ics", **typed):
        form = {**BESIDE, **typed, "file": (BytesIO(content), name)}
        return who.client.post("/organise/import", data=form, headers=SAME)

    return sending


def test_a_file_leads_to_its_rows_and_chosen_ones_become_public(olga, send):
    assert "Bring a calendar" in olga.client.get("/organise/import").text
    sent = send(olga, WALKS)
    assert sent.status_code == 303
    rows = olga.client.get(sent.location)
    assert "2 to choose from" in rows.text
    assert "It has no title." in rows.text
    assert rows.headers["Cache-Control"] == "no-store"
    done = olga.client.post(sent.location, data={"row": ["2"]}, headers=SAME)
    assert "1 now public" in done.text
    assert [row.title for row in olga.activities()] == ["Pier talk"]
    assert "1 to choose from" in olga.client.get(sent.location).text


def test_an_address_is_read_and_a_wrong_one_is_said_beside_its_field(olga, source):
    source["/walks.ics"] = answer(WALKS)
    typed = {**BESIDE, "url": f"http://{HOST}/walks.ics"}
    sent = olga.client.post("/organise/import", data=typed, headers=SAME,
                            content_type="multipart/form-data")  # fmt: skip
    assert sent.status_code == 303
    typed["url"] = "http://127.0.0.1/walks.ics"
    refused = olga.client.post("/organise/import", data=typed, headers=SAME,
                               content_type="multipart/form-data")  # fmt: skip
    assert refused.status_code == 422
    assert "We do not fetch from this address." in refused.text
    assert 'value="http://127.0.0.1/walks.ics"' in refused.text


def test_nothing_sent_asks_for_something(olga):
    empty = olga.client.post("/organise/import", data=BESIDE, headers=SAME,
                             content_type="multipart/form-data")  # fmt: skip
    assert empty.status_code == 422
    assert "Please choose a file, or type an address." in empty.text


def test_the_columns_of_a_table_are_mapped_by_hand(olga, send):
    sent = send(olga, b"Was;Wann\nWalk;2026-12-05 10:00\n", "walks.csv")
    rows = olga.client.get(sent.location).text
    assert "Which column is what" in rows
    missing = olga.client.post(f"{sent.location}/columns", data={"title": "Was"}, headers=SAME)
    assert missing.status_code == 422
    assert "<option selected>Was</option>" in missing.text
    mapped = olga.client.post(
        f"{sent.location}/columns", data={"title": "Was", "starts": "Wann"}, headers=SAME
    )
    assert mapped.status_code == 303
    assert "1 to choose from" in olga.client.get(mapped.location).text


def test_what_was_chosen_stays_chosen_when_it_can_not_be_taken_now(olga, send):
    sent = send(olga, calendar(event(), event(UID="b", SUMMARY="Pier talk")))
    with unit_of_work() as session:
        session.get_one(Organiser, olga.organiser_id).blocked_at = clock.now()
    refused = olga.client.post(sent.location, data={"row": ["2"]}, headers=SAME)
    assert refused.status_code == 422
    assert "Nothing new can be published under this name at the moment." in refused.text
    assert re.findall(r'name="row" value="(.)"( checked)?', refused.text) == [
        ("1", ""), ("2", " checked"),
    ]  # fmt: skip


def test_what_is_true_of_many_rows_is_said_once(olga, send):
    lines = b"".join(b"Walk %d;2026-12-05 1%d:00\n" % (n, n) for n in range(5))
    sent = send(olga, b"Title;Start;End\n" + lines.replace(b"10:00", b"10:00;2026-12-05 11:00"))
    some = olga.client.get(sent.location).text
    assert some.count("Length not told: shown as one hour.") == 4
    assert some.count("The same for all of them.") == 1
    assert some.count("the pin is set in") == 1


def test_what_somebody_new_brings_waits(nora, send):
    sent = send(nora, WALKS)
    assert "somebody reads each new activity" in nora.client.get(sent.location).text
    done = nora.client.post(sent.location, data={"row": ["1", "2"]}, headers=SAME)
    assert "2 waiting until somebody has read it" in done.text
    assert db.session.query(ActivityDraft).count() == 2


def test_a_calendar_is_followed_and_let_go(olga, source):
    source["/walks.ics"] = answer(WALKS)
    typed = {**BESIDE, "url": f"http://{HOST}/walks.ics"}
    sent = olga.client.post("/organise/feeds", data=typed, headers=SAME)
    assert sent.status_code == 303
    shown = olga.client.get(sent.location).text
    assert "It is followed." in shown
    assert "The last good copy is less than an hour old." in shown
    feed = olga.client.get("/api/v1/feeds").json["items"][0]["id"]
    ended = olga.client.post(f"/organise/feeds/{feed}/end", headers=SAME)
    assert "You follow no calendar yet." in olga.client.get(ended.location).text


@pytest.mark.parametrize("path", ["/organise/import", "/organise/feeds", "/organise/import/x"])
def test_whoever_is_not_signed_in_sees_what_it_needs(app, path):
    shown = new_phone(app).get(path)
    assert shown.status_code == 200
    assert "Sign in" in shown.text


def test_a_form_from_elsewhere_and_a_file_elsewhere_are_refused(olga):
    form = {**BESIDE, "file": (BytesIO(WALKS), "a.ics")}
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert olga.client.post("/organise/import", data=form, headers=elsewhere).status_code == 403
    form = {"url": "x", "file": (BytesIO(WALKS), "a.ics")}
    assert olga.client.post("/organise/feeds", data=form, headers=SAME).status_code == 415
    too_much = olga.client.post(
        "/organise/import",
        data=b"x" * 1_600_000,
        headers=SAME,
        content_type="multipart/form-data; boundary=x",
    )
    assert too_much.status_code == 413
