"""A person's own limit goes with them from network to network."""

from tests.attendance.conftest import hold, phone, post

__all__ = ["phone", "post"]


def test_twenty_holds_an_hour_are_a_persons_limit_from_wherever_they_ask(phone, post):
    date = post(capacity=2)
    sam = phone()
    statuses = []
    for number in range(22):
        sam.environ_base["REMOTE_ADDR"] = f"198.51.100.{number}"
        statuses.append(hold(sam, date, alias=f"Sam {number}").status_code)
    # The first made the person known; from then on each one counts.
    assert statuses == [201] + [200] * 20 + [429]
    other = phone()
    other.environ_base["REMOTE_ADDR"] = "198.51.100.200"
    assert hold(other, date).status_code == 201
