"""A PostgreSQL cluster of our own in a temporary folder, for one run of the tests."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """The folder of initdb and postgres, newest version first, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).resolve().parent if on_path else None


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster on a free loopback port and give its URL without a database name."""
    folder = binaries()
    if folder is None:
        raise RuntimeError("PostgreSQL's programs are missing: install the package postgresql.")
    home = Path(tempfile.mkdtemp(prefix="alongside-pg-"))
    is_root = os.geteuid() == 0
    user = "postgres" if is_root else pwd.getpwuid(os.geteuid()).pw_name
    if is_root:
        shutil.chown(home, "postgres")
    prefix = ["runuser", "-u", "postgres", "--"] if is_root else []

    def run(*words: str) -> None:
        subprocess.run([*prefix, *words], check=True, cwd=home, stdout=subprocess.DEVNULL)

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    flags = f"-p {port} -h 127.0.0.1 -k {home} -F -c synchronous_commit=off -c max_connections=60"
    run(str(folder / "initdb"), "-D", f"{home}/db", "-U", user, "-A", "trust", "-E", "UTF8",
        "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    control = str(folder / "pg_ctl")
    run(control, "-D", f"{home}/db", "-o", flags, "-l", f"{home}/log", "-w", "start")
    try:
        yield f"postgresql+psycopg://{user}@127.0.0.1:{port}"
    finally:
        run(control, "-D", f"{home}/db", "-m", "immediate", "-w", "stop")
        shutil.rmtree(home, ignore_errors=True)
