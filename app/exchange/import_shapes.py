"""What imports and feeds answer, for the API's document."""

from app.core.shapes import (
    COUNT,
    ID,
    TEXT,
    TIME,
    Shape,
    counts,
    exactly,
    named,
    one_of,
    optional,
    said,
    some,
)
from app.exchange.readers.table_columns import FIELDS
from app.exchange.standing import OUTCOMES

BECAME = ("published", "changed", "waiting", "cancelled", "later", "refused")
STATE = said(one_of(["preview", "published"]), "Whether any of it was published.")
NUMBER = said(COUNT, "The number of the row in the file, from 1.")
TITLE = said(TEXT, "The title, else which row it is.")
WHY = said(optional(TEXT), "Why it can't be taken, or not yet.")
ORGANISER = said(
    exactly({"id": said(ID, "Its id."), "name": said(TEXT, "The name people read.")}),
    "The name it is published under.",
)
ROW = named(
    "ImportRow",
    "One event or line of the file, and what it is to us.",
    exactly(
        {
            "n": NUMBER,
            "title": TITLE,
            "outcome": said(
                one_of(OUTCOMES),
                "new, changed or same as what came before; refused; joined to another row as one "
                "of its dates; all in the past; ended in the source.",
            ),
            "reason": WHY,
            "repaired": said(some(TEXT), "What was changed or filled in, in words."),
            "starts_at": said(optional(TEXT), "Its first date to come, in its local time."),
            "place": said(optional(TEXT), "The place as it will be shown."),
        }
    ),
)
COLUMNS = named(
    "ImportColumns",
    "The head of a table.",
    exactly(
        {
            "head": said(some(TEXT), "The names in its first line."),
            "lines": said(some(some(TEXT)), "Its next three lines."),
            "taken_for": said(
                {"type": "object", "properties": dict.fromkeys(FIELDS, TEXT)},
                "Which column was taken for what; map others with `columns`.",
            ),
        }
    ),
)
IMPORT: Shape = named(
    "ImportShown",
    "A preview: nothing of it is public until its rows are published.",
    exactly(
        {
            "id": said(ID, "For publishing."),
            "state": STATE,
            "name": said(TEXT, "The host of its address, or that it was a file."),
            "organiser": ORGANISER,
            "rows": said(some(ROW), "Every row, in the order of the file."),
            "counts": said(counts(OUTCOMES), "How many rows of each outcome."),
            "columns": said(optional(COLUMNS), "Of a table: its head."),
            "ends_at": said(TIME, "Until when the preview is kept."),
        }
    ),
)
TAKEN: Shape = named(
    "ImportDone",
    "What became of the rows that were to be taken over.",
    exactly(
        {
            "id": said(ID, "The import."),
            "state": STATE,
            "rows": said(
                some(
                    named(
                        "ImportedRow",
                        "One row that was taken over, or why not.",
                        exactly(
                            {
                                "n": NUMBER,
                                "title": TITLE,
                                "outcome": said(
                                    one_of(BECAME),
                                    "waiting is for review, later is for another day.",
                                ),
                                "reason": WHY,
                            }
                        ),
                    )
                ),
                "The rows.",
            ),
            "counts": said(counts(BECAME), "How many of each outcome."),
        }
    ),
)
FEED: Shape = named(
    "FeedShown",
    "An address that activities follow.",
    exactly(
        {
            "id": said(ID, "For ending it."),
            "url": said(TEXT, "The address."),
            "organiser": ORGANISER,
            "good_at": said(optional(TIME), "When the last good copy came; it stands."),
            "looked_at": said(optional(TIME), "When it was last looked at."),
            "next_at": said(TIME, "When it is looked at next."),
            "failures": said(COUNT, "Tries in a row without a good copy."),
            "said": said(optional(TEXT), "Why the last try failed."),
            "counts": said(
                counts((*BECAME, "same")),
                "What the last copy brought.",
            ),
        }
    ),
)
FEEDS: Shape = named(
    "Feeds", "All that you follow.", exactly({"items": said(some(FEED), "The feeds, by address.")})
)
FEED_ENDED: Shape = named("FeedEnded", "Nothing more to say.", exactly({}))
