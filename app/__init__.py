"""Alongside: community activities near you, suited to how you feel about meeting people."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Config


def create_app(config: "Config | None" = None) -> "Flask":
    """Build the application; without a config it is read from the environment."""
    from app.factory import add_commands, build

    return add_commands(build(config))
