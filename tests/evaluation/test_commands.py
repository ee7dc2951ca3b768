"""What an operator sees of the evaluation at the command line."""

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from app.cli.comfort import comfort

OWN = Path(__file__).parents[2] / "app" / "cli" / "evaluation" / "own_cases.json"
SMALL = ("--people", "20", "--activities", "60", "--weeks", "4", "--worlds", "peaks")


@pytest.fixture
def run(app):
    def invoke(*options, code=0):
        result = app.test_cli_runner().invoke(comfort, options)
        assert result.exit_code == code, result.output
        return result.output

    return invoke


def without_times(said):
    return re.sub(r"[\d.]+ s$", "", said, flags=re.MULTILINE)


def test_simulate_compares_every_order_and_says_what_was_reached(run):
    said = run("simulate", *SMALL)
    for name in ("random", "distance only", "popularity", "content", "safe only, P^3", "C = P"):
        assert re.search(rf"^{re.escape(name)} +\d", said, re.MULTILINE)
    for pace in ("steady", "balanced", "stretch"):
        assert re.search(rf"^{pace} +\d", said, re.MULTILINE)
    assert said.count("nDCG@10 +0.08") == 2
    assert "1 towns of 20 people and 60 activities, 4 weeks, seeds 1 to 1" in said


def test_the_same_seed_gives_the_same_figures_and_another_seed_others(run):
    first, again, other = (run("simulate", *SMALL, "--seed", seed) for seed in ("7", "7", "8"))
    assert without_times(first) == without_times(again)
    assert without_times(first).splitlines()[4] != without_times(other).splitlines()[4]


def test_what_is_told_can_order_no_better_than_the_truth_itself(run):
    said = run("simulate", *SMALL, "--ceiling")
    rows = re.findall(r"^(\S.*?\S) +(0\.\d+) +[+-]0\.\d+ *$", said, re.MULTILINE)
    found = {name: float(value) for name, value in rows}
    assert len(found) == 6
    assert max(found, key=found.get) == "true chances"


def test_the_calibration_is_drawn_as_svg_and_as_png(run, tmp_path):
    svg, png = tmp_path / "chances.svg", tmp_path / "chances.PNG"
    assert f"Drawn: {svg}" in run("simulate", *SMALL, "--picture", str(svg))
    page = ET.fromstring(svg.read_text())
    texts = [one.text for one in page.iter("{http://www.w3.org/2000/svg}text")]
    assert {"chance that was said", "balanced, first lists", "balanced, after visits"} <= set(texts)
    dots = [float(one.get("cy")) for one in page.iter("{http://www.w3.org/2000/svg}circle")]
    assert len(dots) > 6
    assert all(0 <= at <= 480 for at in dots)
    run("simulate", *SMALL, "--picture", str(png))
    with Image.open(png) as image:
        assert image.format == "PNG"
        assert len(image.convert("RGB").getcolors(100_000)) > 3


def test_without_the_package_for_png_a_sentence_says_what_is_missing(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)
    said = run("simulate", *SMALL, "--picture", str(tmp_path / "chances.png"), code=1)
    assert "PNG needs the package pillow; SVG needs nothing." in said


@pytest.mark.parametrize(
    ("picture", "why"), [("chances.gif", ".svg or .png"), ("no/folder/a.png", "There is no folder")]
)
def test_a_picture_that_could_not_be_drawn_is_refused_before_anything_else(
    run, tmp_path, picture, why
):
    said = run("simulate", *SMALL, "--picture", str(tmp_path / picture), code=2)
    assert why in said
    assert "nDCG" not in said


def test_a_picture_that_can_not_be_written_is_said_in_a_sentence(run, tmp_path, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.cli.evaluation.picture.draw", full)
    said = run("simulate", *SMALL, "--picture", str(tmp_path / "a.svg"), code=1)
    assert "could not be written: No space left on device." in said


@pytest.mark.parametrize("command", ["simulate", "validate"])
def test_a_seed_below_nought_is_refused(run, command):
    assert "-1 is not in the range" in run(command, "--seed", "-1", code=2)


def test_an_unknown_world_is_refused_with_those_that_are_known(run):
    said = run("simulate", "--worlds", "peaks,atlantis", code=2)
    assert "Known are peaks, piles," in said


def test_validate_holds_with_what_alongside_brings_itself(run):
    said = run("validate", "--cases", "20")
    assert said.count("held in 20 cases") == 13
    assert "NOT" not in said
    assert "mean of 3" in said
    assert "giving a talk" in said


def test_validate_fails_where_the_model_does_not_agree(run, tmp_path):
    cases = json.loads(OWN.read_text())
    for case in cases:
        case["expected_order"].reverse()
    turned = tmp_path / "turned.json"
    turned.write_text(json.dumps(cases))
    said = run("validate", "--cases", "1", "--vignettes", str(turned), code=1)
    assert "NOT right" in said


def test_validate_measures_rho_on_a_file(run, tmp_path):
    rows = ["target,speak,watched,people", "0.5,3,3,2", "-0.3,0,1,2", "-1.5,0,0,1"]
    agrees, turned = tmp_path / "agrees.csv", tmp_path / "turned.csv"
    agrees.write_text("\n".join(rows))
    turned.write_text("\n".join([rows[0], "-1.5,3,3,2", rows[2], "0.5,0,0,1"]))
    assert "1.000" in run("validate", "--cases", "1", "--situations", str(agrees))
    said = run("validate", "--cases", "1", "--situations", str(turned), code=1)
    assert "-1.000" in said
    assert "NOT REACHED" in said


@pytest.mark.parametrize(
    ("option", "text", "why"),
    [
        ("--situations", "", "needs a column target"),
        ("--situations", "target,speak\nmuch,1\nlittle,2\n", "could not convert"),
        ("--situations", "target,speak\n1,9\n2,1\n", "fact speak must be a number"),
        ("--situations", "target,speak\n,1\n2,1\n", "target must be a number in every row"),
        ("--situations", "speak,target\n1\n2,1\n", "target must be a number in every row"),
        ("--situations", "target,speak\nnan,1\n2,1\n", "target must be a number in every row"),
        ("--situations", "target,speak\n\udcff,1\n", "decode"),
        ("--vignettes", "\udcff", "does not hold people"),
        ("--vignettes", "[" * 100_000, "does not hold people"),
        ("--vignettes", "[1]", "does not hold people"),
        ("--vignettes", "[]", "holds nobody"),
        ("--vignettes", "hello", "does not hold people"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_a_sentence(run, tmp_path, option, text, why):
    path = tmp_path / "file"
    path.write_text(text, errors="surrogateescape")
    said = run("validate", "--cases", "1", option, str(path), code=1)
    assert why in said
    assert "Traceback" not in said


def test_no_web_process_loads_the_evaluation_or_what_else_only_commands_and_passkeys_need():
    heavy = (
        "app.cli",
        "app.worker",
        "flask_migrate",
        "alembic",
        "webauthn",
        "app.exchange.formats",
    )
    code = f"import sys, app.factory; print([m for m in sys.modules if m.startswith({heavy})])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
