"""What a moderator approves is what they have read, however quick its author is."""

import re

from tests.moderation.conftest import status
from tests.moderation.test_review import hand_in, judge, mo, olga, queue, state

__all__ = ["mo", "olga"]
FORM = "application/x-www-form-urlencoded"


def hand_in_instead(olga, number):
    """Hand in something else under the same id."""
    changed = olga.patch(f"/api/v1/activities/{number}", json={"title": "Win a lot of money"})
    assert changed.status_code == 200
    olga.post(f"/api/v1/activities/{number}/publish")


def test_what_was_swapped_after_it_was_read_is_not_published(olga, mo, line):
    number = hand_in(olga)
    (item,) = queue(mo)
    hand_in_instead(olga, number)
    refused = judge(mo, number, "approve", seen=item["seen"])
    assert (refused.status_code, refused.json["code"]) == (409, "changed_meanwhile")
    assert (state(olga, number), status(line(1), number)) == ("waiting", 404)
    (item,) = queue(mo)
    assert item["title"] == "Win a lot of money"
    assert judge(mo, number, "reject", reason="unclear", seen=item["seen"]).status_code == 200


def test_the_page_shows_anew_what_was_swapped_and_publishes_what_it_shows(olga, mo, line):
    number = hand_in(olga)
    page = f"/review/items/{number}"
    seen = re.search(r'name="seen" value="(\w+)"', mo.get(page).text)[1]
    hand_in_instead(olga, number)
    again = mo.post(f"{page}/approve", data={"seen": seen}, content_type=FORM)
    assert again.status_code == 409
    assert "Win a lot of money" in again.text
    assert "It has changed since you looked" in again.text
    assert status(line(1), number) == 404
    seen = re.search(r'name="seen" value="(\w+)"', again.text)[1]
    assert mo.post(f"{page}/approve", data={"seen": seen}, content_type=FORM).status_code == 303
    assert status(line(1), number) == 200


def test_a_new_name_of_who_runs_it_is_read_too(olga, mo):
    number = hand_in(olga)
    (item,) = queue(mo)
    named = {"organiser_name": "The hospital", "title": "Slow walk", "kind": "interest_group"}
    olga.post(f"/organise/{number}/edit/what", data=named, content_type=FORM)
    assert judge(mo, number, "approve", seen=item["seen"]).status_code in {404, 409}
