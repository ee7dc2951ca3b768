"""Commands that make and end moderators: there is no other way to become one."""

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts import sessions
from app.accounts.addresses import read_address
from app.accounts.membership import audit_ref
from app.accounts.models import Moderator, Person
from app.accounts.sessions import make_guest
from app.accounts.signing_in import enrolments, passkeys
from app.accounts.signing_in.entering import find_account
from app.accounts.signing_in.models import Passkey, PasskeyChallenge
from app.core import audit, clock
from app.core.audit import Act
from app.core.db import db
from app.core.errors import Invalid
from app.core.writes import unit_of_work

moderators = AppGroup("moderators", help="Who keeps the listings sound.")

SAID = """\
{address} is a moderator once a passkey is made. Give them this link yourself, and nobody else;
it works once, within 24 hours, and ends the passkeys they had before:

{home}/sign-in/enrol#{token}
"""


def read_email(context: click.Context, parameter: click.Parameter, text: str) -> str:
    """The address of a command, as accounts are known by it."""
    del context, parameter
    try:
        return read_address(text).lower()
    except Invalid as error:
        raise click.BadParameter("this is not an address mail can go to") from error


@moderators.command("add")
@click.argument("email", callback=read_email)
def add(email: str) -> None:
    """Make EMAIL a moderator, or give them a new passkey where the old one is lost."""
    with unit_of_work() as session:
        now = clock.now()
        person = find_account(session, email) or make_guest(session, now)
        person.sign_in_address = email
        session.flush()
        if session.get(Moderator, person.id) is None:
            session.add(Moderator(person_id=person.id, made_at=now))
        end_ways_in(session, person.id)
        token = enrolments.make(session, person.id, now)
        ref = audit_ref(session, person.id)
        audit.note(session, Act(None, "moderator added", f"person {ref}"), now)
    home = current_app.config["ALONGSIDE"].public_url
    click.echo(SAID.format(address=email, home=home, token=token), nl=False)


@moderators.command("list")
def list_all() -> None:
    """Say who is a moderator, and whether they have made their passkey."""
    query = select(Person).join(Moderator, Moderator.person_id == Person.id)
    for person in db.session.scalars(query.order_by(Person.sign_in_address)):
        count = len(passkeys.list_own(db.session(), person.id))
        click.echo(f"{person.sign_in_address}: {count or 'no'} passkey{'' if count == 1 else 's'}")


@moderators.command("remove")
@click.argument("email", callback=read_email)
def remove(email: str) -> None:
    """Let EMAIL moderate no more, at once and in every browser; the account stays."""
    with unit_of_work() as session:
        now = clock.now()
        person = find_account(session, email)
        row = session.get(Moderator, person.id) if person else None
        if person is None or row is None:
            raise click.ClickException("Nobody with this address is a moderator.")
        session.delete(row)
        for known in sessions.list_sessions(session, person.id, now):
            sessions.end_session(session, person.id, known.id, now)
        ref = audit_ref(session, person.id)
        audit.note(session, Act(None, "moderator removed", f"person {ref}"), now)
    click.echo(f"{email} is no moderator any more.")


def end_ways_in(session: Session, person_id: int) -> None:
    """Take every passkey and every session of a person away: somebody else may have them.

    A passkey that is being made goes too.
    """
    session.execute(delete(Passkey).where(Passkey.person_id == person_id))
    session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.person_id == person_id))
    now = clock.now()
    for known in sessions.list_sessions(session, person_id, now):
        sessions.end_session(session, person_id, known.id, now)
