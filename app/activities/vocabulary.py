"""The fixed words of activities: kinds, formats, access, audiences, topics and their labels.

The wording of comfort facts and supports is in app.comfort (FACT_WORDS, SUPPORT_WORDS).
"""

from dataclasses import dataclass
from typing import Final

from app.activities.topic_words import topics_for
from app.activities.topics import FAMILIES, TOPICS, Family, Topic

__all__ = [
    "ACCESS",
    "AUDIENCES",
    "BANDS",
    "BOOKINGS",
    "FAMILIES",
    "FORMATS",
    "KINDS",
    "TOPICS",
    "AccessWords",
    "Family",
    "Topic",
    "topics_for",
]


@dataclass(frozen=True, kw_only=True)
class AccessWords:
    """An access fact: its name, and what a person reads when it was told or was not."""

    label: str
    yes: str
    no: str
    unknown: str


KINDS: Final = {
    "volunteering": "Volunteering",
    "interest_group": "Interest group",
    "support_meetup": "Support meetup",
}
FORMATS: Final = {
    "in_person": "In person",
    "online": "Online",
    "phone": "By phone",
    "hybrid": "In person or online",
}
BOOKINGS: Final = {
    "none": "No need to book",
    "optional": "You may book, or come along",
    "needed": "Please book first",
}
BANDS: Final = {
    "comfortable": "Comfortable",
    "gentle_stretch": "A gentle stretch",
    "big_step": "A big step",
    "not_enough_known": "Not enough known",
}
AUDIENCES: Final = {
    "women": "women",
    "men": "men",
    "lgbtq": "LGBTQ+ people",
    "young": "young people",
    "older": "older people",
    "members": "members",
    "parents": "parents",
    "carers": "carers",
    "beginners": "beginners",
}
ACCESS: Final = {
    "step_free": AccessWords(
        label="Step-free",
        yes="You can get in without steps",
        no="There are steps",
        unknown="Not told whether there are steps",
    ),
    "toilet": AccessWords(
        label="Accessible toilet",
        yes="There is an accessible toilet",
        no="There is no accessible toilet",
        unknown="Not told whether there is an accessible toilet",
    ),
    "hearing_loop": AccessWords(
        label="Hearing loop",
        yes="There is a hearing loop",
        no="There is no hearing loop",
        unknown="Not told whether there is a hearing loop",
    ),
    "sign_language": AccessWords(
        label="Sign language",
        yes="Sign language is used",
        no="There is no sign language",
        unknown="Not told whether there is sign language",
    ),
    "captions": AccessWords(
        label="Captions",
        yes="What is said can be read as captions",
        no="There are no captions",
        unknown="Not told whether there are captions",
    ),
    "public_transport": AccessWords(
        label="Bus or train nearby",
        yes="A bus or train stops nearby",
        no="No bus or train stops nearby",
        unknown="Not told whether a bus or train stops nearby",
    ),
    "parking": AccessWords(
        label="Parking",
        yes="You can park there",
        no="You cannot park there",
        unknown="Not told whether you can park there",
    ),
    "no_alcohol": AccessWords(
        label="No alcohol",
        yes="There is no alcohol",
        no="There may be alcohol",
        unknown="Not told whether there is alcohol",
    ),
    "no_photos": AccessWords(
        label="No photos",
        yes="No photos are taken",
        no="Photos may be taken",
        unknown="Not told whether photos are taken",
    ),
    "assistance_dogs": AccessWords(
        label="Assistance dogs",
        yes="Assistance dogs are welcome",
        no="Assistance dogs cannot come in",
        unknown="Not told whether assistance dogs are welcome",
    ),
    "trained": AccessWords(
        label="Trained hosts",
        yes="Those who run it say they are trained for it",
        no="Those who run it have no training for it",
        unknown="Not told whether those who run it are trained",
    ),
}
