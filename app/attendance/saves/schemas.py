"""What is answered about bookmarks; all of it only for the person themselves."""

from app.activities.vocabulary import KINDS
from app.core.shapes import (
    ID,
    TEXT,
    TIME,
    exactly,
    named,
    one_of,
    optional,
    said,
    some,
)

SAVE = named(
    "Save",
    "An activity that you bookmarked.",
    exactly(
        {
            "activity_id": said(ID, "The activity."),
            "title": said(TEXT, "What it is called."),
            "kind": said(one_of(KINDS), "What sort it is."),
            "topics": said(some(TEXT), "What it is about; the first is the main topic."),
            "time_zone": said(TEXT, "The time zone of the clock on the wall there."),
            "area": said(optional(TEXT), "The town."),
            "next": said(
                optional(
                    exactly(
                        {
                            "starts_at": said(TIME, "When it begins, in UTC."),
                            "ends_at": said(TIME, "When it ends, in UTC."),
                            "status": said(
                                one_of(("scheduled", "cancelled")), "Whether it takes place."
                            ),
                        }
                    )
                ),
                "Its next date; null where there is none, or times are agreed.",
            ),
            "saved_at": said(TIME, "When you bookmarked it."),
        }
    ),
)
SAVES = named("Saves", "Your bookmarks.", exactly({"items": said(some(SAVE), "Latest first.")}))
NOTHING = named("Unsaved", "The bookmark is gone.", exactly({}))
