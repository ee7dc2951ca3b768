"""Who may do what: a rule for every route and method, in the order in which they are looked up.

The first pattern that fits counts. `all` is open, `self` needs any session and shows only what is
one's own, `organiser` needs one who signed in, `moderator` one who showed a passkey.
"""

import re

GET, WRITE, ANY = "GET", "POST PUT PATCH DELETE", "GET POST PUT PATCH DELETE"
A, O = "/api/v1/activities", "/api/v1/occurrences/<occurrence_id>"  # noqa: E741
RULES = [
    (ANY, r"/review.*|/api/v1/moderation/.*", "moderator"),
    (GET, r"/organise/invitations/<secret>", "all"),
    (ANY, r"/organise(/.*)?", "organiser"),
    (ANY, r"/api/v1/(imports|feeds)(/.*)?", "organiser"),
    (ANY, r"/sign-in/again|/settings/address|/settings/passkeys/.*", "organiser"),
    (ANY, r"/api/v1/me/(passkeys.*|sign-in-address|activities.*|organisers.*)", "organiser"),
    (GET, A + r"(/<activity_id>(/calendar.ics)?)?", "all"),
    (ANY, A + r"/points|/api/v1/matches(/.*)?", "all"),
    ("POST", A + r"/<activity_id>/questions|/api/v1/reports|/report(/.*)?", "all"),
    (GET, r"/report(/.*)?|/reported", "all"),
    (ANY, A + r"(/<activity_id>(/.*)?)?", "organiser"),
    (GET, O + r"/calendar.ics", "all"),
    ("PUT", O + r"/rsvp", "all"),
    (ANY, O + r"/(rsvp|invites|feedback).*", "self"),
    (ANY, O + r"(/(attendees.*|message|move|undo))?", "organiser"),
    (ANY, r"/api/v1/auth/session", "self"),
    (ANY, r"/api/v1/auth/.*|/api/v1/guests|/sign-in(/(code|link|enrol))?|/settings/back", "all"),
    (ANY, r"/api/v1/(me|push|saves)(/.*)?", "self"),
    (GET, r"/mine/plans", "self"),
    (ANY, r"/occurrences/<occurrence_id>/hold", "all"),
    (ANY, r"/occurrences/<occurrence_id>/.*|/settings(/.*)?", "self"),
    (ANY, r"/activities/<activity_id>.*|/|/about-me(/.*)?|/(links|invites|letters)/.*", "all"),
    (GET, r"/api/v1/(openapi.json|places|vocabulary|calendars/<secret>.ics)", "all"),
    (ANY, r"/mine", "all"),
    (GET, r"/(away|docs|erased|healthz|readyz|help|offline|signed-out|dev/mail|sw.js)", "all"),
    (ANY, r"/clear-cache|/manifest.webmanifest|/static/<path:name>|/still-on/.*", "all"),
]


def rule_of(method: str, path: str) -> str | None:
    """Who a route is for; None where there is no rule, which is a fault."""
    for methods, pattern, who in RULES:
        if method in methods.split() and re.fullmatch(pattern, path):
            return who
    return None
