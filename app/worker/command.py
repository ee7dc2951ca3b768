"""`flask worker`: what happens without anybody asking."""

import os
import signal
import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from app.core.log import logger
from app.worker.jobs import JOBS
from app.worker.loop import Loop


@click.command("worker")
@click.option("--once", is_flag=True, help="Do everything once and end; not 0 where any failed.")
@click.option("--with-parent", is_flag=True, help="End as soon as whoever started this has ended.")
@with_appcontext
def worker(*, once: bool, with_parent: bool) -> None:
    """Send notices, pass on offers that ran out, roll dates forward, clear what is old."""
    loop = Loop(current_app.extensions["sender"], JOBS)
    if once:
        sys.exit(1 if loop.go_round() else 0)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, loop.stop)
    parent = os.getppid()
    logger().info("worker started")
    loop.run(lambda: not with_parent or os.getppid() == parent)
    logger().info("worker ended")
