"""Hands our own files out before the application sees the request."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header, parse_etags, unquote_etag
from whitenoise import WhiteNoise
from whitenoise.responders import StaticFile

from app.core.packing import acceptable
from app.core.security import API_POLICY, HEADERS, public
from app.web.assets import Assets

# The worker is handed out at the root, under a name that stays.
HASHED = r"^/static/dist/(?!worker)[\w.-]+-[0-9a-f]{10}\.\w+$"
LASTING = r"^/static/(dist/LICENSES\.txt|icons/[\w.-]+\.(svg|png)|src/[\w.-]+\.css)$"
A_YEAR, FIVE_MINUTES = 31536000, 300
SECURITY = HEADERS | {"Content-Security-Policy": API_POLICY}

blueprint = Blueprint("files", __name__)


@blueprint.get("/static/<path:name>")
@public
def show_missing(name: str) -> ResponseReturnValue:
    """What is none of our files is refused like any other address."""
    del name
    abort(404)


class Files:
    """WhiteNoise in front of an application, with a few of its answers put right.

    Its list of files is fixed, so a newer build makes a new list; a file that has since been
    taken away is not there, where WhiteNoise alone would fail. It searches Accept-Encoding for
    a word, refusals included, so it is told what is acceptable. It compares If-None-Match with
    one tag, so it is told when one of several fits. Its tags are the same for each packing, so
    they are weak, and parts of files, which need strong ones, are not handed out.
    """

    def __init__(self, application: WSGIApplication, assets: Assets) -> None:
        """Stand before an application and hand out the files of a build."""
        self.application = application
        self.assets = assets
        self._listed: tuple[Mapping[str, str] | None, Mapping[str, StaticFile]] = (None, {})

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer with a file, or let the application answer."""
        if environ.get("PATH_INFO", "").startswith("/static/"):
            with suppress(FileNotFoundError):
                answer = self._answer(environ, start_response)
                if answer is not None:
                    return answer
        return self.application(environ, start_response)

    def _answer(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes] | None:
        self.assets.look()
        build = self.assets.manifest
        if self._listed[0] is not build:
            self._listed = (build, _list_files(self.assets))
        file = self._listed[1].get(environ["PATH_INFO"])
        if file is None or environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return None
        answer: Iterable[bytes] = WhiteNoise.serve(file, _asked(environ, file), start_response)
        return answer


def _list_files(assets: Assets) -> Mapping[str, StaticFile]:
    """Every file that may be had, by its address: what was built and icons, else the sources."""
    server = WhiteNoise(
        None,
        max_age=FIVE_MINUTES,
        allow_all_origins=False,
        add_headers_function=_put_headers,
        immutable_file_test=HASHED,
    )
    server.FOREVER = A_YEAR
    for part in ("dist", "icons") if assets.manifest else ("src", "icons"):
        if (assets.folder / part).is_dir():
            server.add_files(assets.folder / part, prefix=f"static/{part}")
    meant = re.compile(f"{HASHED}|{LASTING}")
    files = {url: file for url, file in server.files.items() if meant.match(url)}
    for file in files.values():
        file.not_modified_response.headers.extend(SECURITY.items())
    return files


def _put_headers(headers: Headers, path: str, url: str) -> None:
    del url
    for name, value in SECURITY.items():
        headers[name] = value
    headers["ETag"] = f'W/"{hashlib.sha256(Path(path).read_bytes()).hexdigest()[:16]}"'


def _asked(environ: WSGIEnvironment, file: StaticFile) -> dict[str, Any]:
    """The request in the words that WhiteNoise understands."""
    asked = {name: value for name, value in environ.items() if name != "HTTP_RANGE"}
    accepted = parse_accept_header(environ.get("HTTP_ACCEPT_ENCODING"), Accept)
    asked["HTTP_ACCEPT_ENCODING"] = ", ".join(acceptable(accepted))
    known = parse_etags(environ.get("HTTP_IF_NONE_MATCH"))
    if known.contains_weak(unquote_etag(file.etag)[0]):
        asked["HTTP_IF_NONE_MATCH"] = file.etag
    return asked
