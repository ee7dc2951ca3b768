"""Reads pages as a browser without scripts does: text, links, forms and their buttons."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

BLOCKS = {"p", "li", "h1", "h2", "h3", "dt", "dd", "summary", "label", "legend", "div"}
VOID = {"input", "meta", "link", "br"}
Attrs = dict[str, str]


@dataclass
class Form:
    attrs: Attrs
    fields: list[tuple[str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """One page: `text` without tags, `links` and `buttons` by their words, `forms` by id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.links = "", dict[str, str]()
        self.buttons: list[tuple[str, Attrs, Form | None]] = []
        self.forms: list[Form] = []
        self.tags: list[tuple[str, Attrs]] = []
        self._open: list[tuple[str, Attrs, int]] = []
        self._form: Form | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        read = {name: value or "" for name, value in attrs}
        self.tags.append((tag, read))
        if tag == "br":
            self.text += " "
        if tag in BLOCKS:
            self.text += "\n"
        if tag == "form":
            self._form = Form(read)
            self.forms.append(self._form)
        if tag == "input" and self._form:
            is_sent = read.get("type") not in {"radio", "checkbox"} or "checked" in read
            if is_sent and read.get("name"):
                self._form.fields.append((read["name"], read.get("value", "")))
        if tag not in VOID:
            self._open.append((tag, read, len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            opened, attrs, start = self._open.pop()
            words = " ".join(self.text[start:].split())
            if opened == "textarea" and self._form:
                self._form.fields.append((attrs["name"], self.text[start:]))
            if opened == "a":
                self.links[words] = attrs.get("href", "")
            if opened == "button":
                self.buttons.append((words, attrs, self._form))
            if opened == "form":
                self._form = None
            if opened == tag:
                break
        if tag in BLOCKS:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def lines(self) -> list[str]:
        return [" ".join(line.split()) for line in self.text.splitlines() if line.strip()]

    def press(self, client: FlaskClient, words: str, /, **typed: str | list[str]) -> TestResponse:
        """Press a button: send its form's fields, what is typed over them, and its own value."""
        attrs, inside = next((a, f) for w, a, f in self.buttons if w == words)
        named = [f for f in self.forms if "form" in attrs and f.attrs.get("id") == attrs["form"]]
        form = named[0] if named else inside
        assert form is not None
        kept = [(name, value) for name, value in form.fields if name not in typed]
        for name, value in typed.items():
            kept += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        if attrs.get("name"):
            kept.append((attrs["name"], attrs.get("value", "")))
        sent: dict[str, list[str]] = {}
        for name, value in kept:
            sent.setdefault(name, []).append(value)
        path = attrs.get("formaction") or form.attrs["action"]
        if form.attrs.get("method") == "post":
            return client.post(path, data=sent)
        return client.get(path, query_string=sent)


def read(response: TestResponse) -> Page:
    return Page(response.get_data(as_text=True))
