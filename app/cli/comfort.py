"""Commands that show what the fit model is worth (docs/fit-model.md)."""

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask.cli import AppGroup
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

if TYPE_CHECKING:
    from app.cli.evaluation.comparing import Row
    from app.cli.evaluation.worlds import World

comfort = AppGroup("comfort", help="What the fit model is worth.")

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
PICTURE = click.Path(dir_okay=False, writable=True, path_type=Path)
SEED = click.IntRange(min=0)
WIDTH = 120
"""Columns of the tables, also where the output is no terminal."""


def _drawable(context: click.Context, option: click.Parameter, picture: Path | None) -> Path | None:
    """Refuse a file that could not be drawn, before anything is worked out for it."""
    del context, option
    if picture and picture.suffix.lower() not in {".svg", ".png"}:
        raise click.BadParameter("Pictures are drawn as .svg or .png.")
    if picture and not picture.parent.is_dir():
        raise click.BadParameter(f"There is no folder {picture.parent}.")
    return picture


@comfort.command("simulate")
@click.option("--seed", default=1, show_default=True, type=SEED, help="The first seed.")
@click.option("--repeats", default=1, show_default=True, type=click.IntRange(1, 100))
@click.option("--people", default=150, show_default=True, type=click.IntRange(20, 5000))
@click.option("--activities", default=120, show_default=True, type=click.IntRange(60, 2000))
@click.option("--weeks", default=20, show_default=True, type=click.IntRange(4, 104))
@click.option("--worlds", default="", help="Only these, separated by commas.")
@click.option("--tries", is_flag=True, help="Also what was tried to do better.")
@click.option("--ceiling", is_flag=True, help="Also how well what is told could order at best.")
@click.option(
    "--picture",
    type=PICTURE,
    callback=_drawable,
    help="Draw how true chances are, as .svg or .png.",
)
def simulate(
    worlds: str, picture: Path | None, *, tries: bool, ceiling: bool, **sizes: int
) -> None:
    """Let made-up people live with each order of the list, and tell what came of it.

    The people do not share the model's form. The same seed gives the same figures.
    """
    from app.cli.evaluation import telling
    from app.cli.evaluation.ceiling import ceilings
    from app.cli.evaluation.comparing import Size, compare, goals
    from app.cli.evaluation.orders import BASELINES, PACES
    from app.cli.evaluation.tries import TRIES

    size = Size(**sizes)
    chosen = _worlds(worlds)
    orders = (*BASELINES, *PACES, *(TRIES if tries else ()))
    trials = len(chosen) * size.repeats
    started = time.perf_counter()
    with _bars() as bars:
        bar = bars.add_task("", total=trials * len(orders))
        rows = compare(
            orders, chosen, size, lambda said: bars.update(bar, advance=1, description=said)
        )
    tables = [telling.outcomes(rows)]
    tables += [
        telling.goal_table(name, goals(rows, name), trials) for name in ("balanced", "stretch")
    ]
    balanced = next(row for row in rows if row.name == "balanced")
    tables.append(telling.calibration(balanced))
    if ceiling:
        tables.append(telling.ceiling(ceilings(chosen, size)))
    _show(tables)
    if picture:
        _draw(balanced, picture)
    click.echo(
        f"{trials} towns of {size.people} people and {size.activities} activities, "
        f"{size.weeks} weeks, seeds {size.seed} to {size.seed + size.repeats - 1}: "
        f"{time.perf_counter() - started:.0f} s"
    )


@comfort.command("validate")
@click.option("--situations", type=FILE, help="A CSV file: target and codes of facts, 0 to 3.")
@click.option("--vignettes", type=FILE, help="A JSON file: people, activities, expected orders.")
@click.option("--cases", default=200, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--seed", default=1, show_default=True, type=SEED)
def validate(situations: Path | None, vignettes: Path | None, cases: int, seed: int) -> None:
    """Put the model beside what people answered, beside written orders, and beside its rules.

    Without files only what Alongside brings itself is tried. Ends with 1 when something that
    must hold does not.
    """
    from app.cli.evaluation import telling, validation
    from app.cli.evaluation.invariants import try_all

    started = time.perf_counter()
    try:
        against = validation.read_situations(situations) if situations else None
        people = validation.read_vignettes(vignettes or validation.OWN_CASES)
    except validation.BadFile as error:
        raise click.ClickException(str(error)) from error
    invariants = try_all(seed, cases)
    trap = validation.sign_trap()
    if against:
        _show([telling.situations(against)])
    _show(
        [telling.order_of_demand(trap), telling.vignettes(people), telling.invariants(invariants)]
    )
    click.echo(f"{cases} chance cases, seed {seed}: {time.perf_counter() - started:.1f} s")
    if not validation.holds(against, people, trap) or any(one.broken for one in invariants):
        raise click.ClickException("The model does not do what it must; see the lines with NOT.")


def _worlds(names: str) -> "list[tuple[int, World]]":
    """The worlds named, each with its number; all of them where none is named."""
    from app.cli.evaluation.worlds import WORLDS

    known = {world.name: (number, world) for number, world in enumerate(WORLDS)}
    asked = [name.strip() for name in names.split(",") if name.strip()] or list(known)
    if any(name not in known for name in asked):
        raise click.BadParameter(f"Known are {', '.join(known)}.", param_hint="--worlds")
    return [known[name] for name in dict.fromkeys(asked)]


def _bars() -> Progress:
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _draw(row: "Row", path: Path) -> None:
    from app.cli.evaluation.picture import NoPillow, draw

    try:
        draw(row, path)
    except NoPillow as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{path} could not be written: {error.strerror}.") from error
    click.echo(f"Drawn: {path}")


def _show(tables: Iterable[Table]) -> None:
    console = Console(width=WIDTH)
    for table in tables:
        console.print(table, "")
