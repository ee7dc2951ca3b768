"""Many people ask at once, in many threads and processes."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.places.gazetteer import Gazetteer

FORKED = """
import os, sys
from pathlib import Path
from app.places.gazetteer import Gazetteer
gazetteer = Gazetteer(Path(sys.argv[1]))
before = gazetteer.find("durham")
child = os.fork()
same = gazetteer.find("durham") == before and gazetteer.find("Lewes")[0].name == "Lewes"
gazetteer.close()
if child == 0:
    os._exit(0 if same else 1)
status = os.waitpid(child, 0)[1]
sys.exit(0 if same and status == 0 else 1)
"""


def test_threads_share_one_gazetteer(small: Gazetteer):
    alone = small.find("lewes")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(small.find, ["lewes"] * 200))
    assert answers == [alone] * 200


def test_a_process_and_its_fork_both_answer(small_file: Path):
    done = subprocess.run(
        [sys.executable, "-c", FORKED, str(small_file)],
        check=False,
        cwd=Path(__file__).parents[2],
        timeout=60,
    )
    assert done.returncode == 0
