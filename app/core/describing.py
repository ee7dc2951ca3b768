"""The last touches of the API's document: names for operations and shapes, and where links lead."""

from typing import Any

from flask import Flask

Part = dict[str, Any]
SESSION = "session"
WAIT = {"$ref": "#/components/responses/TOO_MANY_REQUESTS"}


def finish(document: Part, app: Flask) -> Part:
    """Give operations their names and links, and lift named shapes into the components."""
    views = {
        (rule.rule.replace("<", "{").replace(">", "}"), method.lower()): rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
    }
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            endpoint = views.get((path, method))
            if endpoint:
                # Whoever reads or writes a great deal is asked to wait, wherever it is.
                operation["responses"].setdefault("429", WAIT)
                operation.update(_of_view(endpoint, app.view_functions[endpoint]))
                links = getattr(app.view_functions[endpoint], "links", {})
                if links:
                    operation["responses"]["200"]["links"] = links
    shapes: Part = {}
    finished: Part = _lifted(document, shapes)
    components = finished.setdefault("components", {})
    components["schemas"] = components.get("schemas", {}) | dict(sorted(shapes.items()))
    components["schemas"].pop("PaginationMetadata", None)  # flask-smorest's own; we page otherwise
    return finished


def _of_view(endpoint: str, view: Any) -> Part:
    """What only the view itself knows: its name, whether it writes, and who may call it."""
    said: Part = {"operationId": endpoint.rpartition(".")[2]}
    if getattr(view, "writes", False):
        said["x-writes"] = True
    if getattr(view, "by_secret", False) or getattr(view, "is_page", False):
        said["x-secret"] = True
    if kinds := getattr(view, "kinds", None):
        said["x-kinds"] = sorted(kinds)
    if getattr(view, "is_personal", False):
        said["security"] = [{SESSION: []}]
    return said


def _lifted(part: Any, shapes: Part) -> Any:
    """The part with each named object of a schema replaced by a reference to it."""
    if isinstance(part, list):
        return [_lifted(item, shapes) for item in part]
    if not isinstance(part, dict):
        return part
    lifted = {name: _lifted(inner, shapes) for name, inner in part.items()}
    name = part.get("title")
    if part.get("type") != "object" or not isinstance(name, str):
        return lifted
    shapes[name] = {key: value for key, value in lifted.items() if key != "title"}
    return {"$ref": f"#/components/schemas/{name}"}
