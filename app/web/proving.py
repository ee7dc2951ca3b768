"""A form that was sent before its sender had shown who they are: it waits in the page, and goes on.

Nothing of it is stored. Its fields travel as hidden ones through the pages on which somebody
proves who they are, and are then sent to where they were going, by the browser itself.
"""

from dataclasses import dataclass

from flask import Response, request

# This status lets a browser send the same form once more, where it was going at first.
SAME_FORM = 307
FORM = "application/x-www-form-urlencoded"
PATH, CODE, BACK = "proof_path", "proof_code", "proof_back"
OWN = (PATH, CODE, BACK)


@dataclass(frozen=True)
class Waiting:
    """A form that waits: where it goes, the page it stood on, and what was typed."""

    path: str
    back: str
    fields: tuple[tuple[str, str], ...]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """All that the next form has to carry along."""
        return [(PATH, self.path), (BACK, self.back), *self.fields]

    def send(self) -> Response:
        """Let the browser send it."""
        return Response(status=SAME_FORM, headers={"Location": self.path})


def stopped(back: str) -> Waiting | None:
    """The form of this very request, which came too early; None where it is no form."""
    if request.method != "POST" or request.mimetype != FORM:
        return None
    return Waiting(request.path, back, _typed())


def carried(path: str, back: str) -> Waiting | None:
    """The form that came along with this one; `path` and `back` are safe to go to."""
    return Waiting(path, back, _typed()) if request.form.get(PATH) else None


def _typed() -> tuple[tuple[str, str], ...]:
    fields = request.form.items(multi=True)
    return tuple((name, value) for name, value in fields if name not in OWN)
