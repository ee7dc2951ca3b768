"""Bodies made to hurt: none stops the process, and none is taken in part."""

import time
from io import BytesIO

import pytest

from app.core.errors import Unreadable
from app.core.reading import read_json

QUOTE, SLASH = '"', "\\"
SLOW = [
    '{"a":"' + (SLASH + QUOTE) * 32_000,
    QUOTE + (SLASH + QUOTE) * 32_000 + SLASH,
    (SLASH + QUOTE) * 32_000,
    "[" * 64_000,
    QUOTE * 64_000,
]


@pytest.mark.parametrize("body", SLOW, ids=range(len(SLOW)))
def test_no_body_of_64_kib_takes_long_to_refuse(body):
    started = time.process_time()
    with pytest.raises(Unreadable):
        read_json(body.encode())
    assert time.process_time() - started < 1


def test_brackets_inside_strings_do_not_count_as_levels():
    assert read_json(b'{"a": "[[[[[[[[[[[[[[[[[[[[\\"[[[[[[[["}')["a"].count("[") == 28


class BrokenChunks:
    """A body whose chunks the server can't read."""

    def read(self, size=-1):
        raise OSError(f"invalid chunk within {size}")

    readline = read


def send(client, body, path="/api/v1/matches", content_type="application/json"):
    """Send a body as a server hands it on when its length is not known."""
    return client.post(
        path,
        headers={"Transfer-Encoding": "chunked", "Sec-Fetch-Site": "same-origin"},
        content_type=content_type,
        environ_overrides={
            "wsgi.input": body,
            "wsgi.input_terminated": True,
            "CONTENT_LENGTH": "",
        },
    )


def test_a_body_without_a_length_is_taken_whole(client):
    assert send(client, BytesIO(b'{"limit": 1}')).status_code == 200


@pytest.mark.parametrize(
    ("path", "content_type"),
    [("/api/v1/matches", "application/json"), ("/", "application/x-www-form-urlencoded")],
)
def test_a_body_without_a_length_that_is_too_large_is_not_cut_but_refused(
    client, path, content_type
):
    body = b'{"limit": 1}' + b" " * 65_524 + b"garbage"
    assert send(client, BytesIO(body), path, content_type).status_code == 413


def test_a_body_whose_chunks_are_broken_can_not_be_read(client):
    assert send(client, BrokenChunks()).status_code == 400


def test_an_answer_names_twenty_wrong_fields_at_most(client):
    answer = client.post("/api/v1/matches", json={f"name{n}": n for n in range(500)})
    assert answer.status_code == 422
    assert len(answer.json["errors"]) == 20
