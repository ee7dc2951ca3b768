"""The built files: what is called what, and handing them out packed and for ever."""

import mimetypes
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import orjson
import structlog
from flask import Blueprint, Response, abort, current_app, request

from app.core.security import public

STATIC = Path(__file__).parents[2] / "static"
SOURCES = {"main.css": "src/main.css", "icons.svg": "icons/icons.svg"}
PACKED = {"br": ".br", "gzip": ".gz"}
FOREVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=300"

blueprint = Blueprint("assets", __name__)


class Assets:
    """Looks built files up by their plain names.

    Without a build the styles and icons come from their sources and there are no scripts: the
    pages work without them.
    """

    def __init__(self, folder: Path = STATIC) -> None:
        """Remember the folder; the manifest is read at the first page."""
        self.folder = folder

    @cached_property
    def manifest(self) -> Mapping[str, str]:
        """Plain name to hashed name; empty where nothing was built, which is logged once."""
        try:
            return dict(orjson.loads((self.folder / "dist/manifest.json").read_bytes()))
        except (OSError, ValueError):
            structlog.get_logger().warning("no built files: pages are shown without scripts")
            return {}

    def address(self, name: str) -> str | None:
        """Where a file is served, or None where it does not exist."""
        if name in self.manifest:
            return f"/static/dist/{self.manifest[name]}"
        return f"/static/{SOURCES[name]}" if name in SOURCES else None

    @cached_property
    def served(self) -> Mapping[str, Path]:
        """Every file that may be handed out, by its path below /static."""
        built = [path for path in (self.folder / "dist").glob("*") if path.suffix != ".json"]
        plain = [*(self.folder / "icons").glob("*.svg"), *(self.folder / "src").glob("*.css")]
        return {path.relative_to(self.folder).as_posix(): path for path in built + plain}


@blueprint.get("/static/<path:name>")
@public
def static_file(name: str) -> Response:
    """A file of ours, packed as the browser likes; anything else is not there."""
    assets: Assets = current_app.extensions["assets"]
    path = assets.served.get(name)
    if path is None:
        abort(404)
    accepted = request.accept_encodings
    packed = next((e for e in PACKED if name + PACKED[e] in assets.served and accepted[e]), None)
    body = assets.served[name + PACKED[packed]] if packed else path
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    response = Response(body.read_bytes(), mimetype=kind)
    if packed:
        response.headers["Content-Encoding"] = packed
    response.headers["Cache-Control"] = FOREVER if name.startswith("dist/") else SHORTLY
    response.headers["Vary"] = "Accept-Encoding"
    return response
