"""What says again something that was taken down: it is read first, also of the well known.

Compared is what the same people posted, under whatever name. Never commits.
"""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from app.accounts.models import OrganiserMember
from app.activities.hiding import BLOCKED, MODERATOR, REPORTS, Hiding
from app.activities.likeness import alike_words, plain
from app.activities.models import Activity
from app.activities.posting.content import Content
from app.activities.posting.sensitive import links_in

MUCH_ALIKE = 0.75
LONG_ENOUGH = 40
LOOKED_AT = 200
IN_IT = ("description", "bring", "contact_public")
TEXTS = (*IN_IT, "steps", "finding_us")
LINKS = ("url", "online_url")
BEFORE_A_HOST = re.compile(r"^(?:https?://)?(?:www\.)?")


def recalled(
    session: Session, organiser_id: int, person_id: int | None, content: Content
) -> dict[str, Activity]:
    """Fields of a content that say what was taken down, each with the listing that said it.

    A title or a long text that is much alike counts, and a link that no other listing of theirs
    that is public leads to.
    """
    theirs = _theirs(organiser_id, person_id)
    gone = theirs.join(Hiding, Hiding.activity_id == Activity.id).where(Activity.state == "hidden")
    # Anybody can have their own listings reported, and so push others out of what is looked at;
    # nobody but a moderator decides.
    causes = ((MODERATOR, BLOCKED), (REPORTS,))
    hidden = [one for some in causes for one in session.scalars(gone.where(Hiding.cause.in_(some)))]
    if not hidden:
        return {}
    public = session.scalars(theirs.where(Activity.state == "published"))
    known = {link for one in public for link in _links(words_of(one))}
    return {name: one for one in hidden for name in _same(content, words_of(one), known)}


def words_of(activity: Activity) -> dict[str, Any]:
    """What is compared of a listing, as fields of POST /activities."""
    place = activity.place
    said = {name: getattr(activity, name) for name in ("title", *IN_IT, *LINKS)}
    return said | {"steps": list(activity.steps), "finding_us": place.finding_us if place else ""}


def _theirs(organiser_id: int, person_id: int | None) -> Select[Activity]:
    """Listings of everybody who posts for an organiser, whatever name they run under."""
    posts = OrganiserMember.role.in_(("owner", "editor"))
    people = select(OrganiserMember.person_id).where(
        OrganiserMember.organiser_id == organiser_id, posts
    )
    author = OrganiserMember.person_id == person_id
    names = select(OrganiserMember.organiser_id).where(
        author | OrganiserMember.person_id.in_(people), posts
    )
    return (
        select(Activity)
        .where(Activity.organiser_id.in_(names))
        .options(joinedload(Activity.place))
        .order_by(Activity.id.desc())
        .limit(LOOKED_AT)
    )


def _same(content: Content, gone: Content, known: set[str]) -> Iterable[str]:
    title = str(content.get("title") or "")
    if title and alike_words(title, str(gone["title"])) >= MUCH_ALIKE:
        yield "title"
    texts = [text for name in TEXTS if (text := _text(gone, name))]
    links = _links(gone) - known
    for name in (*TEXTS, *LINKS):
        text = _text(content, name)
        said = any(alike_words(text, other) >= MUCH_ALIKE for other in texts if text)
        if said or _links({name: content.get(name)}) & links:
            yield name


def _text(content: Content, name: str) -> str:
    """A text that is long enough to be known by; empty for any other."""
    text = _whole(content.get(name))
    return text if len(plain(text)) >= LONG_ENOUGH else ""


def _links(content: Content) -> set[str]:
    """Addresses and long numbers, alike however they are written."""
    told = (_whole(content.get(name)) for name in (*TEXTS, *LINKS))
    return {_bare(link) for text in told for link in links_in(text)}


def _bare(link: str) -> str:
    if "." not in link and "@" not in link:
        return re.sub(r"\D", "", link)
    return BEFORE_A_HOST.sub("", link.casefold()).rstrip("/")


def _whole(value: Any) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")
