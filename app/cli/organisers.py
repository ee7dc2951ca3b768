"""Commands by which the operator vouches for organisers, or helps one who lost a passkey."""

import click
from flask.cli import AppGroup

from app.accounts.membership import audit_ref, earn_trust, organisers_of
from app.accounts.models import Moderator
from app.accounts.signing_in.entering import find_account
from app.cli.moderators import end_ways_in, read_email
from app.core import audit, clock
from app.core.audit import Act
from app.core.ids import show_id
from app.core.writes import unit_of_work

organisers = AppGroup("organisers", help="Who publishes activities here.")
MODERATES = "This is a moderator. `flask moderators add` makes them a link for a new passkey."
UNKNOWN = "Nobody has signed in with this address yet."


@organisers.command("trust")
@click.argument("email", callback=read_email)
def trust(email: str) -> None:
    """Vouch for all that EMAIL owns: what it publishes is no longer read first."""
    with unit_of_work() as session:
        person, now = find_account(session, email), clock.now()
        if person is None:
            raise click.ClickException(UNKNOWN)
        owned = [one for one, role in organisers_of(session, person.id) if role == "owner"]
        if not owned:
            raise click.ClickException("This person does not publish under any name yet.")
        for organiser in owned:
            organiser.trusted_at = organiser.trusted_at or now
            earn_trust(session, organiser.id)
            act = Act(None, "organiser trusted", f"organiser {show_id(organiser.id)}")
            audit.note(session, act, now)
            click.echo(f"{organiser.name} is trusted.")


@organisers.command("forget-passkeys")
@click.argument("email", callback=read_email)
def forget_passkeys(email: str) -> None:
    """Let EMAIL sign in by a code again, where every passkey is lost; signs them out everywhere."""
    with unit_of_work() as session:
        person, now = find_account(session, email), clock.now()
        if person is None:
            raise click.ClickException(UNKNOWN)
        if session.get(Moderator, person.id):
            raise click.ClickException(MODERATES)
        end_ways_in(session, person.id)
        ref = audit_ref(session, person.id)
        audit.note(session, Act(None, "passkeys forgotten", f"person {ref}"), now)
    click.echo(f"{email} signs in by a code again.")
