"""Every word of the project that somebody may read, with the file it stands in."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import orjson

ROOT = Path(__file__).parents[2]
READ_ALOUD = {"aria-label", "alt", "placeholder", "title", "value", "content"}
STRINGS = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`(?:[^`\\]|\\.)*`', re.DOTALL)
COMMENTS = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
SAID_IN_CSS = re.compile(r"content:\s*(\"[^\"]*\")")

Said = tuple[str, str]


@cache
def all_words() -> tuple[Said, ...]:
    """(file, text) of all that somebody may read, read once."""
    return tuple(_all_words())


def _all_words() -> Iterator[Said]:
    """(file, text) of templates, scripts, styles, Python and what lies beside it as data."""
    readers = {
        "app/**/*.html": of_template,
        "app/**/*.py": of_python,
        "app/**/*.toml": lambda text: _of_value(tomllib.loads(text)),
        "app/**/*.json": lambda text: _of_value(orjson.loads(text)),
        "static/src/**/*.ts": lambda text: STRINGS.findall(COMMENTS.sub("", text)),
        "static/src/**/*.css": SAID_IN_CSS.findall,
    }
    for pattern, read in readers.items():
        for path in sorted(ROOT.glob(pattern)):
            for text in read(path.read_text(encoding="utf-8")):
                yield str(path.relative_to(ROOT)), text


class _Template(HTMLParser):
    """Text between tags, and attributes that are read aloud or shown."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [value for name, value in attrs if value and name in READ_ALOUD]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def of_template(text: str) -> list[str]:
    """What a template says itself, and the texts within its expressions."""
    plain = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    inner = [
        said for code in re.findall(r"\{[{%].*?[%}]\}", plain) for said in STRINGS.findall(code)
    ]
    page = _Template()
    page.feed(re.sub(r"\{[{%].*?[%}]\}", " ", plain, flags=re.DOTALL))
    return [*page.said, *inner]


def of_python(text: str) -> Iterator[str]:
    """Every text that is no docstring."""
    tree = ast.parse(text)
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.value


def _of_value(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _of_value(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _of_value(inner)
