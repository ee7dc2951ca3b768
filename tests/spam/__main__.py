"""Spam through HTTP against a real server; says what of it is public without being read."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles
from typing import Any

from tests.spam.ground import prepare, serving, token
from tests.spam.spammer import TOO_MANY, Spammer, ask, listing

A_DAY = 5
AT_ONCE = 8
GOOD = "Slow walk by the river"


def main() -> None:
    """Post it all, count, and fail where one piece is public unread."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        app = prepare(Path(folder))
        count = -(-asked.listings // A_DAY)
        tokens = [token(app, f"spam{number}@example.org") for number in range(count)]
        mo = token(app, "mo@example.org", "moderator")
        with serving(app, asked.port) as home:
            spammers = [Spammer(home, number, one) for number, one in enumerate(tokens)]
            sys.exit(_run(spammers, Spammer(home, count, mo)))


def _run(spammers: list[Spammer], mo: Spammer) -> int:
    began = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        # One in ten was found good once, and makes spam of that listing.
        known = spammers[::10]
        good = list(pool.map(lambda one: _approved(one, mo), known))
        before = [_public(mo, number) for number in good]
        list(pool.map(lambda one: one.post_all(A_DAY - (one in known)), spammers))
        list(pool.map(lambda both: both[0].swap(both[1]), zip(known, good, strict=True)))
    took = time.monotonic() - began
    swapped = sum(_public(mo, n) != was for n, was in zip(good, before, strict=True))
    told = sum((one.told for one in spammers), Counter[str]())
    ids = [number for one in spammers for number in one.ids]
    found = sum(ask(mo, "GET", f"/activities/{number}")[0] == 200 for number in ids)
    near = ask(mo, "GET", "/activities?lat=53.38&lon=-1.47&radius_km=5&limit=50")[1]["items"]
    listed = sum(item["id"] in ids for item in near)
    queue = len(ask(mo, "GET", "/moderation/queue")[1]["items"])
    cuts = quantiles([s for one in spammers for s in one.took_s], n=20)
    print(  # noqa: T201 what it is for
        f"{len(ids) + len(good)} listings by {len(spammers)} accounts in {took:.0f} s; "
        f"{len(good)} of them read and found good before they were changed\n"
        f"handed in: {told['waiting']} times waiting, {told['published']} published\n"
        f"public unread: {found} by their address, {listed} in the list, {swapped} by changes\n"
        f"over five a day: {told[TOO_MANY]} accounts refused\n"
        f"handing in took {cuts[9] * 1000:.0f} ms (median), {cuts[18] * 1000:.0f} ms (p95), "
        f"{AT_ONCE} at once; {told['busy']} times asked to wait; "
        f"other answers 5xx: {told['status 5xx']}; first page of the queue: {queue}"
    )
    return int(bool(found or listed or swapped or told["published"] or told["status 5xx"]))


def _approved(one: Spammer, mo: Spammer) -> str:
    """A harmless listing that a moderator has found good."""
    made = one.call("POST", "/activities", listing(f"{GOOD} {one.number}", one.number))
    assert made is not None
    one.call("POST", f"/activities/{made['id']}/publish")
    status, _ = ask(mo, "POST", f"/moderation/items/{made['id']}/approve", {})
    assert status == 200, status
    return str(made["id"])


def _public(who: Spammer, number: str) -> dict[str, Any]:
    """What anybody reads of a listing."""
    return ask(who, "GET", f"/activities/{number}")[1]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listings", type=int, default=500)
    parser.add_argument("--port", type=int, default=8399)
    return parser.parse_args()


if __name__ == "__main__":
    main()
