"""Keeps the columns of this process, and rebuilds them once the change sequence has moved."""

import threading
import time

from sqlalchemy.orm import Session

from app.core import changes
from app.discovery.columns import Columns
from app.discovery.loading import load_columns


class ColumnCache:
    """A cache: dropping it loses nothing. Safe for threads; each process fills its own."""

    def __init__(self, freshness_s: float) -> None:
        """Look at the change sequence at most every `freshness_s` seconds."""
        self._freshness_s = freshness_s
        self._lock = threading.Lock()
        self._columns: Columns | None = None
        self._looked_at = float("-inf")

    def get(self, session: Session) -> Columns:
        """The columns as of now, rebuilt first when something changed."""
        held = self._columns
        if held is not None and time.monotonic() - self._looked_at < self._freshness_s:
            return held
        with self._lock:
            if self._columns is None or self._columns.sequence < changes.current(session):
                self._columns = load_columns(session)
            self._looked_at = time.monotonic()
            return self._columns
