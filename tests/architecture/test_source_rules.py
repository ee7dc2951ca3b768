"""Rules of the house that can be read off the source: sizes, and what stands where."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAX_FILE, MAX_TEST_FILE, MAX_FUNCTION = 250, 300, 40
PYTHON = sorted((ROOT / "app").rglob("*.py"))
SCRIPTS = sorted((ROOT / "static" / "src").rglob("*.ts"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

ONLY_IN = {
    r"\.commit\(": "app/core/writes.py",
    r"os\.environ": "app/config.py",
    r"datetime\.now|datetime\.utcnow|date\.today|time\.time\(": "app/core/clock.py",
}
NOWHERE = {
    r"fields\.(String|Str|Float|Integer|Int|Boolean|Bool|Raw|Email|Url|Dict)\(": "a loose field",
    r"\b(TODO|FIXME|XXX)\b|NotImplementedError": "an unfinished piece",
    r"except Exception:\s*(pass|$)|except:": "a swallowed error",
    r"\btext\(f[\"']|execute\(f[\"']": "SQL from a formatted string",
    r"\|\s*safe\b|Markup\(": "unescaped markup",
}
NOWHERE_IN_SCRIPTS = {
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write": "unescaped markup",
    r"\blocalStorage\b": "a store that outlives the tab unasked",
    r"https?://(?!www\.w3\.org)": "a foreign host",
    r"\beval\(|new Function\(": "code from text",
    r":\s*any\b|<any>|\bas any\b": "an unchecked type",
}
VAGUE_NAMES = {"utils", "helpers", "manager", "data", "info", "misc", "common"}


def code_lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.lstrip().startswith(("#", "//", "*", '"""')):
            yield number, line


def sightings(paths: list[Path], pattern: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths
        for number, line in code_lines(path)
        if re.search(pattern, line)
    ]


def test_files_stay_small():
    limits = [(path, MAX_FILE) for path in (*PYTHON, *SCRIPTS)]
    limits += [(path, MAX_TEST_FILE) for path in TESTS]
    long = [str(path) for path, most in limits if len(path.read_text().splitlines()) > most]
    assert long == []


def test_functions_stay_short():
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= MAX_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("pattern", ONLY_IN)
def test_some_things_stand_in_one_file_only(pattern):
    found = {place.rsplit(":", 1)[0] for place in sightings(PYTHON, pattern)}
    assert found <= {ONLY_IN[pattern]}
    assert found, "the rule watches something that is no longer there"


@pytest.mark.parametrize("pattern", NOWHERE, ids=NOWHERE.values())
def test_some_things_stand_nowhere(pattern):
    templates = sorted((ROOT / "app" / "templates").rglob("*.html"))
    assert sightings([*PYTHON, *templates], pattern) == []


@pytest.mark.parametrize("pattern", NOWHERE_IN_SCRIPTS, ids=NOWHERE_IN_SCRIPTS.values())
def test_some_things_stand_nowhere_in_the_browser(pattern):
    assert SCRIPTS, "there are no scripts to watch"
    assert sightings(SCRIPTS, pattern) == []


def test_pages_ask_for_rows_by_their_key_only():
    """All else they have from services; so it is enough to test pages on one engine."""
    pages = [path for path in PYTHON if path.is_relative_to(ROOT / "app" / "web")]
    assert any("session.get(" in path.read_text() for path in pages)
    asks = r"sqlalchemy(?!\.orm import Session$)|\.(execute|scalars?|query)\("
    assert sightings(pages, asks) == []


def test_files_are_named_for_what_they_hold():
    assert [str(path) for path in (*PYTHON, *SCRIPTS) if path.stem in VAGUE_NAMES] == []


def test_no_address_of_a_package_registry_is_written_down():
    files = [*(ROOT / "requirements").iterdir(), ROOT / "package-lock.json", ROOT / ".npmrc"]
    text = "\n".join(path.read_text() for path in files)
    assert re.findall(r"index-url|find-links|\"resolved\"|https?://registry", text) == []
