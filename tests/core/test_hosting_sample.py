"""The sample for people who host it fits what the application takes and believes."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import request

from app import create_app
from app.core.reading import MAX_BODY
from app.exchange.import_routes import MOST_BYTES

SAMPLE = (Path(__file__).parents[2] / "docs" / "hosting.md").read_text()
UNITS = {"k": 1024, "m": 1024 * 1024}


def most(part):
    number, unit = re.search(r"client_max_body_size\s+(\d+)([km]);", part).groups()
    return int(number) * UNITS[unit]


def test_nginx_lets_through_what_the_application_takes(app):
    assert most(SAMPLE.partition("location /")[0]) > MAX_BODY
    parts = [part for part in SAMPLE.split("location ")[1:] if "max_body" in part]
    wide = {part.split()[0]: most(part) for part in parts}
    takes = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "most_bytes", MAX_BODY) > MAX_BODY
    }
    assert takes
    for path in takes:
        found = [size for start, size in wide.items() if path.startswith(start)]
        assert found, path
        assert found[0] > MOST_BYTES


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host"])
def test_every_header_that_is_believed_is_set(name):
    assert re.search(rf"proxy_set_header {name}\s+\$", SAMPLE)


def test_with_one_proxy_the_last_address_counts_and_no_other(config):
    app = create_app(replace(config, trusted_proxies=1))
    seen = []
    app.before_request(lambda: seen.append(request.remote_addr))
    app.test_client().get("/healthz", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})
    assert seen == ["203.0.113.9"]
