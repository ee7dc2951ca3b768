"""What each fault came to, as lines of one table."""

from dataclasses import dataclass, field

SHOWN = 5


@dataclass(frozen=True)
class Result:
    """One fault on one engine: figures, and everything that was wrong afterwards."""

    fault: str
    engine: str
    figures: str
    wrong: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """A row in Markdown, then what was wrong."""
        said = "held" if not self.wrong else f"**{len(self.wrong)} wrong**"
        return [
            f"| {self.fault} | {self.engine} | {self.figures} | {said} |",
            *(f"      {one}" for one in self.wrong[:SHOWN]),
        ]


def table(results: list[Result]) -> str:
    """All rows as one table."""
    head = ["| fault | engine | seen | result |", "|---|---|---|---|"]
    return "\n".join([*head, *(line for one in results for line in one.lines())])
