"""The written table of phrases that become facts, audience, booking or cost.

`docs/import.md` shows the same table to operators. A phrase counts only as a whole, in
whichever case: all of them are written small, and looked for in text in lower case, which
takes half the time of patterns that know no case.
"""

import re

Value = int | bool


def any_of(*phrases: str) -> re.Pattern[str]:
    """A pattern that any of the phrases matches, for text in lower case."""
    # One look at where words begin does for all phrases that begin with one.
    start = r"\b" if all(phrase.startswith(r"\b") for phrase in phrases) else ""
    inner = (f"(?:{phrase.removeprefix(start)})" for phrase in phrases)
    return re.compile(f"{start}(?:{'|'.join(inner)})")


NO = r"\b(?:not|no|isn['’]?t|is not)\s+(?:yet\s+)?"
GIVEN = r"(?:needed|necessary|required|essential|mandatory)"
WISHED = r"(?:encouraged|recommended|requested|appreciated|preferred)"
SIGN_UP = r"(?:registration|pre-?registration|booking|reservations?|rsvps?|sign[- ]?ups?|tickets?)"
WELCOME = r"(?:are |is )?(?:always )?(?:welcome|allowed)"
GROUP = (
    r"(?:group|circle|meeting|meetup|club|class|choir|social|ride|walk|run|hike|night|fellowship|"
    r"support|retreat|shed|lunch|breakfast|coffee)s?\b"
)

# Key, value, phrases. The first row of a key that matches decides, so "no" stands before "yes".
FACTS: tuple[tuple[str, Value, tuple[str, ...]], ...] = (
    ("step_free", False, (NO + r"(?:wheelchair|ada)[- ]accessib\w+", NO + "step[- ]free")),
    ("step_free", False, (NO + "wheelchair access",)),
    ("step_free", True, (r"\b(?:wheelchair|ada)[- ]accessible", r"\bstep[- ]free\b")),
    ("step_free", True, (r"\bwheelchair access\b",)),
    ("toilet", True, (r"\baccessible (?:toilet|bathroom|restroom|washroom)s?\b",)),
    ("hearing_loop", True, (r"\b(?:hearing|induction) loop\b",)),
    ("sign_language", True, (r"\b(?:asl|bsl|sign[- ]language)[- ]interpret\w+",)),
    ("captions", True, (r"\b(?:live|closed)[- ]caption\w+",)),
    ("parking", False, (r"\bno (?:on-?site )?parking\b(?! fees?)",)),
    ("parking", True, (r"\b(?:free|ample|on-?site) parking\b", r"\bparking (?:is )?available\b")),
    ("no_photos", True, (r"\bno photo(?:s|graphy)\b",)),
    ("no_alcohol", True, (r"\balcohol[- ]free\b", r"\bno alcohol\b", r"\bsober (?:event|space)\b")),
    ("assistance_dogs", True, (rf"\b(?:service|assistance|guide) (?:dogs|animals) {WELCOME}\b",)),
    ("bring_friend", True, (r"\bbring (?:a|your) friends?\b", rf"\bfriends {WELCOME}\b")),
    ("leave_ok", True, (r"\bcome and go as you\b", r"\bleave (?:at )?any ?time\b")),
    ("watch_ok", True, (rf"\b(?:observers|spectators|onlookers) {WELCOME}\b",)),
    ("quiet_space", True, (r"\bquiet (?:room|space) (?:is )?(?:available|provided)\b",)),
    ("stuck", 0, (r"\bcome and go as you\b",)),
)
# What depends on asking first is not told.
ON_REQUEST = any_of(
    r"\b(?:on|upon|by) request\b", r"\bif requested\b", r"\bplease (?:contact|request|call)\b"
)

# Looked for in titles and in the source's own categories only.
AUDIENCES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("women", (r"\bfor (?:women|ladies)\b", rf"\b(?:women|ladies)['’]?s?['’]? {GROUP}")),
    ("women", (r"\bwomen only\b",)),
    ("men", (r"\bfor men\b", rf"\bmen['’]?s['’]? {GROUP}", r"\bmen only\b")),
    ("lgbtq", (r"\blgbt\w*", r"\bqueers?\b")),
    ("young", (r"\bteens?\b", r"\btweens?\b", r"\byouth\b", r"\byoung (?:adults?|people)\b")),
    ("older", (r"\bseniors\b", rf"\bsenior {GROUP}", r"\bolder adults\b", r"\bage[- ]friendly\b")),
    ("older", (r"\bover[- ](?:50|55|60|65)s?\b", r"\b(?:50|55|60|65)\+")),
    ("members", (r"\bmembers[- ]only\b", r"\bfor members\b")),
    ("parents", (r"\bfor (?:new )?parents\b", rf"\bparents?['’]? {GROUP}")),
    ("parents", (r"\bparent (?:and|&) (?:child|toddler|baby)\b",)),
    ("carers", (r"\bcare ?givers?\b", r"\bcarers\b")),
    ("beginners", (r"\bbeginners?\b", r"\bnewcomers?\b")),
)

AGE_RANGE = re.compile(r"\bage[sd]?\s+(\d{1,2})\s*(?:-|–|to|through)\s*(\d{1,2})\b")
AGE_FROM = re.compile(
    r"\bage[sd]? (\d{1,2})\s?(?:\+|(?:and|or) (?:up|over|older|above))|\b(1[68]|21)\+"
    r"|\b(?:must be|be at least|be over|over) (1[468]|21)\b"
)

NO_BOOKING = any_of(
    rf"\bno {SIGN_UP} (?:is |are )?{GIVEN}", rf"\b{SIGN_UP} (?:is |are )?not {GIVEN}"
)
# Without any of these nothing of the three is said.
BOOKING_SAID = re.compile("regist|book|reserv|rsvp|sign|ticket")
BOOKING_NEEDED = any_of(
    rf"\b{SIGN_UP} (?:is |are )?{GIVEN}", r"\bmust (?:pre-?)?(?:register|book|rsvp)\b"
)
BOOKING_OPTIONAL = any_of(rf"\b{SIGN_UP} (?:is |are )?{WISHED}")

FREE = any_of(
    r"\bfree (?:and open to|admission|entry|of charge|to attend)\b",
    r"\b(?:admission|entry|cost|price|fee)\s?(?:is|:|-)\s?free\b(?! with)",
    r"\bno (?:cost|charge|admission fee)\b",
    r"(?:^|[.!]\s+)free[.!]?$",
)
PRICE = re.compile(r"[$£€]\s?[1-9]")
