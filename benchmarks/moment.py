"""Lets the application believe it is the moment the data was made for; and keeps it quiet."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from pathlib import Path
from unittest.mock import patch

from app.core import clock
from benchmarks.data import NOW


@contextmanager
def standing_clock() -> Iterator[None]:
    """Within, the present moment is NOW."""
    with patch.object(clock, "now", new=lambda: NOW):
        yield


@contextmanager
def silence() -> Iterator[None]:
    """Within, the log goes nowhere: its lines are made all the same, and cost what they cost."""
    with Path(os.devnull).open("w") as nowhere, redirect_stderr(nowhere):
        yield
