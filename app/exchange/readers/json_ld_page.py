"""The JSON-LD that a web page carries for machines."""

import json
from html.parser import HTMLParser
from typing import Any

from app.exchange.markup import feed
from app.exchange.readers.json_file import read_file
from app.exchange.reading import FileRefused

KIND = "application/ld+json"


class _Scripts(HTMLParser):
    """Collects the scripts that hold JSON-LD; nothing else of the page is looked at."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self.is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").partition(";")[0].strip().lower()
        if tag == "script" and kind == KIND:
            self.is_inside = True
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self.is_inside = False

    def handle_data(self, data: str) -> None:
        if self.is_inside:
            self.found[-1] += data


def graphs_in(content: bytes) -> list[Any]:
    """All JSON-LD of a page that can be read; one broken piece costs that piece alone."""
    scripts = _Scripts()
    feed(scripts, content.decode("utf-8", "replace"))
    return [graph for text in scripts.found if (graph := _read(text)) is not None]


def _read(text: str) -> Any:
    bare = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return read_file(bare.encode())
    except FileRefused:
        # Many pages break lines inside strings, which JSON forbids.
        try:
            return json.loads(bare, strict=False)
        except (ValueError, RecursionError):
            return None
