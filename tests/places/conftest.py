"""A small gazetteer made by the real writer, and the real one for tests of the world."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Config
from app.places.build import compile_gazetteer, write_gazetteer
from app.places.gazetteer import Gazetteer
from tests.places.small import ROWS

WORLD = Path(__file__).parents[2] / "var" / "places.sqlite"


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("places") / "places.sqlite"
    write_gazetteer(ROWS, target)
    return target


@pytest.fixture
def small(small_file: Path) -> Iterator[Gazetteer]:
    gazetteer = Gazetteer(small_file)
    yield gazetteer
    gazetteer.close()


@pytest.fixture
def bare_app(config: Config, tmp_path: Path) -> Flask:
    """The application before set-up compiled anything."""
    return create_app(replace(config, data_dir=tmp_path / "bare"))


@pytest.fixture(scope="session")
def world() -> Iterator[Gazetteer]:
    """The file that set-up compiles; when it is missing it is compiled here, once."""
    compile_gazetteer(WORLD)
    gazetteer = Gazetteer(WORLD)
    yield gazetteer
    gazetteer.close()
