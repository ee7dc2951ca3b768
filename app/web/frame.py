"""What every page shares: the names templates use, the built files, pages for errors."""

from flask import Flask, before_render_template, render_template

from app.config import Config
from app.web import (
    account,
    asking,
    docs,
    doors,
    files,
    holding,
    inviting,
    links,
    mailbox,
    mine,
    next_steps,
    pages,
    reporting,
    review,
    settings,
    settings_channels,
    settings_forms,
    shell,
    sign_in,
    sign_in_again,
    visited,
    words,
)
from app.web.assets import Assets
from app.web.channels import show_channels
from app.web.files import Files
from app.web.organise import checking, following, importing, posting
from app.web.organise import dates as organise_dates
from app.web.organise import home as organise_home
from app.web.organise import people as organise_people
from app.web.organise import poster as organise_poster
from app.web.organise import running as organise_running
from app.web.organise import team as organise_team

HEADINGS = {
    401: "This phone is not known here",
    404: "This page is not here",
    405: "This page can't do that",
    410: "This is no longer here",
    413: "That was too much at once",
    422: "Something needs a look",
    429: "A short pause, please",
    500: "Something went wrong",
    503: "Back in a moment",
}


def register(app: Flask) -> None:
    """Put the pages into the application."""
    assets = app.extensions["assets"] = Assets()
    app.wsgi_app = Files(app.wsgi_app, assets)  # type: ignore[method-assign]
    before_render_template.connect(assets.look, app)
    app.extensions["error_page"] = error_page
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    _name(app, assets)
    app.register_blueprint(files.blueprint)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(mine.blueprint)
    app.register_blueprint(next_steps.blueprint)
    app.register_blueprint(holding.blueprint)
    app.register_blueprint(docs.blueprint)
    app.register_blueprint(settings.blueprint)
    app.register_blueprint(settings_channels.blueprint)
    app.register_blueprint(settings_forms.blueprint)
    app.register_blueprint(shell.blueprint)
    app.register_blueprint(links.blueprint)
    app.register_blueprint(mailbox.blueprint)
    app.register_blueprint(inviting.blueprint)
    app.register_blueprint(organise_home.blueprint)
    app.register_blueprint(organise_dates.blueprint)
    app.register_blueprint(organise_running.blueprint)
    app.register_blueprint(organise_people.blueprint)
    app.register_blueprint(organise_poster.blueprint)
    app.register_blueprint(organise_team.blueprint)
    app.register_blueprint(posting.blueprint)
    app.register_blueprint(checking.blueprint)
    app.register_blueprint(importing.blueprint)
    app.register_blueprint(following.blueprint)
    app.register_blueprint(sign_in.blueprint)
    app.register_blueprint(sign_in_again.blueprint)
    app.register_blueprint(account.blueprint)
    doors.register(app)
    for room in (reporting, asking, visited, review):
        app.register_blueprint(room.blueprint)


def _name(app: Flask, assets: Assets) -> None:
    """Give templates the names that they use."""
    config: Config = app.config["ALONGSIDE"]
    names = app.jinja_env.globals
    names.update(home=config.public_url, exit_url=config.exit_url)
    names.update(asset=assets.address, sentence=words.sentence, listed=words.listed)
    names.update(channels=show_channels)


def error_page(status: int, sentence: str) -> str:
    """A calm page for an error: what happened, and the ways on."""
    heading = HEADINGS.get(status, "This could not be done")
    return render_template("error.html", status=status, heading=heading, said=sentence)
