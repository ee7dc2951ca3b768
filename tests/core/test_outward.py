"""Requests to other machines reach public addresses only, and end in time."""

import socket
import threading

import pytest

from app.core.outward import NotAllowed, Outward, Unreachable, is_public
from tests.notices.push_service import HOST, serve

INNER = (
    "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.8", "172.16.3.4", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.100.100.200", "192.0.0.192", "192.0.2.4", "198.18.0.1", "168.63.129.16",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1",
    "fd00:ec2::254", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
    "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1", "localhost", "",
)  # fmt: skip


@pytest.mark.parametrize("address", INNER)
def test_addresses_of_our_own_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "142.250.1.95", "2a00:1450:4001:80b::200a"])
def test_addresses_of_the_open_internet_are_public(address):
    assert is_public(address)


def accepted(server):
    hits = 0
    while True:
        try:
            server.accept()[0].close()
            hits += 1
        except TimeoutError:
            return hits


@pytest.fixture
def open_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


def ask(server, *addresses):
    port = server.getsockname()[1]
    outward = Outward(resolve=lambda *_: list(addresses), within_s=2)
    outward.post(f"https://fcm.googleapis.com:{port}/send", b"", {})


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["::1"], ["::ffff:127.0.0.1"], ["142.250.1.95", "127.0.0.1"], ["0.0.0.0"]],
)
def test_a_name_that_leads_here_is_connected_to_by_nobody(open_port, addresses):
    with pytest.raises(NotAllowed):
        ask(open_port, *addresses)
    assert accepted(open_port) == 0


def test_a_name_that_is_none_leads_nowhere(open_port):
    with pytest.raises(Unreachable):
        ask(open_port)


def test_the_machine_s_own_resolver_is_not_trusted_either(open_port):
    with pytest.raises(NotAllowed):
        Outward().post(f"https://localhost:{open_port.getsockname()[1]}/", b"", {})
    assert accepted(open_port) == 0


@pytest.mark.parametrize(
    "url",
    [
        "http://fcm.googleapis.com/", "file:///etc/passwd", "https:///x", "gopher://x/",
        "https://fcm.googleapis.com@127.0.0.1/", "https://user:word@fcm.googleapis.com/",
    ],
)  # fmt: skip
def test_only_plain_https_addresses_are_asked(url):
    asked = []
    with pytest.raises(NotAllowed):
        Outward(resolve=lambda *at: asked.append(at) or []).post(url, b"", {})
    assert asked == []


def test_a_name_is_looked_up_once_and_the_checked_address_is_the_one_connected_to(tmp_path):
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    with serve(tmp_path) as service:
        outward = Outward(lambda *_: answers.pop(0), lambda a: a == "127.0.0.1", service.trust)
        assert outward.post(service.endpoint, b"", {}).status == 201
        assert len(answers) == 1
        with pytest.raises(NotAllowed):
            outward.post(service.endpoint, b"", {})
        assert service.connections == 1


def test_the_next_address_is_tried_where_one_does_not_answer(tmp_path):
    with serve(tmp_path) as service:
        outward = Outward(lambda *_: ["127.0.0.9", "127.0.0.1"], lambda _: True, service.trust)
        assert outward.post(service.endpoint, b"", {}).status == 201


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(tmp_path, open_port, status):
    with serve(tmp_path) as service:
        service.status = status
        inner = f"http://127.0.0.1:{open_port.getsockname()[1]}/latest/meta-data/"
        service.headers = {"Location": inner}
        outward = Outward(lambda *_: ["127.0.0.1"], lambda _: True, service.trust)
        assert outward.post(service.endpoint, b"", {}).status == status
        assert service.connections == 1
    assert accepted(open_port) == 0


def test_proxies_of_the_environment_are_not_asked(tmp_path, open_port, monkeypatch):
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{open_port.getsockname()[1]}")
    with serve(tmp_path) as service:
        outward = Outward(lambda *_: ["127.0.0.1"], lambda _: True, service.trust)
        assert outward.post(service.endpoint, b"", {}).status == 201
    assert accepted(open_port) == 0


def test_a_certificate_that_nobody_vouches_for_is_not_believed(tmp_path):
    with serve(tmp_path) as service:
        with pytest.raises(Unreachable):
            Outward(lambda *_: ["127.0.0.1"], lambda _: True).post(service.endpoint, b"x", {})
        assert service.requests == []


def test_a_host_that_says_nothing_is_left_in_time(tmp_path):
    with serve(tmp_path) as service:
        service.is_slow = True
        outward = Outward(lambda *_: ["127.0.0.1"], lambda _: True, service.trust, within_s=0.5)
        with pytest.raises(Unreachable):
            outward.post(service.endpoint, b"", {})


def test_a_resolver_that_says_nothing_is_left_in_time():
    stuck = threading.Event()
    outward = Outward(lambda *_: stuck.wait(30) or [], within_s=0.3)
    with pytest.raises(Unreachable):
        outward.post(f"https://{HOST}/", b"", {})
    stuck.set()


def test_no_header_and_no_address_can_add_lines_of_its_own(open_port):
    outward = Outward(lambda *_: ["127.0.0.1"], lambda _: True, within_s=1)
    with pytest.raises(NotAllowed):
        outward.post(f"https://{HOST}/", b"", {"Topic": "a\r\nHost: evil"})
