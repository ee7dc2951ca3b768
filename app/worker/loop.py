"""The worker's loop: sends what is due and does each job in its time, until it is told to stop."""

from collections.abc import Callable
from time import monotonic, perf_counter, sleep

from app.core import clock
from app.core.db import db
from app.core.log import log_failure, logger
from app.core.writes import unit_of_work
from app.notices.sender import Sender
from app.worker.jobs import Errand, Job

# Short, so that a worker that is told to stop, or is left alone, ends within a second.
PAUSE_S, PAUSES = 0.2, 5


class Loop:
    """One worker. How many there are does not matter: what they share is leased or locked."""

    def __init__(self, sender: Sender, jobs: list[Job | Errand]) -> None:
        """Do every job at the first round, and then as often as it asks."""
        self.sender, self.jobs = sender, jobs
        self.is_stopping = False
        self._next = dict.fromkeys((job.name for job in jobs), 0.0)

    def stop(self, *why: object) -> None:
        """End after what is under way; fit to be a signal's handler."""
        del why
        self.is_stopping = True

    def run(self, must_go_on: Callable[[], bool] = lambda: True) -> None:
        """Go round until stopped, or until whoever started it is gone."""
        pauses = 0
        while not self.is_stopping and must_go_on():
            if pauses == 0:
                self.go_round()
            sleep(0 if self.is_stopping else PAUSE_S)
            pauses = (pauses + 1) % PAUSES

    def go_round(self) -> int:
        """Each job whose time has come, then all that is due to be sent; how many failed."""
        failed = sum(not self._do(job) for job in self.jobs if not self.is_stopping)
        try:
            self.sender.run(lambda: self.is_stopping)
        except Exception as error:  # noqa: BLE001 the next round is another try
            log_failure(error)
            failed += 1
        finally:
            db.session.remove()
        return failed

    def _do(self, job: Job | Errand) -> bool:
        """A job in its own unit of work, if it is time; False when it failed."""
        if monotonic() < self._next[job.name]:
            return True
        self._next[job.name] = monotonic() + job.every.total_seconds()
        started = perf_counter()
        try:
            count = self._run(job)
        except Exception as error:  # noqa: BLE001 one that fails must not stop the others
            log_failure(error)
            return False
        finally:
            db.session.remove()
        if count:
            ms = round((perf_counter() - started) * 1000, 1)
            logger().info("job", detail=job.name, count=count, ms=ms)
        return True

    def _run(self, job: Job | Errand) -> int:
        if isinstance(job, Errand):
            return job.run()
        with unit_of_work() as session:
            return job.run(session, clock.now())
