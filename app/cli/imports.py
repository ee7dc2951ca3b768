"""Commands that import files of listings, and facts told afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from app.activities.vocabulary import KINDS, TOPICS
from app.cli import reports
from app.config import Config
from app.core import clock
from app.core.writes import unit_of_work
from app.exchange.facts_file import read_facts, tell_all
from app.exchange.imports import Report, publish_all
from app.exchange.readers import icalendar, tsml, volunteering
from app.exchange.readers.organisations import read_organisations
from app.exchange.reading import FileRefused, Finder, Options, Reading
from app.places.found import Found, PlacesNotReady
from app.places.gazetteer import Gazetteer
from app.places.geocoder import Geocoder, make_geocoder

Reader = Callable[[bytes, Options, Finder, datetime], Reading]
PATH = click.Path(exists=True, dir_okay=False, path_type=Path)
LONGEST_SOURCE = 200


@dataclass(frozen=True)
class Lookup:
    """Where an import looks places up: texts as GEOCODER says, points always offline."""

    geocoder: Geocoder
    gazetteer: Gazetteer

    def find(self, text: str, limit: int = 8) -> list[Found]:
        """Places of that name, best first; raises PlaceNotKnown."""
        return self.geocoder.find(text, limit)

    def nearest_town(self, lat: float, lon: float) -> Found | None:
        """The town a point lies in or near."""
        return self.gazetteer.nearest_town(lat, lon)


imports = AppGroup("import", help="Import listings that you vouch for from a file.")


def options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that all three formats share."""
    for option in reversed(
        [
            click.argument("file", type=PATH),
            click.option("--source", help="Name of the source; default is the file's name."),
            click.option("--organiser", help="Organiser of rows that name none themselves."),
            click.option("--kind", type=click.Choice(list(KINDS)), help="What the rows are."),
            click.option(
                "--topic",
                "topics",
                multiple=True,
                type=click.Choice(list(TOPICS)),
                metavar="TOPIC",
                help="A topic of all rows; may be repeated.",
            ),
            click.option("--near", metavar="PLACE", help="Where rows without a known town are."),
            click.option("--time-zone", metavar="ZONE", help="Zone of rows whose place has none."),
            click.option(
                "--organisations", type=PATH, help="File that names a volunteering file's ids."
            ),
        ]
    ):
        command = option(command)
    return command


@imports.command("tsml")
@options
def import_tsml(file: Path, **given: Any) -> None:
    """Import 12-step meetings (TSML, Meeting Guide JSON)."""
    _import(tsml.read, file, given, tsml.KIND)


@imports.command("icalendar")
@options
def import_icalendar(file: Path, **given: Any) -> None:
    """Import a calendar (.ics); --kind is needed."""
    if given["kind"] is None:
        raise click.UsageError("A calendar does not say what its activities are: give --kind.")
    _import(icalendar.read, file, given, given["kind"])


@imports.command("volunteering")
@options
def import_volunteering(file: Path, **given: Any) -> None:
    """Import volunteering in the Open Data Institute's shape (JSON-LD)."""
    _import(volunteering.read, file, given, volunteering.KIND)


@imports.command("facts")
@click.argument("file", type=PATH)
def import_facts(file: Path) -> None:
    """Add facts that organisers told you (CSV) to activities already imported."""
    now = clock.now()
    try:
        rows = read_facts(file.read_bytes(), now.date())
    except FileRefused as refusal:
        raise click.ClickException(reports.refused(file.name, refusal)) from refusal
    with unit_of_work() as session:
        done = tell_all(session, rows)
    reports.show_facts(file.name, done)
    if rows and all(each.outcome == "refused" for each in done):
        raise SystemExit(1)


def _import(reader: Reader, file: Path, given: dict[str, Any], kind: str) -> None:
    """Read and publish in one transaction, then report; exits 1 when all is refused."""
    if given["kind"] not in {None, kind}:
        raise click.UsageError(f"The kind of these files is always {kind}.")
    now = clock.now()
    try:
        report = _publish(reader, file, _options(file, {**given, "kind": kind}, now), now)
    except FileRefused as refusal:
        raise click.ClickException(reports.refused(file.name, refusal)) from refusal
    except PlacesNotReady as error:
        raise click.ClickException("There is no gazetteer yet. Run: flask places build") from error
    reports.show(file.name, report)
    if report.is_refused_whole:
        raise SystemExit(1)


def _publish(reader: Reader, file: Path, options: Options, now: datetime) -> Report:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bars:
        reading_bar = bars.add_task("Reading", total=None)
        reading = reader(file.read_bytes(), options, _lookup(), now)
        bars.remove_task(reading_bar)
        storing = bars.add_task("Storing", total=len(reading.rows))
        with unit_of_work() as session:
            return publish_all(
                session, reading, now, lambda done, _: bars.update(storing, completed=done)
            )


def _lookup() -> Lookup:
    config: Config = current_app.config["ALONGSIDE"]
    gazetteer: Gazetteer = current_app.extensions["places"]
    return Lookup(make_geocoder(config.geocoder, gazetteer), gazetteer)


def _options(file: Path, given: dict[str, Any], now: datetime) -> Options:
    source = given["source"] or file.name
    if len(source) > LONGEST_SOURCE:
        raise click.BadParameter(f"At most {LONGEST_SOURCE} characters.", param_hint="--source")
    names = given.pop("organisations")
    made_on = datetime.fromtimestamp(file.stat().st_mtime, UTC).date()
    return Options(
        source=source,
        organiser=given["organiser"],
        kind=given["kind"],
        topics=given["topics"],
        near=given["near"],
        time_zone=given["time_zone"],
        organisations=read_organisations(names.read_bytes()) if names else {},
        dated=min(made_on, now.date()),
    )
