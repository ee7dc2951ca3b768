"""Phones without scripts, on which nobody or somebody is known."""

import pytest

from tests.phones import new_phone


@pytest.fixture
def phone(app, frozen):
    """Makes phones without scripts: each with its own cookies."""

    def make(**agent):
        client = new_phone(app, **agent)
        client.environ_base["HTTP_ACCEPT"] = "text/html"
        return client

    return make


@pytest.fixture
def known(phone):
    """Makes phones on which somebody is known, each somebody else."""

    def make():
        client = phone()
        client.post("/api/v1/guests")
        return client

    return make
