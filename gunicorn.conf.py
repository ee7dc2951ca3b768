"""How gunicorn serves: threads, the application loaded before the fork, strict limits."""

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from app.config import Config

_config = Config.from_env()
bind = (
    f"[{_config.host}]:{_config.port}" if ":" in _config.host else f"{_config.host}:{_config.port}"
)
workers = _config.web_workers
worker_class = "gthread"
threads = 8
preload_app = True
wsgi_app = "app.factory:serve()"
limit_request_line = 4094
limit_request_fields = 50
limit_request_field_size = 8190
timeout = 30
graceful_timeout = 10
accesslog = None
errorlog = "-"
# Its warnings about requests it can't read name the sender's address.
loglevel = "error"
forwarded_allow_ips = "127.0.0.1,::1"


def when_ready(server: Any) -> None:
    """Say where to look, once the port is open."""
    del server
    from app.web.help import for_operator

    sys.stderr.write(f"Alongside serves on {_config.public_url}\n")
    sys.stderr.write(f"{for_operator(_config.help_country)}\n")


def post_fork(server: Any, worker: Any) -> None:
    """Give each process its own connections: a socket shared over a fork mixes answers up."""
    del server
    from app.core.db import db

    with worker.app.wsgi().app_context():
        db.engine.dispose(close=False)
