"""The vocabulary: every fixed word of the product with its wording."""

from dataclasses import asdict
from typing import Any

from flask.typing import ResponseReturnValue

from app.activities.consent import CONSENT
from app.activities.schemas import VOCABULARY
from app.activities.vocabulary import ACCESS, AUDIENCES, BANDS, FAMILIES, FORMATS, KINDS, TOPICS
from app.comfort import FACT_WORDS, FACTS, SITUATIONS, SUPPORT_WORDS, SUPPORTS
from app.core.answers import A_DAY, public_answer
from app.core.requests import Rooms
from app.core.security import public

blueprint = Rooms(
    "vocabulary", __name__, url_prefix="/api/v1/vocabulary", description="The fixed words"
)


@blueprint.route("", methods=["GET"])
@public
@blueprint.answers(VOCABULARY)
def show_vocabulary() -> ResponseReturnValue:
    """Show the vocabulary.

    Kinds, topics in families, comfort facts, supports, situations, access facts, bands, and
    what is asked before a place is held.
    """
    return public_answer(_vocabulary(), A_DAY)


def _vocabulary() -> dict[str, Any]:
    return {
        "kinds": _labelled(KINDS),
        "formats": _labelled(FORMATS),
        "audiences": _labelled(AUDIENCES),
        "bands": _labelled(BANDS),
        "families": [
            {
                "key": key,
                "label": family.label,
                "topics": [
                    {"key": name, "label": topic.label}
                    for name, topic in TOPICS.items()
                    if topic.family == key
                ],
            }
            for key, family in FAMILIES.items()
        ],
        "facts": [{"key": key} | asdict(FACT_WORDS[key]) for key in FACTS],
        "supports": [{"key": key} | asdict(SUPPORT_WORDS[key]) for key in SUPPORTS],
        "access": [{"key": key} | asdict(words) for key, words in ACCESS.items()],
        "situations": [
            {"key": one.key, "words": one.words, "codes": list(one.codes)} for one in SITUATIONS
        ],
        "consents": [{"key": "support_meetup"} | asdict(CONSENT)],
    }


def _labelled(words: dict[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "label": label} for key, label in words.items()]
