"""Runs every kind of test there is, says how long each took, and fails if one did.

With CI=true something that can't be run (no PostgreSQL, no browser) is a failure; on a
developer's machine it is said in one line and left out.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.postgres import binaries  # noqa: E402

IS_CI = os.environ.get("CI") == "true"
# One more than the two processors of a small machine: some tests wait for others to give up.
PYTEST = [sys.executable, "-m", "pytest", "-n", "3", "--dist", "worksteal"]
MEMORY = Path("/dev/shm")
ENOUGH = 3 * 10**9


def run(name: str, command: list[str], *, cwd: Path = ROOT, **env: str) -> bool:
    """Run one kind of test; True when it passed."""
    print(f"\n== {name}", flush=True)
    started = time.monotonic()
    code = subprocess.run(command, cwd=cwd, env=os.environ | env, check=False).returncode
    said = "passed" if code == 0 else "FAILED"
    print(f"== {name}: {said} in {time.monotonic() - started:.0f} s", flush=True)
    return code == 0


def leave_out(name: str, reason: str) -> bool:
    """Say that a kind of test can't run here; a failure in CI."""
    print(f"\n== {name}: NOT RUN. {reason}", flush=True)
    return not IS_CI


def browser_tests() -> bool:
    """Install what they need, then drive a real browser."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        return leave_out("Browser", "Install Chromium, on Debian: apt-get install chromium")
    folder = ROOT / "tests" / "browser"
    stamp = folder / "node_modules" / ".package-lock.json"
    if not stamp.exists() or stamp.stat().st_mtime < (folder / "package-lock.json").stat().st_mtime:
        subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--silent"],
            cwd=folder,
            check=True,
        )
        stamp.touch()
    return run("Browser", ["node", "run.mjs"], cwd=folder)


def folder_in_memory() -> str:
    """A new folder where waiting for a disk costs nothing, or else one among temporary files."""
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH
    folder = tempfile.mkdtemp(prefix="alongside-", dir=MEMORY if has_room else None)
    Path(folder).chmod(0o755)  # PostgreSQL runs as another user.
    return folder


def main() -> int:
    """Run all; 0 when all passed."""
    os.environ["TMPDIR"] = folder_in_memory()
    # What is compiled once need not be compiled by each of the many processes that tests start.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        return run_all()
    finally:
        shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)


def run_all() -> int:
    """Run every kind of test; 0 when all passed."""
    results = [run("Scripts", ["node", "tests/js/run.mjs"]), run("SQLite", PYTEST)]
    if binaries() is None:
        results.append(leave_out("PostgreSQL", "Install it, on Debian: apt-get install postgresql"))
    else:
        results.append(run("PostgreSQL", PYTEST, TEST_ENGINE="postgresql"))
    results.append(browser_tests())
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
