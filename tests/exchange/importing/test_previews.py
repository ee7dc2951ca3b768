"""An organiser brings a file or an address, looks at what it comes to, and publishes rows."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core.db import db
from app.core.records import write_record
from app.core.writes import unit_of_work
from app.exchange.import_models import ImportPreview
from app.exchange.previews import forget_ended
from app.exchange.safe_fetch import Fetched, Known
from app.exchange.wishes import Desk
from tests.conftest import NOW
from tests.exchange.files import calendar, event, read_calendar
from tests.exchange.importing.conftest import LEWES, Importer
from tests.exchange.source_server import HOST, answer
from tests.people import sign_in

WALKS = calendar(
    event(),
    event(UID="b", SUMMARY="Pier talk", RRULE="FREQ=WEEKLY"),
    event(UID="c", SUMMARY="x"),
    event(UID="d", SUMMARY="Old walk", **{"DTSTART;TZID=America/New_York": "20251205T100000",
                                          "DTEND;TZID=America/New_York": "20251205T110000"}),
)  # fmt: skip


def outcomes(preview):
    return [row["outcome"] for row in preview["rows"]]


def test_every_row_says_what_it_is_and_nothing_is_public_yet(olga, client):
    shown = olga.preview(WALKS)
    assert outcomes(shown) == ["new", "new", "refused", "past"]
    assert shown["rows"][0] == {
        "n": 1, "title": "Harbour walk", "outcome": "new", "reason": None, "repaired": [],
        "starts_at": "2026-12-05T10:00", "place": "Harbour Office, Lewes",
    }  # fmt: skip
    assert shown["rows"][2]["reason"] == "it has no title"
    assert shown["counts"] == {"new": 2, "refused": 1, "past": 1}
    assert shown["organiser"]["name"] == "Harbour Society"
    assert (shown["state"], shown["columns"]) == ("preview", None)
    assert olga.activities() == []
    again = olga.client.get(f"/api/v1/imports/{shown['id']}")
    assert again.json == shown


def test_chosen_rows_are_published_under_my_own_name(olga, dates):
    shown = olga.preview(WALKS)
    done = olga.publish(shown, 2)
    assert done["rows"] == [{"n": 2, "title": "Pier talk", "outcome": "published", "reason": None}]
    (talk,) = olga.activities()
    seen = dates(talk)
    assert (seen["title"], seen["organiser"]["name"]) == ("Pier talk", "Harbour Society")
    assert seen["occurrences"][0]["starts_at"] == "2026-12-05T10:00:00-05:00"
    again = olga.client.get(f"/api/v1/imports/{shown['id']}").json
    assert (outcomes(again)[:2], again["state"]) == (["new", "same"], "published")
    assert olga.publish(shown)["counts"] == {"published": 1}


def test_importing_twice_changes_nothing(olga):
    assert olga.bring(WALKS) == {"published": 2}
    before = [(row.id, row.revision) for row in olga.activities()]
    assert olga.preview(WALKS)["counts"] == {"same": 2, "refused": 1, "past": 1}
    assert olga.bring(WALKS) == {}
    assert [(row.id, row.revision) for row in olga.activities()] == before


def test_the_same_calendar_is_the_same_by_file_and_by_address(olga, source):
    source["/walks.ics"] = answer(WALKS)
    olga.bring(WALKS)
    shown = olga.preview(f"https://{HOST}/walks.ics".replace("https", "http"))
    assert (shown["name"], outcomes(shown)) == (HOST, ["same", "same", "refused", "past"])


@pytest.mark.parametrize(
    ("copied", "asked"),
    [("webcal://{}/walks.ics", "https://{}/walks.ics"), ("{}/walks.ics", "https://{}/walks.ics"),
     (" https://{}/walks.ics ", "https://{}/walks.ics"), ("{}", "https://{}")],
)  # fmt: skip
def test_an_address_is_taken_as_calendars_give_it_out(app, olga, desk, copied, asked):
    seen = []

    def get(url, known=None):
        seen.append(url)
        return Fetched(content=WALKS, content_type="text/calendar", known=Known())

    app.extensions["desk"] = Desk(type("Watching", (), {"get": staticmethod(get)})(), desk.parser)
    answered = olga.client.post("/api/v1/imports", json={**LEWES, "url": copied.format(HOST)})
    assert answered.status_code == 201, answered.json
    assert seen == [asked.format(HOST)]


def test_an_organiser_never_changes_what_another_one_imported(app, olga, desk):
    olga.bring(WALKS)
    other = Importer(app, "otto@example.org", "Otto's", proven=True)
    changed = WALKS.replace(b"Harbour walk", b"Stolen walk")
    assert other.bring(changed) == {"published": 2}
    assert [row.title for row in olga.activities()] == ["Harbour walk", "Pier talk"]
    shown = olga.preview(WALKS)
    for method, path in (("get", ""), ("post", "/publish")):
        ask = getattr(other.client, method)
        assert ask(f"/api/v1/imports/{shown['id']}{path}", json={}).status_code == 404


def test_a_table_asks_for_its_columns(olga):
    shown = olga.preview("Was;Wann\nWalk;2026-12-05 10:00\n")
    assert (shown["rows"], shown["columns"]["head"]) == ([], ["Was", "Wann"])
    mapped = olga.preview(
        "Was;Wann\nWalk;2026-12-05 10:00\n", columns={"title": "Was", "starts": "Wann"}
    )
    assert mapped["columns"]["taken_for"] == {"title": "Was", "starts": "Wann"}
    assert olga.publish(mapped)["counts"] == {"published": 1}
    with unit_of_work() as session:
        assert session.get(ImportPreview, _number(mapped)).content is None


def _number(shown):
    from app.core.ids import read_id

    return read_id(shown["id"])


def test_a_web_page_is_read_for_its_events(olga, source):
    source["/"] = answer(
        b'<html><script type="application/ld+json">{"@type": "Event", "name": "Tea",'
        b' "startDate": "2026-12-05T10:00", "location": "Harbour Office"}</script>',
        Content_Type="text/html",
    )
    assert outcomes(olga.preview(f"http://{HOST}/")) == ["new"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"content": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:no end"}, "content"),
        ({"content": "PK\x03\x04".replace("\x03", "").replace("\x04", "")}, "content"),
        ({"content": ""}, "content"),
        ({}, "url"),
        ({"content": "x", "url": "http://a.example.org/"}, "url"),
        ({"content": "BEGIN:VCALENDAR", "format": "docx"}, "format"),
        ({"content": WALKS.decode(), "place": "Atlantis"}, "place"),
        ({"content": WALKS.decode(), "time_zone": "Mars/Base"}, "time_zone"),
        ({"content": WALKS.decode(), "kind": "party"}, "kind"),
        ({"url": "http://127.0.0.1/a.ics"}, "url"),
    ],
)
def test_what_can_not_be_read_says_where_and_why(olga, asked, field):
    answered = olga.client.post("/api/v1/imports", json=asked)
    assert answered.status_code == 422
    assert list(answered.json["errors"]) == [field]
    assert "--" not in answered.text


def test_a_cut_off_file_says_at_which_line(olga):
    said = olga.preview("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:no end", status=422)
    assert "line 3" in said["errors"]["content"][0]


def test_a_server_that_does_not_answer_is_said_kindly(olga, source):
    source["/gone"] = answer(b"no", status="500 Oops")
    said = olga.preview(f"http://{HOST}/gone", status=502)
    assert said["code"] == "not_fetched"


def test_only_those_who_publish_import(client, app, frozen):
    assert client.post("/api/v1/imports", json={"content": "x"}).status_code == 401
    from tests.phones import new_phone

    guest = new_phone(app)
    guest.post("/api/v1/guests")
    assert guest.post("/api/v1/imports", json={"content": "x"}).status_code == 403


def test_five_imports_an_hour(olga, source):
    asked = {"url": "http://127.0.0.1/"}
    statuses = [olga.client.post("/api/v1/imports", json=asked).status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    assert source.connections == 0


def test_a_first_import_gives_the_organiser_a_name(app, frozen, desk):
    newcomer = sign_in(app, "ines@example.org")
    asked = {"content": WALKS.decode(), "place": "Lewes, Delaware"}
    made = newcomer.post("/api/v1/imports", json={**asked, "organiser_name": "Ines walks"})
    assert made.json["organiser"]["name"] == "Ines walks"
    again = newcomer.post("/api/v1/imports", json=asked)
    assert again.json["organiser"] == made.json["organiser"]


def test_a_retry_gets_the_same_answer_and_makes_one_preview(olga):
    key = {"Idempotency-Key": "same-key-0001"}
    first = olga.preview(WALKS, headers=key)
    assert olga.preview(WALKS, headers=key)["id"] == first["id"]
    db.session.rollback()
    assert db.session.query(ImportPreview).count() == 1


def test_a_preview_goes_after_two_days(olga, frozen):
    shown = olga.preview(WALKS)
    later = NOW + timedelta(days=2)
    with unit_of_work() as session:
        assert forget_ended(session, later - timedelta(minutes=1)) == 0
        assert forget_ended(session, later) == 1
    assert olga.client.get(f"/api/v1/imports/{shown['id']}").status_code == 404


def test_a_preview_shows_the_first_date_still_to_come(olga, frozen):
    shown = olga.preview(WALKS)
    frozen.shift(datetime(2026, 12, 6, tzinfo=UTC) - NOW)
    with unit_of_work() as session:
        session.get(ImportPreview, _number(shown)).ends_at = NOW + timedelta(days=99)
    again = olga.client.get(f"/api/v1/imports/{shown['id']}").json
    assert [row["starts_at"] for row in again["rows"][:2]] == [None, "2026-12-12T10:00"]


def test_a_preview_kept_as_whole_rows_before_is_still_there(olga, places, frozen):
    shown = olga.preview(WALKS)
    rows = read_calendar(places, WALKS, skims=True)
    with unit_of_work() as session:
        session.get(ImportPreview, _number(shown)).rows = [write_record(row) for row in rows]
    assert olga.client.get(f"/api/v1/imports/{shown['id']}").json == shown
    assert olga.publish(shown)["counts"] == {"published": 2}


def test_what_no_reader_would_have_written_is_never_published(olga):
    shown = olga.preview(WALKS)
    with unit_of_work() as session:
        kept = session.get(ImportPreview, _number(shown))
        kept.rows = [{**row, "said": '{"title": 1}'} for row in kept.rows]
    olga.publish(shown, status=500)
    assert olga.activities() == []


def test_a_file_may_be_a_mib_and_no_other_call(olga):
    filler = "X-NOTE:" + "y" * 60 + "\r\n"
    big = WALKS.decode().replace("END:VCALENDAR", filler * 10_000 + "END:VCALENDAR")
    assert outcomes(olga.preview(big))[:2] == ["new", "new"]
    posted = olga.client.post("/api/v1/imports", json={"content": "x" * 1_600_000})
    patched = olga.client.patch("/api/v1/me", json={"display_name": "x" * 70_000})
    for refused, most in ((posted, "1.5 MiB"), (patched, "64 KiB")):
        assert refused.status_code == 413
        assert f"At most {most} are taken." in refused.json["detail"]
