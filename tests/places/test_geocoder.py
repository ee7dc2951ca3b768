"""Asking a service outside, for those operators who want one."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from app.places.found import PlaceNotKnown, UkPostcode
from app.places.gazetteer import Gazetteer
from app.places.geocoder import (
    NominatimGeocoder,
    OfflineGeocoder,
    Service,
    make_geocoder,
)

SQUARE = {
    "lat": "53.3807", "lon": "-1.4702", "addresstype": "postcode", "name": "S1 2HH",
    "display_name": "S1 2HH, Sheffield, England, United Kingdom",
    "address": {"state": "England", "country": "United Kingdom", "country_code": "gb"},
}  # fmt: skip


class Fake(ThreadingHTTPServer):
    """A service on this machine that answers as told and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        self.agents: list[str] = []
        self.status, self.body, self.delay_s = 200, json.dumps([SQUARE]), 0.0


class _Handler(BaseHTTPRequestHandler):
    server: Fake

    def do_GET(self) -> None:
        self.server.asked.append(parse_qs(urlsplit(self.path).query)["q"][0])
        self.server.agents.append(self.headers["User-Agent"])
        time.sleep(self.server.delay_s)
        with suppress(ConnectionError):
            self.send_response(self.server.status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(self.server.body.encode())

    def log_message(self, *args: object) -> None:
        """Stay quiet."""


@pytest.fixture
def service() -> Iterator[Fake]:
    fake = Fake()
    thread = threading.Thread(target=fake.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield fake
    fake.shutdown()
    thread.join()
    fake.server_close()


@pytest.fixture
def geocoder(service: Fake, small: Gazetteer) -> NominatimGeocoder:
    at = f"127.0.0.1:{service.server_port}"
    quick = Service(domain=at, scheme="http", timeout_s=0.3, every_s=0.1)
    return NominatimGeocoder(OfflineGeocoder(small), quick)


def test_what_is_known_offline_is_never_sent_out(geocoder: NominatimGeocoder, service: Fake):
    assert geocoder.find("Lewes")[0].source == "geonames"
    assert service.asked == []


def test_what_is_not_known_is_asked_once(geocoder: NominatimGeocoder, service: Fake):
    for _ in range(2):
        (found,) = geocoder.find("S1 2HH")
        assert (found.name, found.area, found.country) == ("S1 2HH", "England", "GB")
        assert (found.lat, found.lon, found.time_zone) == (53.3807, -1.4702, "Europe/London")
        assert (found.precision, found.source) == ("postcode", "nominatim")
    assert service.asked == ["S1 2HH"]
    assert "Alongside" in service.agents[0]


@pytest.mark.parametrize(
    ("kind", "precision"), [("city", "town"), ("village", "town"), ("building", "point")]
)
def test_it_says_how_precise_an_answer_is(geocoder, service, kind, precision):
    service.body = json.dumps([{**SQUARE, "addresstype": kind}])
    assert geocoder.find("Hill House, Nowhere")[0].precision == precision


def test_questions_are_spaced_out(geocoder: NominatimGeocoder, service: Fake):
    began = time.monotonic()
    for text in ("S1 2HH", "S1 2HJ", "S1 2HK"):
        geocoder.find(text)
    assert time.monotonic() - began >= 0.2
    assert len(service.asked) == 3


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_when_it_refuses_the_offline_sentence_stands(geocoder, service, status):
    service.status = status
    with pytest.raises(UkPostcode):
        geocoder.find("S1 2HH")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>",
        "[]",
        "[null]",
        '{"error": "no"}',
        '[{"lat": "nan", "lon": "0", "display_name": "x", "address": {"country_code": "gb"}}]',
        '[{"lat": "95", "lon": "0", "display_name": "x", "address": {"country_code": "gb"}}]',
        '[{"lat": "53", "lon": "0", "display_name": "x"}]',
        '[{"lat": "53", "lon": "0", "display_name": "x", "address": ["gb"]}]',
        '[{"display_name": "x"}]',
    ],
)
@pytest.mark.filterwarnings("ignore:Latitude normalization:UserWarning")
def test_nonsense_is_no_answer(geocoder, service, body):
    service.body = body
    with pytest.raises(PlaceNotKnown):
        geocoder.find("Hill House, Nowhere")


def test_a_slow_service_is_not_waited_for(geocoder: NominatimGeocoder, service: Fake):
    service.delay_s = 1.0
    began = time.monotonic()
    with pytest.raises(PlaceNotKnown):
        geocoder.find("Hill House, Nowhere")
    assert time.monotonic() - began < 0.9


def test_a_failure_is_not_remembered(geocoder: NominatimGeocoder, service: Fake):
    service.status = 503
    with pytest.raises(PlaceNotKnown):
        geocoder.find("S1 2HH")
    service.status = 200
    assert geocoder.find("S1 2HH")[0].source == "nominatim"


def test_the_config_chooses(small: Gazetteer):
    assert isinstance(make_geocoder("offline", small), OfflineGeocoder)
    assert isinstance(make_geocoder("nominatim", small), NominatimGeocoder)
    with pytest.raises(ValueError, match="offline or nominatim"):
        make_geocoder("other", small)


def test_offline_is_the_gazetteer(small: Gazetteer):
    assert make_geocoder("offline", small).find("Lewes", 1) == small.find("Lewes", 1)
