"""A small gazetteer made by the real writer, and the process that reads files apart."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.exchange.asking import Ask
from app.exchange.forking import forker_of
from app.exchange.parsing import Parser
from app.places.build import write_gazetteer
from app.places.gazetteer import Gazetteer
from tests.exchange.files import NOW, options
from tests.places.small import ROWS


@pytest.fixture(scope="session")
def places_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("towns") / "places.sqlite"
    write_gazetteer(ROWS, target)
    return target


@pytest.fixture
def places(places_file: Path) -> Iterator[Gazetteer]:
    gazetteer = Gazetteer(places_file)
    yield gazetteer
    gazetteer.close()


@pytest.fixture
def read(places_file):
    """Reads a calendar apart; a busy machine is given time, for nothing here is timed."""

    with ExitStack() as ended:

        def apart(content, *command, form="icalendar", reads_within_s=600.0, **given):
            settings = {"command": command} if command else {}
            if command:
                ended.callback(forker_of(command).close)
            parser = Parser(
                places_file,
                starts_within_s=600,
                waits_s=600,
                rests_s=0,
                reads_within_s=reads_within_s,
                **settings,
            )
            asked = options(**{"kind": "interest_group", "near": "Lewes, Delaware", **given})
            return parser.read(content, Ask(format=form, options=asked, now=NOW)).lines

        yield apart
