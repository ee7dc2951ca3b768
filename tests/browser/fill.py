"""Fills an empty instance for the browser tests, in one process because each start costs seconds."""

import sys
from datetime import timedelta

from frozen import freeze
from stage import set_stage

from app import create_app
from app.accounts.membership import found
from app.accounts.models import PersonSession
from app.accounts.sessions import hash_token, make_guest
from app.core import clock
from app.core.writes import unit_of_work

ORGANISERS = 15


def let_in() -> None:
    """Organisers who are signed in already, by tokens that `organiser.mjs` knows; all trusted."""
    now = clock.now()
    with create_app().app_context(), unit_of_work() as session:
        for number in range(ORGANISERS):
            person = make_guest(session, now)
            person.sign_in_address = f"olga-{number}@example.org"
            found(session, person.id, f"Olga's house {number}", now).trusted_at = now
            row = PersonSession(
                token_hash=hash_token(f"browser-tests-organiser-{number}"),
                person_id=person.id,
                kind="organiser",
                device="A browser",
                made_at=now,
                seen_on=now.date(),
                # The tests take longer than a proof lasts.
                proved_at=now + timedelta(days=1),
            )
            session.add(row)


def fill(long_words: str) -> None:
    """Make the tables, load the demo, and import two titles of odd shapes far away from it."""
    runner = create_app().test_cli_runner()
    kind, near = ("--kind", "interest_group"), ("--near", "Berwick-upon-Tweed")
    for words in (("db", "upgrade"), ("demo",), ("import", "icalendar", long_words, *kind, *near)):
        result = runner.invoke(args=words, catch_exceptions=False)
        if result.exit_code:
            sys.exit(f"flask {' '.join(words)}: {result.output}")


if __name__ == "__main__":
    words, *moment = sys.argv[1:]
    for stopped in moment:
        freeze(stopped)
    fill(words)
    let_in()
    set_stage(create_app())
