"""Fills an empty instance for the browser tests, in one process because each start costs seconds."""

import sys

from frozen import freeze

from app import create_app


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
