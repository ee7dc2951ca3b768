"""Makes HTML of strangers fit for Python's parser of it.

The parser goes over a text again and again where a tag, a comment or a section never ends, and
stumbles over sections it doesn't know. What can't be markup is made plain text here, in one go.
"""

import re
from html.parser import HTMLParser

# A tag that never ends, or in which the next one begins.
OPEN_TAG = re.compile(r"<(?=[A-Za-z/][^<>]*(?:<|\Z))")
# Anything but <!DOCTYPE ...>, <!-- ... -->, <![CDATA[ ... ]]> and <![if ...] ... [endif]>.
ODD_SECTION = re.compile(r"<(?=!\[(?!CDATA\[|if\s|endif\]))", re.IGNORECASE)


def feed(parser: HTMLParser, text: str) -> None:
    """Give a parser the whole of a text, which takes time in proportion to its length."""
    text = OPEN_TAG.sub("&lt;", ODD_SECTION.sub("&lt;", text))
    for opened, ended in (("<!--", "-->"), ("<![", "]>"), ("<", ">")):
        head, end, tail = text.rpartition(ended)
        text = head + end + tail.replace(opened, opened.replace("<", "&lt;"))
    parser.feed(text)
    parser.close()
