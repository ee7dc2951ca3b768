"""What visitors found, in sentences; only what at least five of them said."""

from typing import Any

DIFFERENT = {
    "speak": ("more speaking to the group", "less speaking to the group"),
    "watched": ("others looking on more", "others looking on less"),
    "strangers": ("more talk with new people", "less talk with new people"),
    "people": ("more people", "fewer people"),
    "assert": ("more dealing with the public", "less dealing with the public"),
    "start": ("arriving a bigger step", "arriving a smaller step"),
    "body": ("more eating or touch", "less eating or touch"),
    "sensory": ("it livelier", "it quieter"),
    "stuck": ("it harder to leave early", "it freer to leave early"),
}


def sentences(page: dict[str, Any]) -> list[str]:
    """`Visitors found it livelier than listed.`, and how many answered, rounded down to five."""
    told = page.get("visitors") or {}
    count = told.get("at_least", 0)
    if not count:
        return []
    found = told["found"]
    said = [f"At least {count} visitors answered{'' if found else ': it was as described'}."]
    said += [
        f"Visitors found {DIFFERENT[key][way != 'more']} than listed." for key, way in found.items()
    ]
    if told.get("most_would_go_again"):
        said.append("Most of them would go again.")
    return said


def _words(key: str, way: str) -> str:
    more, less = DIFFERENT[key]
    return more if way == "more" else less
