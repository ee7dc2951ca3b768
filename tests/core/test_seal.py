"""What is sealed here is only read here, unchanged, and for what it was sealed for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.seal import Broken, Seal

SECRET = "a secret of the tests, long enough"


@given(st.binary(max_size=200), st.binary(max_size=50))
def test_it_opens_to_what_was_sealed(content, bound_to):
    sealed = Seal(SECRET, "notes").close(content, bound_to)
    assert Seal(SECRET, "notes").open(sealed, bound_to) == content
    assert sealed == Seal(SECRET, "notes").close(content, bound_to)
    assert sealed.replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize(
    ("seal", "bound_to"),
    [
        (Seal(SECRET, "other notes"), b"search"),
        (Seal(SECRET + ".", "notes"), b"search"),
        (Seal(SECRET, "notes"), b"another search"),
    ],
)
def test_it_opens_for_nothing_else(seal, bound_to):
    sealed = Seal(SECRET, "notes").close(b"content", b"search")
    with pytest.raises(Broken):
        seal.open(sealed, bound_to)


@pytest.mark.parametrize("text", ["", "a", "....", "ä", "AAAA", "A" * 4000])
def test_any_other_text_is_refused_without_a_fault(text):
    with pytest.raises(Broken):
        Seal(SECRET, "notes").open(text, b"search")
