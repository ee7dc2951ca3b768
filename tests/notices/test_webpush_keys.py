"""Setting messages on phones up: a key, where it goes, and who ever sees it."""

import re
import subprocess
import sys
from dataclasses import replace

import pytest

from app.config import BadSetting, Config
from app.notices.push.keys import make_private, public_of
from tests.phones import new_phone

SUBJECT = "mailto:ravi@example.org"


def test_one_command_makes_a_key_and_says_where_to_put_it(app):
    said = app.test_cli_runner().invoke(args=["push", "keys"]).output
    key = re.search(r"^VAPID_PRIVATE_KEY=(\S+)$", said, re.MULTILINE)[1]
    config = Config.from_env({"VAPID_PRIVATE_KEY": key, "VAPID_SUBJECT": SUBJECT})
    assert config.vapid_private_key == key
    assert "with another key everybody has to turn messages on again" in said


@pytest.mark.parametrize(
    "settings",
    [
        {"VAPID_PRIVATE_KEY": "x", "VAPID_SUBJECT": SUBJECT},
        {"VAPID_PRIVATE_KEY": "A" * 43, "VAPID_SUBJECT": SUBJECT},
        {"VAPID_PRIVATE_KEY": "_" * 43, "VAPID_SUBJECT": SUBJECT},
        {"VAPID_PRIVATE_KEY": make_private()},
        {"VAPID_PRIVATE_KEY": make_private(), "VAPID_SUBJECT": "ravi@example.org"},
        {"VAPID_PRIVATE_KEY": make_private(), "VAPID_SUBJECT": "http://example.org"},
        {"VAPID_SUBJECT": "mailto:a@b\nX: y"},
    ],
)
def test_a_bad_key_or_subject_stops_the_start(settings):
    with pytest.raises(BadSetting, match="VAPID_"):
        Config.from_env(settings)


def test_a_browser_is_given_the_public_key_and_never_the_private_one(config, app, frozen):
    key = make_private()
    app.config["ALONGSIDE"] = replace(config, vapid_private_key=key)
    phone = new_phone(app)
    phone.post("/api/v1/guests")
    answer = phone.get("/api/v1/push/key")
    assert answer.json == {"key": public_of(key)}
    assert key not in answer.text


def test_without_a_key_it_says_so_calmly(app, frozen):
    phone = new_phone(app)
    phone.post("/api/v1/guests")
    answer = phone.get("/api/v1/push/key")
    assert answer.status_code == 200
    assert answer.json == {"key": None}


def test_no_web_process_loads_what_sends(tmp_path):
    """Serving pages and taking subscriptions must not bring HTTP clients along."""
    code = (
        "import sys, pathlib; from app import create_app; from app.config import Config;"
        f"folder = pathlib.Path('{tmp_path}');"
        "create_app(Config(database_url=f'sqlite:///{folder}/x', data_dir=folder));"
        "print({'pywebpush', 'py_vapid', 'aiohttp', 'requests', 'urllib3'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip().splitlines()[-1] == "set()"
