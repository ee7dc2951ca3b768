"""Commands for the offline gazetteer."""

import click
from flask import current_app
from flask.cli import AppGroup
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from app.config import Config
from app.places.build import compile_gazetteer
from app.places.found import Found, PlaceNotKnown, PlacesNotReady
from app.places.gazetteer import MOST_ANSWERS, Gazetteer

MISSING = (
    "The packages with the world's towns are missing. "
    "Run: pip install --require-hashes -r requirements/places.txt"
)
places = AppGroup("places", help="The offline gazetteer of the world's towns.")


@places.command("build")
def build() -> None:
    """Compile the gazetteer; nothing is done when it is up to date."""
    target = _config().gazetteer_path
    with Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), transient=True
    ) as bars:
        try:
            is_new = compile_gazetteer(target, _Steps(bars))
        except ModuleNotFoundError as error:
            raise click.ClickException(MISSING) from error
    size_mb = target.stat().st_size / 1e6
    said = "is ready" if is_new else "was already up to date"
    click.echo(f"The gazetteer {said}: {target} ({size_mb:.0f} MB)")


@places.command("find")
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, MOST_ANSWERS), default=MOST_ANSWERS)
def find(text: str, limit: int) -> None:
    """Show the places that TEXT may mean, the likeliest first."""
    gazetteer = Gazetteer(_config().gazetteer_path)
    try:
        Console().print(_table(gazetteer.find(text, limit)))
    except PlacesNotReady as error:
        raise click.ClickException("There is no gazetteer yet. Run: flask places build") from error
    except PlaceNotKnown as error:
        raise click.ClickException(error.detail) from error
    finally:
        gazetteer.close()


class _Steps:
    """Shows each step of the build as a bar."""

    def __init__(self, bars: Progress) -> None:
        self.bars = bars
        self.tasks: dict[str, TaskID] = {}

    def __call__(self, step: str, done: int, total: int) -> None:
        if step not in self.tasks:
            self.tasks[step] = self.bars.add_task(step, total=total)
        self.bars.update(self.tasks[step], completed=done)


def _table(found: list[Found]) -> Table:
    table = Table("Place", "Area", "Country", "Point", "Precision", "Time zone", "People")
    for place in found:
        point = f"{place.lat:.4f}, {place.lon:.4f}"
        words = (place.name, place.area, place.country, point, place.precision)
        table.add_row(*words, place.time_zone or "", f"{place.population:,}")
    return table


def _config() -> Config:
    config: Config = current_app.config["ALONGSIDE"]
    return config
