"""A small gazetteer made by the real writer, where the commands look for it too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.places.build import write_gazetteer
from app.places.gazetteer import Gazetteer
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
