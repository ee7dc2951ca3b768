"""gunicorn's settings of the project, for an application that has no database to let go of."""

from pathlib import Path
from runpy import run_path

_own = run_path(str(Path(__file__).parents[1] / "gunicorn.conf.py"))

bind = _own["bind"]
workers = _own["workers"]
worker_class = _own["worker_class"]
threads = _own["threads"]
preload_app = _own["preload_app"]
timeout = _own["timeout"]
graceful_timeout = _own["graceful_timeout"]
accesslog = _own["accesslog"]
loglevel = _own["loglevel"]
