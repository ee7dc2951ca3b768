"""How much one sender may read: buckets in the memory of a process, for reading never writes."""

from collections import OrderedDict
from dataclasses import dataclass, field
from math import ceil
from threading import Lock

from app.core.limits import KEPT_FOR, Limit, TooMany

MOST = 20_000


@dataclass
class ReadBuckets:
    """One bucket a sender, the longest unused first; at most `most`, none older than an hour.

    Each process counts for itself, so that several let through as many times more. A sender
    whose bucket was dropped begins with a full one.
    """

    limit: Limit
    most: int = MOST
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, who: str, moment: float) -> None:
        """Take one token of a sender at a moment in seconds; raise TooMany when there is none."""
        with self._lock:
            self._drop(moment)
            tokens, since = self._left.pop(who, (float(self.limit.count), moment))
            tokens = min(self.limit.count, tokens + max(0.0, moment - since) * self.limit.rate)
            self._left[who] = (tokens - 1 if tokens >= 1 else tokens, moment)
        if tokens < 1:
            raise TooMany(ceil((1 - tokens) / self.limit.rate))

    def _drop(self, moment: float) -> None:
        """Forget who was not seen for an hour, and the longest unseen where there are too many."""
        oldest = moment - KEPT_FOR.total_seconds()
        while self._left:
            who, (_, since) = next(iter(self._left.items()))
            if since >= oldest and len(self._left) < self.most:
                return
            del self._left[who]
