"""Whatever the API's own description allows is answered as described, and never by a 500."""

import socket

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.discovery.conftest import listed as listed  # noqa: PLC0414 a fixture of the next room

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]


@pytest.fixture(autouse=True)
def no_names(monkeypatch):
    """Addresses that are made up are looked up nowhere."""

    def unknown(*asked, **more):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)


def test_every_answer_is_one_that_was_described(listed):
    description = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", listed)
    operations = [found.ok() for found in description.get_all_operations()]
    assert len(operations) >= 5
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(
            max_examples=12,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        def ask(case):
            # It says that it takes packed answers, and without a network in between does not.
            plain = {"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "identity"}
            case.call_and_validate(checks=CHECKS, headers=plain)

        ask()
