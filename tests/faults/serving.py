"""What gunicorn serves for a few faults: the application with a clock that jumps, or naive."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from flask import Flask, g
from sqlalchemy import func, select

from app.activities.models import Occurrence
from app.attendance.rsvps import seats
from app.attendance.rsvps.models import Rsvp
from app.core import clock
from app.core.db import db
from app.core.ids import read_id
from app.factory import serve

CLOCK = "clock"


def with_clock() -> Flask:
    """The application whose clock is as many hours off as the file says."""
    real, file = clock.now, Path(os.environ["DATA_DIR"]) / CLOCK

    def now() -> datetime:
        return real() + timedelta(hours=float(file.read_text()))

    patch.object(clock, "now", new=now).start()
    return serve()


def naive() -> Flask:
    """A service that looks whether there is room and then writes, without a lock or a counter."""
    app = serve()
    careful = app.view_functions["rsvps.hold_place"]

    def hold(occurrence_id: str):
        number = read_id(occurrence_id)
        date = db.session.get(Occurrence, number)
        held = select(func.count()).where(Rsvp.occurrence_id == number, Rsvp.status == "going")
        g.has_room = date is not None and (db.session.scalar(held) or 0) < (date.capacity or 0)
        return careful(occurrence_id=occurrence_id)

    hold.is_public = hold.writes = True
    app.view_functions["rsvps.hold_place"] = hold
    patch.object(seats, "lock", new=lambda session, number: session.get(Occurrence, number)).start()
    patch.object(seats, "take", new=lambda *_: g.has_room).start()
    patch.object(seats, "pass_on", new=lambda *_: None).start()
    patch.object(seats, "next_number", new=lambda *_: 1).start()
    return app
