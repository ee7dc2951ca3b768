"""What a reader is asked: which format, which options, and which moment is now."""

from dataclasses import dataclass
from datetime import datetime

from app.exchange.reading import Options

FORMATS = ("icalendar", "csv", "json_ld", "tsml", "volunteering")
DETECT = "detect"


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A question to the parser; `format` is one of FORMATS, or DETECT."""

    format: str
    options: Options
    now: datetime
