"""Setting up messages on phones."""

import click
from flask.cli import AppGroup

from app.notices.push.keys import make_private

push = AppGroup("push", help="Messages on people's phones.")

SAID = """\
VAPID_PRIVATE_KEY={key}
VAPID_SUBJECT=mailto:you@example.org

Put both lines into the environment of the web processes and of the worker, with an address
at which a push service can write to you, and start them again. Keep the key as secret as
SECRET_KEY, and keep it: with another key everybody has to turn messages on again.
"""


@push.command("keys")
def make_keys() -> None:
    """Make the key that messages are signed with, and say where to put it."""
    click.echo(SAID.format(key=make_private()), nl=False)
