"""How much of a long piece of HTML a reader would see, before it is read as a whole.

Mail programs and page builders put more of style than of words into a text. Each step here takes
time in proportion to the length of the piece, whatever strangers send.
"""

import html
import re
from collections.abc import Collection
from itertools import islice

# To the end of a tag; quoted values may hold what ends one, but no other tag begins in it.
REST = r"""(?:[\s/](?:[^<>"']|"[^"<]*"|'[^'<]*')*+>|[^<>]*+>)"""
CUT_ENTITY = re.compile(r"&[#\w]{0,32}\Z")
LONGEST_ENTITY = 10
OPEN_COMMENT = "&lt;!--"
# Most texts say enough in their beginning; one that does not is looked at again, more of it.
FIRST_LOOK, FARTHER = 8, 4


def reader_part(text: str, kept: Collection[str], silent: Collection[str], most: int) -> str:
    """The beginning of a piece of HTML that holds at most so many letters for a reader.

    Of tags only those named in `kept` stay, without attributes, and at most as many as letters;
    comments and what stands in `silent` elements go: none of it counts.
    """
    size = most * FIRST_LOOK
    while size < len(text):
        head = text[:size]
        ends = head.rfind("<") if head.rfind("<") > head.rfind(">") else size
        found, is_enough = _shown(_without_comments(head[:ends], ""), kept, silent, most)
        if is_enough:
            return found
        size *= FARTHER
    return _shown(_without_comments(text, OPEN_COMMENT), kept, silent, most)[0]


def _shown(
    text: str, kept: Collection[str], silent: Collection[str], most: int
) -> tuple[str, bool]:
    """What a reader sees of a piece, and whether that is as much as is read."""
    text = _without_silent(text, silent)
    names = "|".join(sorted(kept))
    other = rf"<(?!/?(?:{names})[\s/>])/?[A-Za-z][^\s/<>]*+{REST}"
    text = re.sub(other, "", text, flags=re.IGNORECASE)
    parts: list[str] = []
    end, most_tags = 0, most
    for tag in islice(
        re.finditer(rf"<(/?(?:{names}))(?=[\s/>]){REST}", text, re.IGNORECASE), most_tags
    ):
        part = _letters(text[end : tag.start()], most)
        parts += (part, f"<{tag[1]}>")
        most -= len(html.unescape(part))
        end = tag.end()
        if most <= 0:
            break
    parts.append(_letters(text[end:], most))
    is_enough = len(html.unescape(parts[-1])) >= most or len(parts) > 2 * most_tags
    return "".join(parts), is_enough


def _letters(text: str, most: int) -> str:
    """At most as many letters of a piece without tags; an entity is one."""
    most = max(0, most)
    if len(text) <= most:
        return text
    part = CUT_ENTITY.sub("", text[: most * LONGEST_ENTITY])
    return html.escape(html.unescape(part)[:most], quote=False)


def _without_silent(text: str, names: Collection[str]) -> str:
    """The text without elements nobody reads; one that never ends goes to the end."""
    found = rf"<(/?)({'|'.join(sorted(names))})(?=[\s/>])"
    shown, *pieces = re.split(found, text, flags=re.IGNORECASE)
    parts, inside = [shown], ""
    for closes, name, piece in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        head, _, after = piece.partition(">")
        if inside and not (closes and name.lower() == inside):
            continue
        inside = "" if inside or closes or head.endswith("/") else name.lower()
        if not inside:
            parts.append(after)
    return "".join(parts)


def _without_comments(text: str, open_one: str) -> str:
    """The text without comments; one that never ends is text behind `open_one`, or nothing."""
    shown, *pieces = text.split("<!--")
    parts = [shown]
    held: list[str] = []
    for piece in pieces:
        _, end, after = piece.partition("-->")
        if end:
            parts.append(after)
            held = []
        else:
            held.append(f"{open_one}{piece}")
    return "".join(parts + held if open_one else parts)
