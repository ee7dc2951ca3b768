"""Compiling the gazetteer at set-up."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.places import sources
from app.places.build import compile_gazetteer, write_gazetteer
from app.places.found import PlacesNotReady
from app.places.gazetteer import Gazetteer
from tests.places.small import ROWS, TOWNS


@pytest.fixture
def handful(monkeypatch: pytest.MonkeyPatch) -> None:
    """The packages hold a handful of rows."""
    rows = replace(ROWS, made_of=sources.made_of())
    monkeypatch.setattr(sources, "read_packages", lambda: rows)


@pytest.mark.usefixtures("handful")
def test_the_second_build_does_nothing(tmp_path: Path):
    target = tmp_path / "new" / "places.sqlite"
    assert compile_gazetteer(target) is True
    before = target.stat()
    assert compile_gazetteer(target) is False
    assert (target.stat().st_ino, target.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.usefixtures("handful")
@pytest.mark.parametrize("older", ["other packages", "other schema", "not SQLite", "empty"])
def test_an_older_or_broken_file_is_replaced(tmp_path: Path, older: str):
    target = tmp_path / "places.sqlite"
    write_gazetteer(replace(ROWS, made_of="older packages"), target)
    if older == "other schema":
        with closing(sqlite3.connect(target)) as file, file:
            file.execute("UPDATE meta SET value = '0' WHERE name = 'schema'")
    elif older != "other packages":
        target.write_bytes(b"not a database at all" if older == "not SQLite" else b"")
    assert compile_gazetteer(target) is True
    assert compile_gazetteer(target) is False


@pytest.mark.usefixtures("handful")
def test_progress_reaches_the_end_of_each_step(tmp_path: Path):
    last: dict[str, tuple[int, int]] = {}

    def note(step: str, done: int, total: int) -> None:
        last[step] = (done, total)

    compile_gazetteer(tmp_path / "places.sqlite", note)
    assert last["Writing places"] == (len(TOWNS), len(TOWNS))
    assert len(last) >= 4
    assert all(done == total > 0 for done, total in last.values())


def test_a_build_that_breaks_leaves_the_old_file_and_no_draft(tmp_path: Path, small_file: Path):
    target = tmp_path / "places.sqlite"
    target.write_bytes(small_file.read_bytes())

    def broken():
        yield TOWNS[0]
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk is full"):
        write_gazetteer(replace(ROWS, towns=broken()), target)
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes() == small_file.read_bytes()


def test_people_are_answered_while_a_new_file_takes_the_old_ones_place(tmp_path: Path):
    target = tmp_path / "places.sqlite"
    write_gazetteer(replace(ROWS, towns=TOWNS[:1]), target)
    gazetteer = Gazetteer(target)
    assert gazetteer.find("durham")[0].country == "GB"
    write_gazetteer(ROWS, target)
    assert gazetteer.find("durham")[0].country == "GB"
    gazetteer.close()
    assert gazetteer.find("sheffield")[0].country == "GB"
    gazetteer.close()


@pytest.mark.parametrize("content", [None, b"", b"not a database at all" * 100])
def test_without_a_good_file_places_are_not_ready(tmp_path: Path, content: bytes | None):
    target = tmp_path / "places.sqlite"
    if content is not None:
        target.write_bytes(content)
    gazetteer = Gazetteer(target)
    assert not gazetteer.is_ready()
    with pytest.raises(PlacesNotReady, match="can't look up places"):
        gazetteer.find("Lewes")
    assert target.exists() == (content is not None)


def test_a_file_of_another_version_is_not_read(tmp_path: Path):
    target = tmp_path / "places.sqlite"
    write_gazetteer(ROWS, target)
    with closing(sqlite3.connect(target)) as file, file:
        file.execute("UPDATE meta SET value = '0' WHERE name = 'schema'")
    assert not Gazetteer(target).is_ready()


def test_the_small_file_is_ready(small: Gazetteer):
    assert small.is_ready()
