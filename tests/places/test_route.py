"""GET /api/v1/places."""

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.fixture
def places(client: FlaskClient):
    """Ask for places."""

    def ask(**query: str):
        return client.get("/api/v1/places", query_string=query)

    return ask


def test_a_place_comes_with_its_point_and_where_it_is_from(places):
    answer = places(q="lewes de")
    assert answer.status_code == 200
    assert answer.json == {
        "items": [
            {
                "name": "Lewes", "area": "Delaware", "country": "US", "lat": 38.77, "lon": -75.14,
                "precision": "town", "source": "geonames",
            }
        ]
    }  # fmt: skip


def test_a_zip_code_is_a_postcode(places):
    (item,) = places(q="19971").json["items"]
    assert (item["precision"], item["source"]) == ("postcode", "zipcodes")


def test_an_unknown_place_gives_an_empty_list(places):
    answer = places(q="Atlantis-on-Sea")
    assert (answer.status_code, answer.json) == (200, {"items": []})


def test_a_uk_postcode_is_told_calmly(places):
    answer = places(q="S1 2HH")
    assert answer.status_code == 422
    assert answer.json["errors"] == {
        "q": ["We know towns in the UK, not postcodes. Please type the town."]
    }
    assert "2HH" not in answer.text


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({}, "q"),
        ({"q": ""}, "q"),
        ({"q": "   "}, "q"),
        ({"q": "x" * 121}, "q"),
        ({"q": "Lew\x00es"}, "q"),
        ({"q": "Lewes", "limit": "3"}, "limit"),
    ],
)
def test_an_odd_question_names_the_field(places, query, field):
    answer = places(**query)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == [field]


def test_before_set_up_people_are_told_to_try_later(bare_app: Flask):
    answer = bare_app.test_client().get("/api/v1/places?q=Lewes")
    assert (answer.status_code, answer.json["code"]) == (503, "places_not_ready")


def test_the_api_document_knows_the_question(client: FlaskClient):
    document = client.get("/api/v1/openapi.json").json
    (parameter,) = document["paths"]["/api/v1/places"]["get"]["parameters"]
    assert (parameter["name"], parameter["required"]) == ("q", True)
