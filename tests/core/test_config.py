"""What an operator sets, and what stops the start with one sentence."""

from pathlib import Path

import pytest

from app.config import BadSetting, Config

GOOD = {
    "APP_ENV": "production",
    "SECRET_KEY": "x" * 32,
    "PUBLIC_URL": "https://alongside.example.org",
}


def test_nothing_needs_to_be_set_on_ones_own_machine():
    config = Config.from_env({})
    assert (config.host, config.port) == ("127.0.0.1", 8000)
    assert config.database_url == f"sqlite:///{Path('var').absolute()}/alongside.sqlite"
    assert config.gazetteer_path == Path("var").absolute() / "places.sqlite"
    assert not config.is_production


def test_the_public_address_follows_the_port():
    assert Config.from_env({"PORT": "8123"}).public_url == "http://localhost:8123"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "eighty"),
        ("PORT", "٨٠"),
        ("WEB_WORKERS", "-1"),
        ("TRUSTED_PROXIES", "9"),
        ("APP_ENV", "staging"),
        ("GEOCODER", "google"),
        ("HELP_COUNTRY", "Britain"),
        ("PUBLIC_URL", "alongside.example.org"),
        ("PUBLIC_URL", "https://alongside.example.org/path"),
        ("DATABASE_URL", "mysql://somewhere"),
    ],
)
def test_a_bad_value_is_named(name, value):
    with pytest.raises(BadSetting, match=name):
        Config.from_env({name: value})


def test_production_starts_with_what_it_needs():
    assert Config.from_env(GOOD).is_production


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": Config.secret_key}, "SECRET_KEY"),
        ({"PUBLIC_URL": "http://alongside.example.org"}, "PUBLIC_URL"),
        ({"HOST": "0.0.0.0"}, "TRUSTED_PROXIES"),
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG"),
        ({"SECRET_KEY": " " * 32}, "SECRET_KEY"),
    ],
)
def test_production_refuses_to_start_unsafely(changed, name):
    with pytest.raises(BadSetting, match=name):
        Config.from_env(GOOD | changed)


def test_a_proxy_in_front_lets_the_host_be_open():
    assert Config.from_env(GOOD | {"HOST": "0.0.0.0", "TRUSTED_PROXIES": "1"}).trusted_proxies == 1
