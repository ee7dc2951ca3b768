"""A person types where they are."""

import pytest

from app.places.found import Found, PlaceNotKnown, UkPostcode
from app.places.gazetteer import Gazetteer


def labels(found: list[Found]) -> list[str]:
    return [f"{place.name}, {place.area}" for place in found]


def test_a_town_comes_with_all_a_form_needs(small: Gazetteer):
    assert small.find("Rehoboth Beach") == [
        Found(
            name="Rehoboth Beach", area="Delaware", country="US", lat=38.72, lon=-75.08,
            precision="town", source="geonames", time_zone="America/New_York", population=1458,
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Durham, England", "Durham, England"),
        ("durham, uk", "Durham, England"),
        ("Durham, County Durham, England", "Durham, England"),
        ("Durham, California", "Durham, California"),
        ("DURHAM CA", "Durham, California"),
        ("durham california usa", "Durham, California"),
        ("Lewes", "Lewes, England"),
        ("Lewes, DE", "Lewes, Delaware"),
        ("Lewes, East Sussex", "Lewes, England"),
        ("Rehoboth Beach DE", "Rehoboth Beach, Delaware"),
        ("  rehoboth   beach ,, ", "Rehoboth Beach, Delaware"),
        ("san jose", "San Jose, California"),
        ("San José, Costa Rica", "San José, Costa Rica"),
        ("London, Ontario", "London, Ontario"),
        ("new york", "New York City, New York"),
        ("New York, NY", "New York City, New York"),
        ("NYC", "New York City, New York"),
    ],
)
def test_a_country_or_region_chooses_among_namesakes(small: Gazetteer, typed: str, first: str):
    assert labels(small.find(typed))[0] == first


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("koln", "Köln"),
        ("KÖLN", "Köln"),
        ("Koeln", "Köln"),
        ("Ko\u0308ln", "Köln"),
        ("lodz", "Łódź"),
        ("st etienne", "Saint-Étienne"),
        ("Saint Etienne", "Saint-Étienne"),
        ("თბილისი", "Tbilisi"),
    ],
)
def test_accents_and_short_forms_are_optional(small: Gazetteer, typed: str, name: str):
    assert small.find(typed)[0].name == name


def test_a_city_by_its_other_name_comes_before_a_village_of_that_name(small: Gazetteer):
    assert labels(small.find("Cologne")) == ["Köln, North Rhine-Westphalia", "Cologne, Italy"]


def test_namesakes_come_largest_first(small: Gazetteer):
    assert labels(small.find("durham")) == ["Durham, England", "Durham, California"]


def test_the_beginning_of_a_name_is_enough(small: Gazetteer):
    assert labels(small.find("reho")) == ["Rehoboth Beach, Delaware"]
    assert labels(small.find("reho, delaware")) == ["Rehoboth Beach, Delaware"]
    assert labels(small.find("lewesv")) == ["Ciudad Lewesita, Costa Rica"]


def test_whole_names_come_before_beginnings(small: Gazetteer):
    assert labels(small.find("san jos"))[0] == "San Jose, California"
    assert "Ciudad Lewesita, Costa Rica" not in labels(small.find("lewes"))


def test_one_letter_is_not_enough(small: Gazetteer):
    with pytest.raises(PlaceNotKnown):
        small.find("r")


def test_two_towns_of_one_name_and_area_are_told_apart(small: Gazetteer):
    assert labels(small.find("richmond")) == [
        "Richmond, England",
        "Richmond, near Darlington, England",
    ]


def test_the_same_town_is_not_listed_twice(small: Gazetteer):
    assert [place.population for place in small.find("Sheffield")] == [556500]


def test_an_address_is_taken_to_its_town(small: Gazetteer):
    assert labels(small.find("12 High Street, Lewes, UK")) == ["Lewes, England"]


def test_no_more_than_asked_for_are_given(small: Gazetteer):
    assert len(small.find("durham", limit=1)) == 1


@pytest.mark.parametrize("typed", ["19971", "19971-1234", " 19971 ", "DE 19971", "19971, USA"])
def test_a_us_zip_code_is_found(small: Gazetteer, typed: str):
    (found,) = small.find(typed)
    assert (found.name, found.area) == ("Rehoboth Beach 19971", "Delaware")
    assert (found.lat, found.lon) == (38.7209, -75.076)
    assert (found.precision, found.source) == ("postcode", "zipcodes")


def test_a_zip_code_after_its_town_is_more_precise(small: Gazetteer):
    found = small.find("117 Surf Ave, Rehoboth Beach, DE 19971, USA")
    assert [place.precision for place in found] == ["postcode", "town"]


def test_another_countrys_postcode_is_not_mistaken_for_a_zip_code(small: Gazetteer):
    assert labels(small.find("Köln 10115")) == ["Köln, North Rhine-Westphalia"]
    assert labels(small.find("50667 Köln, Deutschland")) == ["Köln, North Rhine-Westphalia"]
    with pytest.raises(PlaceNotKnown):
        small.find("10115, Germany")


@pytest.mark.parametrize("typed", ["S1 2HH", "s12hh", "SW1A 1AA", "S1 2HH, UK", "gir 0aa", "SW1A"])
def test_a_uk_postcode_is_answered_calmly(small: Gazetteer, typed: str):
    with pytest.raises(UkPostcode) as said:
        small.find(typed)
    assert said.value.detail == "We know towns in the UK, not postcodes. Please type the town."


def test_a_uk_postcode_after_its_town_does_no_harm(small: Gazetteer):
    assert labels(small.find("Sheffield S1 2HH"))[0] == "Sheffield, England"
    assert labels(small.find("1 Leopold St, Sheffield, S1 2HH, UK"))[0] == "Sheffield, England"


@pytest.mark.parametrize("typed", ["England", "Georgia", "Delaware, USA", "de"])
def test_a_whole_country_or_region_asks_for_a_town(small: Gazetteer, typed: str):
    with pytest.raises(PlaceNotKnown, match="Please type a town in it"):
        small.find(typed)


@pytest.mark.parametrize(
    "typed",
    ["Atlantis-on-Sea", "", " ", ",", "😀", "\x00", "\ud800", "' OR 1=1 --", "%", "00000", "١٩٩٧١"],
)
def test_what_is_not_known_is_said_without_repeating_it(small: Gazetteer, typed: str):
    with pytest.raises(PlaceNotKnown, match="could not find that place") as said:
        small.find(typed)
    assert not typed.strip(" ,%") or typed not in said.value.detail


def test_a_very_long_text_is_not_looked_up(small: Gazetteer):
    with pytest.raises(PlaceNotKnown, match="at most 120 characters"):
        small.find("Lewes, " + "x" * 120)
