"""The lines of a table file, whatever program wrote it."""

import csv
import io

from app.exchange.reading import FileRefused

SEPARATORS = ",;\t|"
MOST_COLUMNS = 60
LONGEST_CELL = 20_000


def lines_of(content: bytes) -> list[list[str]]:
    """The lines, the head first; FileRefused when it is no table with a head and a line."""
    text = _text(content)
    head = text.partition("\n")[0]
    separator = max(SEPARATORS, key=head.count)
    if not head.count(separator) or "\0" in text:
        raise FileRefused("The file is no table: its first line must name its columns.")
    csv.field_size_limit(LONGEST_CELL)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise FileRefused("The table is not whole, or one of its cells is too long.") from error
    lines = [[cell.strip() for cell in line] for line in lines]
    while lines and not any(lines[-1]):
        lines.pop()
    if len(lines) < 2 or len(lines[0]) > MOST_COLUMNS:  # noqa: PLR2004
        raise FileRefused("The table needs a head, at least one line, and at most 60 columns.")
    return lines


def _text(content: bytes) -> str:
    """UTF-8, or what spreadsheets write beside it."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
