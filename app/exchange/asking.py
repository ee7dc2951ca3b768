"""What a reader is asked: which format, which options, and which moment is now."""

from dataclasses import dataclass
from datetime import datetime

from app.exchange.reading import Options


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A question to the parser; `format` is one of `formats.FORMATS`."""

    format: str
    options: Options
    now: datetime
