"""Lets an hour pass for whoever signed in by an address: what they proved of themselves is old."""

import sys
from datetime import timedelta

from sqlalchemy import select

from app import create_app
from app.accounts.models import Person, PersonSession
from app.core.writes import unit_of_work

with create_app().app_context(), unit_of_work() as session:
    known = select(Person.id).where(Person.sign_in_address == sys.argv[1])
    for row in session.scalars(select(PersonSession).where(PersonSession.person_id.in_(known))):
        if row.proved_at:
            row.proved_at -= timedelta(hours=1)
