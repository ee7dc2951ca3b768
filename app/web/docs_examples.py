"""The examples of the API's document as something to run: a line for curl, a link, a body."""

import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import orjson

Part = Mapping[str, Any]
JAR = "cookies.txt"
FIRST_ITEM = "$response.body#/items/0/"
FirstItem = Callable[[Mapping[str, Any]], Mapping[str, Any] | None]


@dataclass(frozen=True, kw_only=True)
class Example:
    """One request that can be made here: a line for a shell, its address, its body if any."""

    curl: str
    address: str
    method: str
    body: str | None
    can_be_tried: bool = True


def example_of(document: Part, path: str, method: str, first: FirstItem) -> Example | None:
    """The request that the document's examples make of an operation.

    `first` gives the first item that a list answers to a query, or None where there is none;
    then an operation that needs such an item has no example. Nor has one whose document gives
    none for something it needs.
    """
    operation = document["paths"][path][method]
    given = dict(_given(document, path, method))
    leading, led_body = _leads_here(document, operation.get("operationId"), first)
    needed = {one["name"] for one in _parameters(document, path, method) if one.get("required")}
    is_own = _is_own(operation)
    if not needed <= given.keys() | leading.keys():
        if not is_own:
            return None
        leading |= {name: name.upper() for name in needed - given.keys() - leading.keys()}
    filled = path.format_map({name: quote(str(value)) for name, value in leading.items()})
    address = f"{filled}?{urlencode(given, doseq=True)}" if given else filled
    body = _body(operation, led_body)
    return Example(
        curl=_curl(document["servers"][0]["url"] + address, method, body, is_own=is_own),
        address=address,
        method=method.upper(),
        body=body,
        can_be_tried=not is_own,
    )


def _is_own(operation: Part) -> bool:
    """Whether it is about the person who asks: not to be tried by a button that is in the way."""
    return any(map(operation.get, ("x-writes", "security", "x-secret")))


def _parameters(document: Part, path: str, method: str) -> list[Part]:
    operations = document["paths"][path]
    return [*operations.get("parameters", ()), *operations[method].get("parameters", ())]


def _given(document: Part, path: str, method: str) -> Iterator[tuple[str, Any]]:
    for parameter in _parameters(document, path, method):
        if parameter["in"] == "query" and "example" in parameter:
            yield parameter["name"], parameter["example"]


def _leads_here(
    document: Part, name: str | None, first: FirstItem
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Values for an operation's path and body out of the answer of another that links to it."""
    for path, operations in document["paths"].items():
        links = operations.get("get", {}).get("responses", {}).get("200", {}).get("links", {})
        for link in links.values():
            if link["operationId"] != name:
                continue
            item = first(dict(_given(document, path, "get")))
            if item is None:
                return {}, {}
            parts = (link.get("parameters", {}), link.get("requestBody", {}))
            return _taken(parts[0], item), _taken(parts[1], item)
    return {}, {}


def _taken(part: Part, item: Part) -> dict[str, Any]:
    """The part with each expression as what the first item holds."""
    return {
        key: _taken(value, item) if isinstance(value, Mapping) else item[value[len(FIRST_ITEM) :]]
        for key, value in part.items()
    }


def _body(operation: Part, led: Part) -> str | None:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    if "example" not in content:
        return None
    body = _merged(content["example"], led)
    return orjson.dumps(body, option=orjson.OPT_INDENT_2).decode()


def _merged(body: Any, led: Any) -> Any:
    if not isinstance(led, Mapping):
        return led
    return {**body, **{key: _merged(body.get(key), value) for key, value in led.items()}}


def _curl(address: str, method: str, body: str | None, *, is_own: bool) -> str:
    cookies = f"-b {JAR} -c {JAR} " if is_own else ""
    if method == "get":
        return f"curl {cookies}{shlex.quote(address)}"
    parts = [f"curl {cookies}-X {method.upper()} {shlex.quote(address)}"]
    if is_own:
        parts.append(f"  -H {shlex.quote(f'Origin: {_origin(address)}')}")
    if body is not None:
        parts += ["  -H 'Content-Type: application/json'", f"  -d {shlex.quote(body)}"]
    return " \\\n".join(parts)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
