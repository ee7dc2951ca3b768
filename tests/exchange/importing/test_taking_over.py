"""What somebody new imports waits; what changed at the source changes here, and no more."""

from app.activities.hiding import Hiding, hide
from app.activities.models import Activity
from app.activities.posting import service as posting
from app.activities.posting.models import ActivityDraft
from app.core import clock
from app.core.ids import read_id, show_id
from app.core.writes import unit_of_work
from tests.conftest import NOW
from tests.exchange.files import calendar, event

WEEKLY = {"RRULE": "FREQ=WEEKLY;COUNT=6", "EXDATE;TZID=America/New_York": "20261212T100000"}
MOVED = {
    "RECURRENCE-ID;TZID=America/New_York": "20261219T100000",
    "DTSTART;TZID=America/New_York": "20261219T150000",
    "DTEND;TZID=America/New_York": "20261219T170000",
}


def walks(**changed):
    return calendar(event(**WEEKLY, **changed), event((), **MOVED, **changed))


def starts(seen):
    return [date["starts_at"][:16] for date in seen["occurrences"]]


SATURDAYS = ["2026-12-05T10:00", "2026-12-19T15:00", "2026-12-26T10:00", "2027-01-02T10:00",
             "2027-01-09T10:00"]  # fmt: skip


def test_what_somebody_new_imports_waits_and_is_then_what_the_source_said(nora, dates):
    assert nora.bring(walks()) == {"waiting": 1}
    assert nora.activities() == []
    (draft,) = nora.drafts()
    assert (draft.state, draft.content["title"]) == ("waiting", "Harbour walk")
    assert draft.content["starts_at"] == "2026-12-05T10:00"
    assert draft.whereabouts["area"] == "Lewes"
    nora.approve()
    (walk,) = nora.activities()
    assert walk.id == draft.id
    assert starts(dates(walk)) == SATURDAYS
    assert nora.preview(walks())["counts"] == {"same": 1, "joined": 1}


def test_the_same_dates_come_of_both_roads(nora, olga, dates):
    olga.bring(walks())
    assert starts(dates(olga.activities()[0])) == SATURDAYS


def test_five_a_day_wait_and_the_rest_can_follow_tomorrow(nora, frozen):
    many = calendar(*(event(UID=f"w{n}", SUMMARY=f"Walk {n}") for n in range(8)))
    shown = nora.preview(many)
    done = nora.publish(shown)
    assert done["counts"] == {"waiting": 5, "later": 3}
    assert done["state"] == "preview"
    assert "tomorrow" in done["rows"][-1]["reason"]
    frozen.move_to(NOW.replace(day=27))
    assert nora.publish(shown)["counts"] == {"waiting": 3}


def test_a_change_of_time_or_title_waits_and_other_words_do_not(nora):
    nora.bring(walks())
    nora.approve()
    assert nora.bring(walks(DESCRIPTION="Bring a cup.")) == {"changed": 1}
    (walk,) = nora.activities()
    assert walk.description == "Bring a cup."
    assert nora.bring(walks(DESCRIPTION="Bring a cup.", SUMMARY="Pier walk")) == {"waiting": 1}
    assert nora.activities()[0].title == "Harbour walk"
    assert nora.drafts()[0].content == {"title": "Pier walk"}
    again = nora.preview(walks(DESCRIPTION="Bring a cup.", SUMMARY="Pier walk"))
    assert again["counts"] == {"same": 1, "joined": 1}
    nora.approve()
    assert nora.activities()[0].title == "Pier walk"


def test_what_still_waits_can_be_brought_up_to_date(nora):
    nora.bring(walks())
    assert nora.bring(walks(SUMMARY="Pier walk")) == {"waiting": 1}
    assert [draft.content["title"] for draft in nora.drafts()] == ["Pier walk"]
    nora.approve()
    assert [row.title for row in nora.activities()] == ["Pier walk"]


def test_what_was_sent_back_or_thrown_away_is_handed_in_only_when_asked(nora):
    nora.bring(walks())
    with unit_of_work() as session:
        draft = session.get(ActivityDraft, nora.drafts()[0].id)
        posting.send_back(session, draft, "Please say more.", clock.now())
    assert nora.preview(walks())["counts"] == {"same": 1, "joined": 1}
    with unit_of_work() as session:
        session.delete(session.get(ActivityDraft, nora.drafts()[0].id))
    assert nora.preview(walks())["counts"] == {"new": 1, "joined": 1}
    assert nora.bring(walks()) == {"waiting": 1}


def test_what_its_author_wrote_before_review_stands(nora, dates):
    nora.bring(walks())
    with unit_of_work() as session:
        draft = session.get(ActivityDraft, nora.drafts()[0].id)
        posting.write(session, draft, {"title": "A slow walk", "capacity": 6}, clock.now())
        posting.submit(session, draft, clock.now())
    nora.approve()
    (walk,) = nora.activities()
    assert (walk.title, walk.capacity) == ("A slow walk", 6)


def test_a_change_at_the_source_leaves_what_was_told_here(olga):
    olga.bring(walks(DESCRIPTION="Wheelchair accessible."))
    with unit_of_work() as session:
        walk = session.get(Activity, olga.activities()[0].id)
        walk.capacity, walk.booking, walk.greeter_name = 8, "needed", "Ann"
    changed = walks(SUMMARY="Pier walk", DESCRIPTION="Wheelchair accessible.")
    assert olga.bring(changed) == {"changed": 1}
    (walk,) = olga.activities()
    assert (walk.title, walk.capacity, walk.booking) == ("Pier walk", 8, "needed")
    assert walk.greeter_name == "Ann"


def test_a_new_id_for_the_same_event_is_no_new_event(olga):
    olga.bring(walks())
    again = walks(UID="exported-again-17")
    assert olga.preview(again)["counts"] == {"same": 1, "joined": 1}
    changed = walks(UID="exported-again-17", DESCRIPTION="New words")
    assert olga.bring(changed) == {"changed": 1}
    assert len(olga.activities()) == 1


def test_an_event_without_an_id_is_known_by_its_looks(olga):
    bare = calendar(event(("UID",)), event(("UID",), SUMMARY="Pier talk"))
    assert olga.bring(bare) == {"published": 2}
    assert olga.bring(bare) == {}


def test_what_is_cancelled_at_the_source_is_taken_down_and_can_come_back(olga, client):
    olga.bring(walks())
    cancelled = calendar(event(**WEEKLY, STATUS="CANCELLED"))
    assert olga.preview(cancelled)["counts"] == {"ended": 1}
    assert olga.bring(cancelled) == {"cancelled": 1}
    assert [row.state for row in olga.activities()] == ["withdrawn"]
    assert olga.bring(walks()) == {"changed": 1}
    assert [row.state for row in olga.activities()] == ["published"]


def test_what_was_cancelled_or_hidden_here_stays_so(olga):
    olga.bring(walks())
    for state, said in (("withdrawn", "cancelled here"), ("hidden", "took it down")):
        with unit_of_work() as session:
            session.get(Activity, olga.activities()[0].id).state = state
        (row, _) = olga.preview(walks(SUMMARY="Pier walk"))["rows"]
        assert (row["outcome"], said in row["reason"]) == ("refused", True)
        assert olga.bring(walks(SUMMARY="Pier walk")) == {}


def test_time_passing_is_no_change(olga, frozen):
    listed = calendar(
        event(RDATE="20261206T100000,20261213T100000"),
        event(UID="days", **{"DTSTART;VALUE=DATE": "20261205"}, drop=("DTSTART", "DTEND")),
    )
    olga.bring(listed)
    frozen.move_to(NOW.replace(month=12, day=6, hour=20))
    counts = olga.preview(listed)["counts"]
    assert counts["same"] == 1
    assert "changed" not in counts


def test_a_blocked_organiser_publishes_nothing(olga):
    from app.accounts.models import Organiser

    shown = olga.preview(walks())
    with unit_of_work() as session:
        session.get_one(Organiser, olga.organiser_id).blocked_at = clock.now()
    assert olga.publish(shown, status=409)["code"] == "organiser_blocked"
    assert olga.activities() == []
    assert read_id(shown["id"])


def test_what_was_changed_before_it_was_read_does_not_come_back_by_the_source(nora, client):
    """Read was what Nora wrote; what her calendar had said first was never looked at."""
    sale = {"DESCRIPTION": "Pills at https://pills.example.com and more"}
    nora.bring(walks(**sale))
    (draft,) = nora.drafts()
    mild = {"description": "We walk along the water."}
    nora.client.patch(f"/api/v1/activities/{show_id(draft.id)}", json=mild)
    nora.client.post(f"/api/v1/activities/{show_id(draft.id)}/publish")
    nora.approve()
    sale["DESCRIPTION"] += " today"
    assert nora.bring(walks(**sale)) == {"waiting": 1}
    shown = client.get(f"/api/v1/activities/{show_id(draft.id)}").json
    assert shown["description"] == mild["description"]


def test_what_was_taken_down_waits_also_when_somebody_known_imports_it(olga, dates):
    olga.bring(walks())
    (walk,) = olga.activities()
    with unit_of_work() as session:
        why = Hiding(cause="moderator", reason="selling", at=clock.now())
        hide(session, session.get_one(Activity, walk.id), why)
    sunday = {
        "DTSTART;TZID=America/New_York": "20261206T140000",
        "DTEND;TZID=America/New_York": "20261206T150000",
    }
    assert olga.bring(calendar(event(UID="other@example.org", **sunday))) == {"waiting": 1}
    assert [one.state for one in olga.activities()] == ["hidden"]
