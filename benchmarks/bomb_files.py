"""Files that were made to keep a reader busy, each smaller than what may be sent."""

import json

MOST = 1_000_000
TEA = "BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:Tea\r\nDTSTART:20270501T100000Z\r\n{more}END:VEVENT\r\n"


def bombs() -> dict[str, str]:
    """The text of each file by what it is."""
    return {
        **_calendars(),
        **_words(),
        "JSON a hundred thousand lists deep": "[" * 100_000,
        "JSON with a number of a million digits": '{"startDate": ' + "9" * MOST + "}",
        "JSON-LD nested in itself": '{"@graph": [' * 50_000 + "]}" * 50_000,
        "seven thousand meetings": json.dumps(
            [{"name": "Tea " * 20, "slug": n, "day": 1, "time": "19:00"} for n in range(7_000)]
        ),
        "fifty meetings of long texts": json.dumps(
            [
                {
                    "name": "Tea",
                    "slug": n,
                    "day": 1,
                    "time": "19:00",
                    "formatted_address": "Lewes, DE, USA",
                    "notes": "Room 1. " * 2_500,
                }
                for n in range(50)
            ]
        ),
        "a page of open tags": "<html>" + "<div a=" * 140_000,
        "a page of entities": '<html><script type="application/ld+json">' + "&amp;" * 190_000,
        "a table of a hundred thousand columns": ",".join(map(str, range(100_000))) + "\n1\n",
        "a table with a quote that never ends": 'title,starts\n"' + "a," * 450_000,
        "a table of 1,900 good rows": "title,starts,place,description\n"
        + "".join(f"Walk {n},2027-05-01 10:00,Lewes,{'Tea. ' * 90}\n" for n in range(1_900)),
    }


def _calendars() -> dict[str, str]:
    many_days = ",".join(f"2027{n % 12 + 1:02}{n % 28 + 1:02}T100000Z" for n in range(55_000))
    rules = (
        "FREQ=DAILY;INTERVAL=0", "FREQ=SECONDLY", "FREQ=DAILY;COUNT=1000000000",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=999;UNTIL=99991231",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=366",
        "FREQ=YEARLY;BYMONTHDAY=" + ",".join(map(str, range(1, 32))) + ";COUNT=9999",
    )  # fmt: skip
    ruled = (TEA.format(n=n, more=f"RRULE:{rules[n % 7]}\r\n") for n in range(1_900))
    whole_days = TEA.replace("DTSTART:20270501T100000Z", "DTSTART;VALUE=DATE:19700101")
    daily = (whole_days.format(n=n, more="RRULE:FREQ=DAILY\r\n") for n in range(1_900))
    return {
        "a calendar of 1,900 odd rules": _calendar(*ruled),
        "a calendar of 1,900 rules since 1970": _calendar(*daily),
        "a calendar of 12,000 events": _calendar(
            *(TEA.format(n=n, more="") for n in range(12_000))
        ),
        "a calendar of 55,000 dates": _calendar(TEA.format(n=1, more=f"RDATE:{many_days}\r\n")),
        "a calendar nested 40,000 times": _calendar("BEGIN:VEVENT\r\n" * 40_000),
        "a calendar of half a million lines": _calendar("A\n" * 490_000),
        "a calendar of one line": _calendar(
            TEA.format(n=1, more=f"DESCRIPTION:{'x' * 990_000}\r\n")
        ),
    }


def _words() -> dict[str, str]:
    """Texts that an unlucky pattern would go over again and again."""
    said = {
        "of brackets": "(" * 90_000, "of page builders": "[vc_" * 24_000,
        "of addresses": "a." * 45_000, "of numbers": "1 (23) " * 14_000,
        "of links": "https://" * 12_000, "of tags": "<a " * 32_000, "of spaces": " ." * 45_000,
        "of names": "Ann Lee, " * 10_000, "of ends": "\\n" * 45_000,
        "of one word": "_" * 90_000, "of sections": "<![" * 30_000,
    }  # fmt: skip
    more = "GEO:38.77;-75.14\r\nDESCRIPTION:{text}\r\nLOCATION:{start}\r\n"
    return {
        f"a text {what}": _calendar(
            *(TEA.format(n=n, more=more.format(text=text, start=text[:5_000])) for n in range(9))
        )
        for what, text in said.items()
    }


def _calendar(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""])
