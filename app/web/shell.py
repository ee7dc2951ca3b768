"""What makes the pages an app: its manifest, its service worker, the page for no connection."""

from hashlib import sha256
from typing import Any

import orjson
from flask import Blueprint, Response, abort, current_app

from app.core.packing import send_public
from app.core.security import PAGE_POLICY, answers_always, public
from app.web import mine, pages
from app.web.assets import Assets
from app.web.sending import page

FILES = (
    "main.js", "early.js", "own.js", "mine.js", "feel-about.js", "feel-mine.js", "steps.js",
    "late.js", "docs.js", "main.css", "nearby.css", "activity.css", "about.css", "mine.css",
    "climb.css", "own.css", "docs.css", "icons.svg",
)  # fmt: skip
ICONS = (
    ("icon.svg", "any", "any"),
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-192.png", "192x192", "maskable"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)
SHORTCUTS = (
    ("Nearby", "/", "shortcut-near.png"),
    ("Help now", "/help", "shortcut-help.png"),
    ("About me", "/about-me", "shortcut-me.png"),
)

blueprint = Blueprint("shell", __name__)


@blueprint.get("/manifest.webmanifest")
@public
@answers_always
def manifest() -> Response:
    """What a phone needs to know to keep Alongside as an app."""
    response = Response(orjson.dumps(_manifest()), mimetype="application/manifest+json")
    response.headers["Cache-Control"] = "public, max-age=300"
    return send_public(response)


@blueprint.get("/sw.js")
@public
@answers_always
def worker() -> Response:
    """The service worker, with what it keeps in a line before it; 404 without a build."""
    script = _worker_now()
    if script is None:
        abort(404)
    response = Response(script, mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    # A worker may fetch what the policy of its own answer allows.
    response.headers["Content-Security-Policy"] = PAGE_POLICY
    return send_public(response)


@blueprint.get("/offline")
@public
@answers_always
def show() -> Response:
    """What works without a connection; the worker shows it for a page that is not kept."""
    return page("offline.html")


@blueprint.get("/away")
@public
@answers_always
def show_away() -> Response:
    """What "Leave" shows without a connection: a page that could be anybody's."""
    return page("away.html")


@blueprint.get("/clear-cache")
@public
@answers_always
def clear_cache() -> Response:
    """Let a browser forget the pages it loaded before the worker was there to look after them."""
    response = Response(status=204)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


# Listings change by the hour, and a new worker would fetch all of this anew for each change: the
# first page is kept but not counted in the version; each visit renews it.
NEARBY = "/"
SETTLED = {
    "/about-me": pages.show_about_me,
    "/help": pages.show_help,
    "/mine": mine.show_mine,
    "/offline": show,
    "/away": show_away,
}


def _worker_now() -> bytes | None:
    """The worker of the present build, put together once for each build."""
    assets: Assets = current_app.extensions["assets"]
    assets.look()
    build = assets.manifest
    known = current_app.extensions.get("worker")
    if known is None or known[0] is not build:
        known = current_app.extensions["worker"] = (build, _worker(assets))
    script: bytes | None = known[1]
    return script


def _worker(assets: Assets) -> bytes | None:
    built = assets.manifest.get("worker.js")
    if built is None:
        return None
    script = (assets.folder / "dist" / built).read_bytes()
    files = [address for address in map(assets.address, FILES) if address]
    told = sha256(script + "\n".join(files).encode())
    for path, view in SETTLED.items():
        with current_app.test_request_context(path):
            told.update(view().get_data())
    keep = {"version": told.hexdigest()[:10], "files": files, "pages": [NEARBY, *SETTLED]}
    return b"const KEEP=" + orjson.dumps(keep) + b";\n" + script


def _manifest() -> dict[str, Any]:
    return {
        "id": "/",
        "name": "Alongside",
        "short_name": "Alongside",
        "description": "Community activities near you, suited to how you feel about meeting people",
        "lang": "en",
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": "#f5e9e8",
        "background_color": "#faf7f5",
        "categories": ["social", "lifestyle"],
        "icons": [_icon(name, sizes) | {"purpose": purpose} for name, sizes, purpose in ICONS],
        "shortcuts": [
            {"name": name, "url": url, "icons": [_icon(icon, "96x96")]}
            for name, url, icon in SHORTCUTS
        ],
    }


def _icon(name: str, sizes: str) -> dict[str, str]:
    kind = "image/svg+xml" if name.endswith(".svg") else "image/png"
    return {"src": f"/static/icons/{name}", "sizes": sizes, "type": kind}
