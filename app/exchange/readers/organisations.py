"""The names of organisations that volunteering files only refer to by id."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from app.exchange.links import web_link
from app.exchange.readers.json_file import read_file
from app.exchange.reading import FileRefused
from app.exchange.shaping import shape_name

NAMES = ("label", "name", "legalName", "title", "prefLabel")


def read_organisations(content: bytes) -> dict[str, str]:
    """Names by id from an organisations file; FileRefused when it holds none.

    An organisation without a name goes by the host of its own website.
    """
    found = read_file(content)
    graph = found.get("@graph") if isinstance(found, dict) else found
    names = names_of(graph) if isinstance(graph, list) else {}
    if not names:
        raise FileRefused("The organisations file names no organisation.")
    return names


def names_of(graph: Iterable[Any]) -> dict[str, str]:
    """Names by id of the organisations in a graph."""
    names = {}
    for each in graph:
        if isinstance(each, dict) and "Organi" in str(each.get("type") or each.get("@type")):
            name = _name(each)
            if name:
                names[str(each.get("id") or each.get("@id"))] = name
    return names


def _name(organisation: dict[str, Any]) -> str | None:
    given = (organisation.get(key) for key in NAMES)
    name = next((shape_name(text) for text in given if isinstance(text, str) and text), None)
    return name or _host(organisation.get("website"))


def _host(website: object) -> str | None:
    text = str(website or "")
    link = web_link(text if "//" in text else f"https://{text}")
    host = urlsplit(link).hostname if link else None
    return host.removeprefix("www.") if host else None
