"""Made-up people and activities for the property tests."""

from hypothesis import settings
from hypothesis import strategies as st

from app.comfort import FACTS, SUPPORTS, Comfort, Profile

QUICK = settings(max_examples=25, deadline=None, derandomize=True, database=None)
HAIR = 1e-12

told_facts = st.integers(0, 3) | st.floats(0, 3, allow_subnormal=False)
facts = st.fixed_dictionaries({fact: st.none() | told_facts for fact in FACTS})
supports = st.fixed_dictionaries(dict.fromkeys(SUPPORTS, st.sampled_from([True, False, None])))
sensitivities = st.dictionaries(st.sampled_from(FACTS), st.floats(-1.2, 1.2))
variances = st.dictionaries(st.sampled_from(FACTS), st.floats(0.03, 2))

listings = st.builds(Comfort, facts=facts, supports=supports)
people = st.builds(
    Profile,
    theta=st.floats(-3, 3),
    variance=st.floats(0.03, 2),
    sensitivities=sensitivities,
    sensitivity_variances=variances,
)
