"""What the examples of the API's document need: a preview to publish, a feed to end."""

from app.exchange.import_schemas import FEED_EXAMPLE, IMPORT_EXAMPLE
from app.exchange.parsing import Parser
from app.exchange.safe_fetch import Fetched, Known
from app.exchange.wishes import Desk


class Calm:
    """Has the example's calendar at every address."""

    def get(self, *asked):
        content = IMPORT_EXAMPLE["content"].encode()
        assert asked
        return Fetched(content=content, content_type="text/calendar", known=Known())


def whoever_imports(app, olga, line):
    """Somebody who brought a calendar before; the line gets the id of what it is about."""
    patient = {"reads_within_s": 600, "starts_within_s": 600, "rests_s": 0}
    parser = Parser(app.config["ALONGSIDE"].gazetteer_path, **patient)
    app.extensions["desk"] = Desk(Calm(), parser)
    if "/imports" in line.address:
        made = olga.post("/api/v1/imports", json=IMPORT_EXAMPLE)
    elif line.method != "POST":
        made = olga.post("/api/v1/feeds", json=FEED_EXAMPLE)
    else:
        return olga
    assert made.status_code == 201, made.json
    for name in ("PUBLIC_ID", "FEED_ID"):
        line.address = line.address.replace(name, made.json["id"])
    return olga
