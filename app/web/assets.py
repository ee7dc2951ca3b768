"""The built files: what is called what."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import structlog

STATIC = Path(__file__).parents[2] / "static"
STYLES = (
    "main", "nearby", "activity", "about", "mine", "climb", "own", "organise", "posting", "preview",
    "poster", "docs",
)  # fmt: skip
SOURCES = {f"{name}.css": f"src/{name}.css" for name in STYLES} | {"icons.svg": "icons/icons.svg"}


class Assets:
    """Looks built files up by their plain names.

    Without a build the styles and icons come from their sources and there are no scripts: the
    pages work without them. `manifest` maps plain names to hashed ones and is empty then.
    """

    def __init__(self, folder: Path = STATIC) -> None:
        """Take up what has been built below a folder so far; say so in the log if nothing was."""
        self.folder = folder
        self.manifest: Mapping[str, str] = {}
        self._path = str(folder / "dist/manifest.json")
        self._seen: tuple[int, int] | None = None
        self.look()
        if not self.manifest:
            structlog.get_logger().warning("no built files: pages are shown without scripts")

    def look(self, *_: Any, **__: Any) -> None:
        """Read the manifest anew if something was built since.

        The manifest is the last thing a build writes: whoever reads half of it keeps the names
        known before, and looks again.
        """
        try:
            found = os.stat(self._path)  # noqa: PTH116 a Path costs more than the call, on each page
            seen = (found.st_mtime_ns, found.st_size)
            if seen != self._seen:
                self.manifest = dict(orjson.loads(Path(self._path).read_bytes()))
                self._seen = seen
        except (OSError, ValueError):
            return

    def address(self, name: str) -> str | None:
        """Where a file is served, or None where it does not exist."""
        if name in self.manifest:
            return f"/static/dist/{self.manifest[name]}"
        return f"/static/{SOURCES[name]}" if name in SOURCES else None
