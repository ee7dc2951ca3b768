"""Makes the faults and prints what came of them: python -m tests.faults, or make faults."""

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from app.config import Config
from tests.faults.ground import POSTGRESQL, SQLITE, prepare
from tests.faults.results import table
from tests.faults.rows import rows
from tests.postgres import Cluster, binaries, started


def main() -> int:
    """Make every fault that was asked for; 0 when everything held."""
    asked = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    results = []
    with Progress(*columns, TimeElapsedColumn(), console=console) as bars:
        for engine in asked.engines:
            with _cluster(engine) as cluster:
                for row in rows(engine, asked.kills, asked.only):
                    task = bars.add_task(f"{row.name}, {engine}", total=row.steps)
                    folder = Config.from_env().data_dir / "faults" / f"{engine} {row.name}"
                    ground = prepare(folder, cluster, capacities=row.capacities)
                    results.append(row.make(ground, partial(bars.advance, task)))
                    bars.update(task, completed=row.steps)
                    console.print("\n".join(results[-1].lines()), markup=False, soft_wrap=True)
    print(f"\n{table(results)}\nload average at the end: {os.getloadavg()[0]:.1f}")
    return 1 if any(one.wrong for one in results) else 0


@contextmanager
def _cluster(engine: str) -> Iterator[Cluster | None]:
    with ExitStack() as stack:
        yield stack.enter_context(started()) if engine == POSTGRESQL else None


def _arguments() -> argparse.Namespace:
    engines = [SQLITE, POSTGRESQL] if binaries() else [SQLITE]
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--engines", nargs="+", choices=engines, default=engines)
    parser.add_argument("--kills", type=int, default=500, help="of workers, on each engine")
    parser.add_argument("--only", nargs="+", help="these faults")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
