"""HTML and odd characters become plain text that can be stored and shown anywhere."""

import html
import re
import unicodedata
from functools import cache, lru_cache
from html.parser import HTMLParser

from app.core.letters import BIDI
from app.exchange.markup import feed
from app.exchange.reader_part import reader_part

MARKUP = re.compile(r"<[A-Za-z/!]|&(#\d+|#x[0-9a-fA-F]+|[A-Za-z]+);")
BUILDER = re.compile(r"\[/?(?:vc|et_pb|fusion|av|uncode)_[^\[\]]*\]")
GAP, LINE_END, MANY_LINES = (re.compile(rule) for rule in (r"[^\S\n]+", r" ?\n ?", r"\n{3,}"))
BLOCKS = frozenset({"address", "article", "blockquote", "div", "dl", "dt", "dd", "footer"})
BLOCKS |= {"header", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "section"}
BLOCKS |= {"table", "tr", "ul"}
BREAKS = BLOCKS | {"br", "li", "td", "th"}
SILENT = frozenset({"script", "style", "template", "title"})
INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff\u180e")
LONGEST_READ = 10_000
LONGEST_DESCRIPTION = 5000
LONGEST_TITLE = 120


class _Plain(HTMLParser):
    """Collects text; blocks become line breaks, list items become dashes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in SILENT:
            self.silent += 1
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "br":
            self.parts.append("\n")
        elif tag in BLOCKS:
            self.parts.append("\n\n")
        elif tag in {"td", "th"}:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


@lru_cache(32)
def plain_text(text: str | None) -> str:
    """Plain text of a piece that may hold HTML: NFC, no controls, at most one empty line.

    Tags and entities are resolved, also when entities were escaped twice; page-builder
    marks, control, direction-changing and invisible characters go; emoji and right-to-left
    letters stay. Twice as many letters are read as are ever kept, and nothing after that: what
    patterns cost may grow faster than a text, and there is no end to what strangers send.
    """
    text = text or ""
    if _is_bare(text):
        return " ".join(text.split())
    text = BUILDER.sub(" ", text)
    if len(text) > LONGEST_READ:
        text = reader_part(text, BREAKS, SILENT, LONGEST_READ)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if MARKUP.search(text):
        text = _without_markup(text)
    text = unicodedata.normalize("NFC", text)
    hidden = {ord(letter): None for letter in set(text) if not _is_shown(letter)}
    lines = GAP.sub(" ", text.translate(hidden) if hidden else text)
    return MANY_LINES.sub("\n\n", LINE_END.sub("\n", lines)).strip()


def _is_bare(text: str) -> bool:
    """Whether nothing but blanks can have to go: one line of plain letters, as most texts are."""
    is_plain = text.isascii() and text.isprintable() and len(text) <= LONGEST_READ
    return is_plain and not any(mark in text for mark in "<&[")


def _without_markup(text: str) -> str:
    parser = _Plain()
    feed(parser, text)
    return html.unescape("".join(parser.parts))


@cache
def _is_shown(letter: str) -> bool:
    if letter in "\n\t":
        return True
    return (
        letter not in BIDI
        and letter not in INVISIBLE
        and unicodedata.category(letter) not in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
    )


def one_line(text: str | None) -> str:
    """Plain text on one line; empty when nothing but invisible characters is left."""
    line = " ".join(plain_text(text).split())
    if line[:1].isalnum() or any(unicodedata.category(letter)[0] not in "CZ" for letter in line):
        return line
    return ""


def shortened(text: str, longest: int) -> str:
    """The text, or as many whole words of it as fit, with an ellipsis."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    head, space, _ = cut.rpartition(" ")
    return f"{(head if space and len(head) > longest // 2 else cut).rstrip()}…"
