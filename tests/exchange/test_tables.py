"""A table from a spreadsheet is read by the names of its columns, or as somebody maps them."""

import pytest

from app.exchange.formats import detect
from app.exchange.readers import table
from app.exchange.reading import FileRefused
from tests.exchange.files import NOW, options

HEAD = "Event Name,Date,Start time,End time,Venue,Address,Description"
LINE = 'Harbour walk,2026-12-05,10:00,11:30,Harbour Office,"2 Front St, Lewes, DE 19958",Bring tea'


@pytest.fixture
def read(places):
    def reading(*lines, **given):
        content = lines[0] if isinstance(lines[0], bytes) else "\r\n".join(lines).encode()
        given = {"near": "Lewes, Delaware", "organiser": "Harbour Society", **given}
        return table.read(content, options(**given), places, NOW)

    return reading


def starts(reading):
    return [
        str(row.activity.segments[0].starts) if row.activity else row.refused
        for row in reading.rows
    ]


def test_columns_are_known_by_their_names(read):
    found = read(HEAD, LINE)
    assert dict(found.sheet.columns) == {
        "title": "Event Name", "starts": "Date", "start_time": "Start time",
        "end_time": "End time", "place": "Venue", "address": "Address",
        "description": "Description",
    }  # fmt: skip
    taken = found.rows[0].activity
    assert (taken.title, taken.place.name, taken.description) == (
        "Harbour walk", "Harbour Office", "Bring tea"
    )  # fmt: skip
    segment = taken.segments[0]
    assert (str(segment.starts), str(segment.ends)) == (
        "2026-12-05 10:00:00",
        "2026-12-05 11:30:00",
    )


def test_columns_of_odd_names_are_mapped_by_hand(read):
    lines = ("Was,Wann,Wo", "Walk,2026-12-05 10:00,Lewes")
    unknown = read(*lines)
    assert (unknown.rows, unknown.sheet.head) == ((), ("Was", "Wann", "Wo"))
    assert unknown.sheet.lines == (("Walk", "2026-12-05 10:00", "Lewes"),)
    mapped = read(*lines, columns={"title": "Was", "starts": "Wann", "place": "Wo"})
    assert starts(mapped) == ["2026-12-05 10:00:00"]
    assert mapped.rows[0].activity.place.precision == "town"


@pytest.mark.parametrize(
    "written",
    ["2026-12-05 19:30", "2026-12-05T19:30", "12/05/2026 7:30 PM", "12/5/26 19:30",
     "Sat, December 5, 2026 7:30 pm", "5 Dec 2026 19:30", "5th December 2026, 19:30"],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(read, written):
    assert starts(read("Title;When", f"Walk;{written.replace(' at', '')}")) == [
        "2026-12-05 19:30:00"
    ]


def test_day_or_month_first_is_told_by_the_table_itself(read):
    uk = read("Title,Date,Time", "Walk,05/12/2026,10:00", "Talk,13/12/2026,7pm")
    assert starts(uk) == ["2026-12-05 10:00:00", "2026-12-13 19:00:00"]
    assert "its date was read with the day first" in uk.rows[0].repaired
    us = read("Title,Date,Time", "Walk,05/12/2027,10:00")
    assert starts(us) == ["2027-05-12 10:00:00"]
    assert "its date was read with the month first" in us.rows[0].repaired


def test_a_line_that_can_not_be_taken_says_why_and_costs_itself_alone(read):
    found = read(HEAD, LINE, "x,2026-12-05", "Walk,soon", "Walk,2026-12-05,late",
                 "Walk,2026-02-30", "Walk,2026-12-05,10:00,09:00,,,,,,", LINE,
                 "Old walk,2025-12-05,10:00")  # fmt: skip
    assert starts(found) == [
        "2026-12-05 10:00:00", "it has no title", "its start can't be read",
        "its time can't be read", "its start can't be read",
        "it has more cells than there are columns",
        "an earlier row has the same identity (row 1)", None,
    ]  # fmt: skip
    assert found.rows[-1].past == 1


def test_an_end_after_midnight_and_a_day_without_times(read):
    late = read("Title,Date,Start time,End time", "Night walk,2026-12-05,22:00,01:00")
    assert str(late.rows[0].activity.segments[0].ends) == "2026-12-06 01:00:00"
    days = read("Title,Start date,End date", "Fair,2026-12-05,2026-12-06").rows[0].activity
    assert (str(days.arrangement.first), str(days.arrangement.last)) == ("2026-12-05", "2026-12-06")


def test_an_online_line_needs_no_place(read):
    found = read("Title,Start,Meeting link,Place", "Tea,2026-12-05 10:00,https://meet.jit.si/tea,",
                 "Tea two,2026-12-05 10:00,,Online")  # fmt: skip
    assert [row.activity.format for row in found.rows] == ["online", "online"]


@pytest.mark.parametrize(
    "content",
    [
        "Title,Date\nCafé,2026-12-05 10:00".encode("cp1252"),
        "Title\tDate\nCafé\t2026-12-05 10:00".encode("utf-16"),
        b"\xef\xbb\xbf" + "Title|Date\nCafé|2026-12-05 10:00\n\n\n".encode(),
    ],
)
def test_tables_of_any_program_are_read(read, content):
    assert detect(content) == "csv"
    assert read(content).rows[0].activity.title == "Café"


@pytest.mark.parametrize(
    "content", [b"", b"no table", b"a,b", b'Title,Date\n"' + b"x" * 30_000, b"a,b\n\0", b",\n" * 9]
)
def test_what_is_no_table_is_refused_whole(read, content):
    with pytest.raises(FileRefused):
        read(content)


def test_a_table_with_too_many_lines_is_refused_whole(read):
    with pytest.raises(FileRefused):
        read(HEAD, *[LINE] * 21, most_rows=20)


def test_a_cell_that_spreadsheets_would_run_is_only_a_text(read):
    found = read("Title,Date", '"=HYPERLINK(""http://x"")",2026-12-05 10:00')
    assert found.rows[0].activity.title == '=HYPERLINK("http://x")'
