"""Looking a typed place up. Always offline: what people type here goes nowhere else."""

from typing import Any

from flask import current_app
from flask.typing import ResponseReturnValue

from app.core.answers import public_answer
from app.core.errors import SENTENCE, Invalid
from app.core.requests import Rooms
from app.core.security import public
from app.places.found import PlaceNotKnown, UkPostcode
from app.places.gazetteer import Gazetteer
from app.places.schemas import PLACES, SHOWN, PlaceQuery

blueprint = Rooms(
    "places", __name__, url_prefix="/api/v1/places", description="Typed places and their points"
)


@blueprint.route("", methods=["GET"])
@public
@blueprint.arguments(PlaceQuery, location="query")
@blueprint.answers(PLACES)
def find_places(asked: dict[str, Any]) -> ResponseReturnValue:
    """Find places.

    Up to 8 places that `q` may mean, the likeliest first. An unknown place gives an empty
    list; a UK postcode gives 422 with a sentence that says what works instead.
    """
    gazetteer: Gazetteer = current_app.extensions["places"]
    try:
        found = gazetteer.find(asked["q"])
    except UkPostcode as error:
        raise Invalid(SENTENCE, {"q": [error.detail]}) from error
    except PlaceNotKnown:
        found = []
    return public_answer({"items": [{name: getattr(one, name) for name in SHOWN} for one in found]})
