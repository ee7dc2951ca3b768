"""Keeps the columns of this process, and rebuilds them once the change sequence has moved."""

import threading
import time
from datetime import datetime

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

    def get(self, session: Session, now: datetime) -> Columns:
        """The columns as of now, rebuilt first when something changed.

        The session must not have read anything yet, so that its snapshot begins here.
        """
        held = self._columns
        is_fresh = time.monotonic() - self._looked_at < self._freshness_s
        if held is not None and is_fresh and held.since <= now:
            return held
        with self._lock:
            started = time.monotonic()
            held = self._columns
            # A restored backup may set the sequence back, a clock the present: both count.
            if held is None or held.sequence != changes.current(session) or held.since > now:
                held = self._columns = load_columns(session, now)
            self._looked_at = started
            return held
