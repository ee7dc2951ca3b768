"""What an address leads to is fetched in time and in size, and nothing of our own is reached."""

import zlib

import pytest

from app.core.errors import Invalid
from app.core.outward import connect
from app.exchange.safe_fetch import Known, NotFetched, SafeFetch
from tests.exchange.source_server import HOST, PUBLIC, Source, answer, moved, packed

REFUSED = (
    "http://127.0.0.1:{port}/a.ics", "http://localhost:{port}/a.ics", "http://[::1]:{port}/a.ics",
    "http://169.254.169.254/latest/meta-data/", "http://2130706433:{port}/a.ics",
    "http://0177.0.0.1:{port}/a.ics", "http://0x7f.1:{port}/a.ics", "http://127.1:{port}/",
    "http://10.0.0.1/a.ics", "http://100.64.0.1/a.ics", "http://192.0.0.192/opc/v2/",
    "http://168.63.129.16/machine", "http://[::ffff:127.0.0.1]:{port}/", "http://0.0.0.0:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/a.ics", "http://①②⑦.⓪.⓪.①:{port}/a.ics",
    "http://example.org\\@127.0.0.1:{port}/a.ics", "http://me:pass@127.0.0.1:{port}/a.ics",
    "file:///etc/passwd", "gopher://127.0.0.1:{port}/_SET", "ftp://127.0.0.1:{port}/", "//x/y",
    "https://example.org:22/a.ics", "http://127.0.0.1:{port}/a b", "http://[::1/", "http://:80/",
    "http://017700000001:{port}/", "http://0x7f000001:{port}/", "http://0:{port}/",
    "http://127.0.0.1.:{port}/", "http://localhost.:{port}/", "HTTP://LOCALHOST:{port}/",
    "http://127。0。0。1:{port}/", "http://１２７.0.0.1:{port}/", "http://%31%32%37.0.0.1:{port}/",
    "http://[::127.0.0.1]:{port}/", "http://[::ffff:0:7f00:1]:{port}/", "http://[::]:{port}/",
    "http://[2002:7f00:1::]/", "http://[fe80::1%25lo]:{port}/", "http://[::1%25lo]:{port}/",
    "http://[fd00::1]/", "http://[ff02::1]/", "http://[64:ff9b:1::7f00:1]/", "http://[3fff::1]/",
    "http://[5f00::1]/", "http://[2001:db8::1]/", "http://[100::1]/", "http://255.255.255.255/",
    "http://192.168.1.1/", "http://172.16.0.1/", "http://198.18.0.1/", "http://240.0.0.1/",
    "http://224.0.0.1/", "http://192.88.99.1/", "http://0.0.0.1/", "http://192.0.2.1/",
    "http:127.0.0.1:{port}/", "http:///127.0.0.1:{port}/", "http://127.0.0.1:{port}\\@a.org/",
    "http://127.0.0.1:{port}\t/", "\thttp://127.0.0.1:{port}/", "ht\ntp://127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@example.org/", "http://127.0.0.1:{port}?@example.org/",
    "http://a@127.0.0.1:{port}/", "http://@127.0.0.1:{port}/", "http://127.0.0.1:-80/",
    "http://127.0.0.1:٨٠/", "http://127.0.0.1:{port}:80/", "http://[127.0.0.1]:{port}/",
    "javascript:alert(1)", "data:text/calendar,BEGIN:VCALENDAR", "dict://127.0.0.1:{port}/",
    "jar:http://127.0.0.1:{port}/!/", "webcal://127.0.0.1:{port}/", "unix:/var/run/docker.sock",
    "http://127.0.0.1:{port}/\r\nHost: x", "http://127.0.0.1:99999/", "", "http://a" + "a" * 2000,
)  # fmt: skip


@pytest.fixture
def source():
    server = Source(feed=answer(b"BEGIN:VCALENDAR", ETag='"v1"', Last_Modified="yesterday"))
    yield server
    server.close()


@pytest.mark.parametrize("url", REFUSED)
def test_no_refused_address_is_ever_connected_to(source, url):
    fetch = SafeFetch(ports={80, 443, source.port}, within_s=2)
    with pytest.raises((Invalid, NotFetched)):
        fetch.get(url.format(port=source.port))
    assert source.connections == 0


def test_the_listener_would_have_noticed_a_connection(source):
    fetch = SafeFetch(allows=lambda _: True, ports={source.port}, within_s=2)
    assert fetch.get(f"http://127.0.0.1:{source.port}/feed").content == b"BEGIN:VCALENDAR"
    assert source.connections == 1


def test_a_file_comes_with_its_type_and_marks(source):
    found = source.fetcher().get(f"http://{HOST}/feed")
    assert (found.content, found.content_type) == (b"BEGIN:VCALENDAR", "text/calendar")
    assert found.known == Known(etag='"v1"', last_modified="yesterday")
    assert source.dialled == [(PUBLIC,)]
    assert f"\r\nHost: {HOST}\r\n" in source.requests[0]
    assert "\r\nUser-Agent: Alongside/1" in source.requests[0]


def test_a_file_that_did_not_change_is_not_sent_again(source):
    source["/feed"] = answer(status="304 Not Modified")
    found = source.fetcher().get(f"http://{HOST}/feed", Known(etag='"v1"', last_modified="then"))
    assert found.content is None
    assert 'If-None-Match: "v1"' in source.requests[0]
    assert "If-Modified-Since: then" in source.requests[0]


def test_the_proxies_of_the_environment_are_not_asked(source, monkeypatch):
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert source.fetcher().get(f"http://{HOST}/feed").content


def test_redirects_are_followed_three_times(source):
    source["/a"], source["/b"] = moved("/b"), moved(f"http://{HOST}/c")
    source["/c"] = moved("feed", "308 Permanent Redirect")
    assert source.fetcher().get(f"http://{HOST}/a").content == b"BEGIN:VCALENDAR"
    source["/feed"] = moved("/last")
    source["/last"] = answer(b"too far")
    with pytest.raises(NotFetched):
        source.fetcher().get(f"http://{HOST}/a")
    assert len(source.requests) == 8


@pytest.mark.parametrize(
    "to",
    ["http://127.0.0.1/", "http://inner.example.org/", "file:///etc/passwd", "https://x:8443/",
     "http://user@calendar.example.org/", "http://[::1", "gopher://calendar.example.org/",
     "//127.0.0.1/", "//[::1]/", "\\\\127.0.0.1/", "http://2130706433/", "http://[::ffff:0:7f00:1]/",
     "http://169.254.169.254/", "data:text/calendar,x", "http://127。0。0。1/",
     "//calendar.example.org:22/"],
)  # fmt: skip
def test_every_hop_is_checked_again(source, to):
    source["/a"] = moved(to)
    names = {HOST: [PUBLIC], "inner.example.org": ["10.0.0.7"], "2130706433": ["127.0.0.1"]}
    fetch = source.fetcher({**names, "::1": ["::1"], "::ffff:0:7f00:1": ["::ffff:0:7f00:1"]})
    with pytest.raises((Invalid, NotFetched)):
        fetch.get(f"http://{HOST}/a")
    assert source.connections == 1


def test_a_name_that_changes_its_mind_is_connected_to_where_it_was_checked(source):
    fetch = source.fetcher({HOST: [[PUBLIC], ["127.0.0.1"]]})
    assert fetch.get(f"http://{HOST}/feed").content
    assert (source.looked_up, source.dialled) == ([HOST], [(PUBLIC,)])
    with pytest.raises(Invalid):
        fetch.get(f"http://{HOST}/feed")
    assert source.connections == 1


def test_one_inner_address_among_public_ones_is_enough_to_refuse(source):
    with pytest.raises(Invalid):
        source.fetcher({HOST: [PUBLIC, "192.168.0.9"]}).get(f"http://{HOST}/feed")
    assert source.connections == 0


def drip(line, ended):
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n")
    while not ended.wait(0.05):
        line.sendall(b"a")


def silence(line, ended):
    ended.wait(10)


def chatter(line, ended):
    while not ended.is_set():
        line.sendall(b"X: y\r\n" * 1000)


@pytest.mark.parametrize("behaviour", [drip, silence, chatter])
def test_who_takes_too_long_or_never_ends_is_given_up(source, behaviour):
    source["/feed"] = behaviour
    with pytest.raises((Invalid, NotFetched)):
        source.fetcher(within_s=0.5).get(f"http://{HOST}/feed")


MIB = 1024 * 1024


@pytest.mark.parametrize(
    "page",
    [
        answer(b"a" * (MIB + 1)),
        answer(b"a" * (MIB + 1), Content_Length=""),
        packed(b"a" * 200 * MIB),
        answer(zlib.compress(b"a" * 2 * MIB), Content_Encoding="deflate"),
    ],
)
def test_a_file_is_measured_after_it_was_unpacked(source, page):
    source["/feed"] = page
    with pytest.raises(Invalid) as refused:
        source.fetcher().get(f"http://{HOST}/feed")
    assert refused.value.errors == {"url": ["The file there is larger than 1 MB."]}


def test_a_file_of_one_mib_is_taken(source):
    for page in (answer(b"a" * MIB), packed(b"a" * MIB)):
        source["/feed"] = page
        assert len(source.fetcher().get(f"http://{HOST}/feed").content) == MIB


@pytest.mark.parametrize(
    "page",
    [
        answer(b"gone", status="410 Gone"),
        answer(b"half", Content_Length=10),
        answer(b"not gzip", Content_Encoding="gzip"),
        answer(b"what", Content_Encoding="br"),
        packed(b"a" * 5000)[:-9],
        answer(status="302 Found"),
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"",
    ],
)
def test_what_is_no_whole_file_is_not_taken(source, page):
    source["/feed"] = page
    with pytest.raises(NotFetched):
        source.fetcher().get(f"http://{HOST}/feed")


def test_a_name_that_is_not_there_is_said_kindly(source):
    with pytest.raises(NotFetched) as failed:
        source.fetcher({}).get(f"https://{HOST}/feed")
    assert failed.value.detail == "That address did not answer with a file in time."


def test_an_encrypted_address_is_spoken_to_in_tls(source):
    with pytest.raises(NotFetched):
        source.fetcher().get(f"https://{HOST}/feed")
    assert not source.requests or "GET" not in source.requests[0]
    assert connect is SafeFetch().dial
