"""Tables as CSV that every spreadsheet opens as text: no cell of them is ever a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

# Excel reads a file without it in the code page of its country.
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
FORMULA_STARTS = tuple("=+-@|%\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
                       "\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip


def write_csv(rows: Iterable[Sequence[str | int | None]]) -> bytes:
    """Rows, the heading among them, as UTF-8 with its mark; None is an empty cell."""
    text = io.StringIO()
    text.write(BOM)
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def csv_answer(rows: Iterable[Sequence[str | int | None]], name: str) -> Response:
    """A file to keep; `name` is one we made, letters, digits and hyphens."""
    response = Response(write_csv(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _harmless(cell: str | int | None) -> str | int:
    """What a spreadsheet would work out gets an apostrophe in front, and stays words."""
    if isinstance(cell, str) and cell.lstrip().startswith(FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell
