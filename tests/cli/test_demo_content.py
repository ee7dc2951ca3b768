"""The demo neighbourhood: a newcomer finds something believable on every day."""

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.activities.schedule import HORIZON_DAYS, check_rule, meetings
from app.activities.vocabulary import ACCESS, AUDIENCES, BOOKINGS, FORMATS, KINDS, TOPICS
from app.cli.demo_drafts import TOWN, ZONE, demo_activities
from app.comfort import FACTS, SUPPORTS
from app.places.distance import haversine_km

TODAY = date(2026, 11, 26)
CENTRE = (52.71009, -2.75208)
NEVER_SAID = re.compile(
    r"\b(just|simply|easy|easily|safe|safely|treatment|treat|therapy|therapist|diagnos\w*|hurry|"
    r"don't miss|last chance|only \d+ places|must|sufferers?|patients?|cure)\b",
    re.IGNORECASE,
)


def all_text(draft):
    said = (draft.title, draft.description, draft.bring, draft.contact_public or "", *draft.steps)
    return "\n".join(said)


def coming(draft, today, days=HORIZON_DAYS):
    midnight = datetime(today.year, today.month, today.day, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)
    found = [m for s in draft.segments for m in meetings(s, midnight, midnight + timedelta(days))]
    return [m for m in found if m.key not in {c.key for c in draft.changes}]


@pytest.fixture(scope="module")
def drafts():
    return demo_activities(TODAY)


def test_there_are_about_sixty_of_all_three_kinds(drafts):
    assert Counter(draft.kind for draft in drafts) == {
        "volunteering": 20,
        "interest_group": 25,
        "support_meetup": 15,
    }
    assert len({draft.source_id for draft in drafts}) == len(drafts)
    assert len({draft.title for draft in drafts}) == len(drafts)


def test_every_word_of_them_is_one_the_project_knows(drafts):
    for draft in drafts:
        assert draft.kind in KINDS
        assert draft.format in FORMATS
        assert draft.booking in BOOKINGS
        assert draft.topics
        assert set(draft.topics) <= set(TOPICS)
        assert set(draft.audience) <= set(AUDIENCES)
        assert set(draft.told) <= {*FACTS, *SUPPORTS, *ACCESS}
        for key, told in draft.told.items():
            assert type(told.value) is (int if key in FACTS else bool), (draft.source_id, key)
            assert 0 <= told.value <= 3
            assert told.on <= TODAY


def test_every_text_fits_its_field(drafts):
    for draft in drafts:
        assert 3 <= len(draft.title) <= 120
        assert 40 <= len(draft.description) <= 5000
        assert len(draft.greeter_name or "") <= 80
        assert len(draft.contact_public or "") <= 300
        assert all(10 <= len(step) <= 300 for step in draft.steps)
        assert draft.place is None or len(draft.place.finding_us) <= 300


def test_they_say_plainly_that_they_are_examples(drafts):
    for draft in drafts:
        assert draft.source == "demo"
        assert draft.organiser.endswith(" (example)")
        assert draft.organiser_is_example
        assert not draft.organiser_is_verified
        if draft.place and draft.place.name:
            assert draft.place.name.startswith("Example ")
        links = re.findall(r"[\w.-]+@([\w.-]*\w)", draft.contact_public or "")
        assert all(host.endswith(".example") for host in links)
        assert ".example/" in (draft.online_url or ".example/")


def test_the_words_are_calm_and_never_sound_like_care(drafts):
    for draft in drafts:
        found = NEVER_SAID.search(all_text(draft))
        assert found is None, (draft.source_id, found)


def test_support_meetups_say_who_runs_them_and_whether_they_are_trained(drafts):
    for draft in drafts:
        if draft.kind == "support_meetup":
            assert re.search(r"train|course", draft.description), draft.source_id
            assert re.search(
                r"(Run|Hosted|Kept|Led|Started|Cooked)[\w ]* by|people who answer",
                draft.description,
            ), draft.source_id


def test_comfort_facts_are_told_fully_partly_and_hardly(drafts):
    told = [sum(fact in draft.told for fact in FACTS) for draft in drafts]
    assert 15 <= sum(n == len(FACTS) for n in told) <= 25
    assert 15 <= sum(5 <= n < len(FACTS) for n in told) <= 32
    assert 10 <= sum(n < 5 for n in told) <= 20
    supports = [draft.told[key].value for draft in drafts for key in SUPPORTS if key in draft.told]
    assert True in supports
    assert False in supports
    assert any(told.by == "visitors" for draft in drafts for told in draft.told.values())


def test_what_is_told_does_not_contradict_itself(drafts):
    for draft in drafts:
        value = {key: told.value for key, told in draft.told.items()}
        assert bool(draft.greeter_name) == value.get("greeter", False), draft.source_id
        assert draft.party_limit == 1 or value.get("bring_friend"), draft.source_id
        if value.get("leave_ok"):
            assert value.get("stuck", 0) <= 1, draft.source_id
        if value.get("greeter"):
            assert value.get("start", 0) <= 1, draft.source_id
        if draft.format in {"online", "phone"}:
            assert draft.place is None
            assert value.get("body", 0) == 0


def test_most_say_what_happens_and_times_in_the_steps_are_those_of_the_meeting(drafts):
    assert sum(bool(draft.steps) for draft in drafts) >= 30
    for draft in drafts:
        times = [step[:5] for step in draft.steps if re.match(r"\d\d:\d\d ", step)]
        assert times == sorted(times)
        if times and draft.segments:
            segment = draft.segments[0]
            assert f"{segment.starts:%H:%M}" in times[:2], draft.source_id
            assert times[-1] <= f"{segment.ends:%H:%M}", draft.source_id


def test_costs_formats_and_ways_to_book_are_varied(drafts):
    costs = [draft.cost.minor if draft.cost else None for draft in drafts]
    assert costs.count(None) >= 4
    assert costs.count(0) >= 25
    assert sum(bool(cost) for cost in costs) >= 8
    assert {draft.format for draft in drafts} == set(FORMATS)
    assert {draft.booking for draft in drafts} == set(BOOKINGS)
    assert len({key for draft in drafts for key in draft.audience}) >= 6
    assert any(draft.confirmed_on is None for draft in drafts)


def test_most_are_near_the_town_and_some_are_further_out(drafts):
    away = [
        float(haversine_km(*CENTRE, draft.place.lat, draft.place.lon))
        for draft in drafts
        if draft.place
    ]
    assert all(km < 12 for km in away)
    assert sum(km > 8 for km in away) >= 4
    assert sum(km <= 6 for km in away) >= 35
    assert {draft.place.area for draft in drafts if draft.place} == {TOWN}


@pytest.mark.parametrize("offset", range(15))
def test_each_day_of_the_next_two_weeks_has_several(offset):
    today = TODAY + timedelta(days=offset * 9)
    days = Counter(
        meeting.starts_local.date()
        for draft in demo_activities(today)
        for meeting in coming(draft, today, 14)
    )
    for ahead in range(14):
        assert days[today + timedelta(days=ahead)] >= 4


def test_mornings_afternoons_and_evenings_all_have_some(drafts):
    hours = [meeting.starts_local.hour for d in drafts for meeting in coming(d, TODAY, 7)]
    assert sum(hour < 12 for hour in hours) >= 8
    assert sum(12 <= hour < 17 for hour in hours) >= 8
    assert sum(hour >= 17 for hour in hours) >= 8


@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29), date(2027, 3, 27), date(2026, 12, 31)])
def test_whatever_the_day_all_of_them_are_still_to_come(today):
    for draft in demo_activities(today):
        assert all(
            segment.rrule == check_rule(segment.rrule)
            for segment in draft.segments
            if segment.rrule
        )
        if draft.arrangement:
            assert not draft.segments
            assert draft.arrangement.last > today
        else:
            assert coming(draft, today), draft.source_id


def test_a_cancelled_date_is_a_coming_one():
    for offset in range(8):
        today = TODAY + timedelta(days=offset)
        cancelled = [(d, change) for d in demo_activities(today) for change in d.changes]
        assert cancelled
        for draft, change in cancelled:
            keys = [meeting.key for meeting in coming(replace(draft, changes=()), today)]
            assert change.key in keys


def test_the_same_day_gives_the_same_drafts(drafts):
    assert demo_activities(TODAY) == drafts
