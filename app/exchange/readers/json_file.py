"""Reads a whole JSON file of an operator: strict UTF-8, bounded, no odd numbers."""

import json
from typing import Any

from app.core.errors import Unreadable
from app.exchange.reading import FileRefused

LARGEST_FILE = 64 * 1024 * 1024


def read_file(content: bytes) -> Any:
    """The JSON value in the file; FileRefused when it is cut short, not UTF-8 or not JSON."""
    if len(content) > LARGEST_FILE:
        raise FileRefused("The file is larger than 64 MB.")
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise FileRefused("The file is not text in UTF-8.") from error
    except RecursionError as error:
        raise FileRefused("The file is nested too deep to be read.") from error
    except (ValueError, Unreadable) as error:
        raise FileRefused("The file is not whole, or it is not JSON.") from error


def _refuse(word: str) -> None:
    raise ValueError(word)
