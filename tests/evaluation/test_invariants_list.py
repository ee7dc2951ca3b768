"""The list of invariants in docs/fit-model.md is true: each has its test, and it is there."""

import ast
import re
from pathlib import Path

from app.cli.evaluation.invariants import SAID

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (\d+) \| (.+) \| `(\S+)::(test_\w+)` \|$", re.MULTILINE)


def test_every_invariant_has_a_test_that_is_there():
    rows = ROW.findall((ROOT / "docs" / "fit-model.md").read_text(encoding="utf-8"))
    assert {int(number): said for number, said, _, _ in rows} == SAID
    assert [int(number) for number, *_ in rows] == list(range(1, 20))
    for _, _, file, name in rows:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        tests = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert name in tests, f"{file}::{name}"
