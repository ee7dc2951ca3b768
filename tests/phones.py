"""Phones of people in tests: each with its own cookies, on our own pages."""

from flask import Flask
from flask.testing import FlaskClient

ANDROID = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


def new_phone(app: Flask, agent: str = ANDROID) -> FlaskClient:
    """A browser that nobody is known in yet."""
    client = app.test_client()
    client.environ_base["HTTP_USER_AGENT"] = agent
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client
