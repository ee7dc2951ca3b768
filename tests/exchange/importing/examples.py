"""What the examples of the API's document need: a preview to publish, a feed to end."""

from app.exchange.import_schemas import IMPORT_EXAMPLE
from app.exchange.parsing import Parser
from app.exchange.wishes import Desk
from tests.exchange.source_server import Source, answer

NAMED = IMPORT_EXAMPLE


class Calm(Source):
    """A server that has the example's calendar at every address."""

    def calm(self):
        self["/events.ics"] = answer(IMPORT_EXAMPLE["content"].encode())
        return self.fetcher({"example.org": ["93.184.215.14"]})


def whoever_imports(app, olga, line):
    """Somebody who brought a calendar before; the line gets the id of what it is about."""
    parser = Parser(app.config["ALONGSIDE"].gazetteer_path, reads_within_s=60, starts_within_s=60)
    app.extensions["desk"] = Desk(Calm().calm(), parser)
    if "/imports" in line.address:
        made = olga.post("/api/v1/imports", json=NAMED).json["id"]
    elif line.method != "POST":
        made = olga.post("/api/v1/feeds", json={"url": "https://example.org/events.ics"}).json["id"]
    else:
        return olga
    for name in ("PUBLIC_ID", "FEED_ID"):
        line.address = line.address.replace(name, made)
    return olga
