"""The application's own way: every column looked at, NumPy over all activities."""

from datetime import datetime

import numpy as np

from app.discovery.columns import Columns
from app.discovery.order import Order
from app.discovery.scan import Scan
from benchmarks.queries import PAGE, Query


def scan_ids(columns: Columns, query: Query, now: datetime) -> list[int]:
    """Ids of the first page, in order: filtered, scored and sorted, before any variety."""
    scan = Scan(columns, query.filters, now)
    matching = np.flatnonzero(scan.matches())
    first, _ = Order(scan, query.asker, matching).first(PAGE)
    return [int(number) for number in columns.ids[matching][first]]


def count_matches(columns: Columns, query: Query, now: datetime) -> int:
    """How many activities match: the candidates that have to be put in order."""
    return int(Scan(columns, query.filters, now).matches().sum())
