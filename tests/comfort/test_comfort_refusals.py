"""What is out of range is refused with a sentence that names it, and repeats nothing private."""

from math import inf, nan

import numpy as np
import pytest

from app.comfort import (
    Comfort,
    Profile,
    band,
    chances,
    demand,
    effective_told,
    explain,
    nearness,
    observe,
    profile_from_words,
    score,
)

ONE = [Comfort()]


def scored(**changed):
    given = {"interest": 1.0, "km": 1.0, "time_fits": True, "cost_fits": True} | changed
    return score(Profile(), ONE, **given)


@pytest.mark.parametrize(
    ("named", "attempt"),
    [
        ("level", lambda: Profile.from_level(9)),
        ("level", lambda: Profile.from_level(0)),
        ("level", lambda: Profile.from_level(True)),
        ("level", lambda: Profile.from_level(2.5)),
        ("level", lambda: Profile.from_level(nan)),
        ("theta", lambda: Profile(theta=3.01)),
        ("theta", lambda: Profile(theta=nan)),
        ("theta", lambda: Profile(theta="0")),
        ("theta", lambda: Profile(theta=10**400)),
        ("variance", lambda: Profile(variance=-0.1)),
        ("variance", lambda: Profile(variance=inf)),
        ("sensitivities", lambda: Profile(sensitivities={"juggling": 0.1})),
        ("sensitivity speak", lambda: Profile(sensitivities={"speak": 1.3})),
        ("sensitivity speak", lambda: Profile(sensitivities={"speak": nan})),
        ("sensitivity_variances", lambda: Profile(sensitivity_variances={"juggling": 0.1})),
        ("sensitivity body", lambda: Profile(sensitivity_variances={"body": 3})),
        ("fact speak", lambda: Comfort(facts={"speak": 7})),
        ("fact speak", lambda: Comfort(facts={"speak": -1})),
        ("fact speak", lambda: Comfort(facts={"speak": nan})),
        ("fact speak", lambda: Comfort(facts={"speak": True})),
        ("fact speak", lambda: Comfort(facts={"speak": "2"})),
        ("fact 'juggling'", lambda: Comfort(facts={"juggling": 1})),
        ("support 'juggling'", lambda: Comfort(supports={"juggling": True})),
        ("support greeter", lambda: Comfort(supports={"greeter": "yes"})),
        ("support greeter", lambda: Comfort(supports={"greeter": 2})),
        ("kind", lambda: Comfort(kind="party")),
        ("facts told", lambda: effective_told([{}, {"speak": 3.1}])),
        ("facts told", lambda: effective_told([{}, {"speak": -1}])),
        ("facts told", lambda: effective_told([{}, {"speak": inf}])),
        ("supports told", lambda: effective_told([{"greeter": 2}, {}])),
        ("peak_anxiety", lambda: observe(Profile(), ONE[0], peak_anxiety=11)),
        ("peak_anxiety", lambda: observe(Profile(), ONE[0], peak_anxiety=-1)),
        ("peak_anxiety", lambda: observe(Profile(), ONE[0], peak_anxiety=nan)),
        ("felt", lambda: observe(Profile(), ONE[0], felt=1.5)),
        ("felt", lambda: observe(Profile(), ONE[0], peak_anxiety=3, felt=0.5)),
        ("felt", lambda: observe(Profile(), ONE[0])),
        ("weeks", lambda: observe(Profile(), ONE[0], peak_anxiety=3, weeks=-1)),
        ("weeks", lambda: observe(Profile(), ONE[0], peak_anxiety=3, weeks=inf)),
        ("chance", lambda: band(1.1)),
        ("chance", lambda: band(nan)),
        ("sensitivities", lambda: demand(ONE[0], {"juggling": 0})),
        ("answers", lambda: profile_from_words(3, {"juggling": "fine"}, {})),
        ("answer party", lambda: profile_from_words(3, {"party": "great"}, {})),
        ("sensitivities", lambda: profile_from_words(3, {}, {"juggling": "harder"})),
        ("sensitivity body", lambda: profile_from_words(3, {}, {"body": "hardest"})),
        ("effective_values", lambda: chances(Profile(), np.zeros((4, 8)))),
        ("effective_values", lambda: chances(Profile(), np.zeros(9))),
        ("effective_values", lambda: chances(Profile(), np.full((1, 9), nan))),
        ("effective_values", lambda: chances(Profile(), np.full((1, 9), -1.0))),
        ("effective_values", lambda: chances(Profile(), np.full((1, 9), inf))),
        ("pace", lambda: scored(pace="fast")),
        ("interest", lambda: scored(interest=1.2)),
        ("interest", lambda: scored(interest=nan)),
        ("interest", lambda: scored(interest=[1.0, 1.0])),
        ("km", lambda: scored(km=-1)),
        ("km", lambda: scored(km=[1.0, 2.0])),
        ("max_km", lambda: scored(max_km=0)),
        ("max_km", lambda: nearness(1, max_km=nan)),
        ("time_fits", lambda: scored(time_fits=["soon"])),
        ("time_fits", lambda: scored(time_fits=[True, None])),
        ("cost_fits", lambda: scored(cost_fits=0.8)),
        ("interest", lambda: explain(Profile(), ONE[0], interest=2)),
        ("km", lambda: explain(Profile(), ONE[0], distance_km=-1)),
        ("time_fits", lambda: explain(Profile(), ONE[0], time_fits="soon")),
        ("cost_fits", lambda: explain(Profile(), ONE[0], cost_fits=1)),
    ],
)
def test_it_refuses_and_names(named, attempt):
    with pytest.raises(ValueError, match=named):
        attempt()


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: Profile(theta=4.4444),
        lambda: Profile(sensitivities={"canary-4.4444": 0.1}),
        lambda: Profile(sensitivities={"speak": 4.4444}),
        lambda: profile_from_words(3, {"party": "canary-4.4444"}, {}),
        lambda: profile_from_words(3, {"canary-4.4444": "fine"}, {}),
        lambda: observe(Profile(), ONE[0], peak_anxiety=44.444),
    ],
)
def test_a_refusal_never_repeats_what_a_person_said(attempt):
    with pytest.raises(ValueError, match=r"\w") as refused:
        attempt()
    assert "canary" not in str(refused.value)
    assert ".444" not in str(refused.value)
