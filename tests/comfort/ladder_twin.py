"""The ladder of next steps a second time: every way tried, in plain Python, no line shared."""

from comfort_twin import SUPPORT_NAMES, TABLE, asked, assumed, chance


def as_person(profile):
    """What the slow model calls a profile."""
    return {
        "theta": profile.theta,
        "variance": profile.variance,
        "sensitivities": dict(profile.sensitivities),
    }


class Thing:
    """An activity with its numbers."""

    def __init__(self, person, name, listing, interest):
        self.person, self.name, self.listing, self.interest = person, name, listing, interest
        facts, supports = listing.facts, listing.supports
        self.p = chance(person, facts, supports)
        self.d = asked(person, facts, supports)["value"]

    def with_support(self, support, there):
        listing = type(self.listing)(
            facts=self.listing.facts, supports={**self.listing.supports, support: there}
        )
        return Thing(self.person, self.name, listing, self.interest)


def raised(before, after):
    count = 0
    for fact, (_, mean) in TABLE.items():
        rises = []
        for is_seen in (False, True):
            old, new = (x(one, fact, mean, is_seen) for one in (before, after))
            rises.append(new - old)
        count += max(rises) > 1 / 3 - 1e-9
    return count


def x(thing, fact, mean, is_seen):
    told = thing.listing.facts[fact]
    value = assumed(mean, "usual") if told is None else told / 3
    if is_seen and fact == "watched":
        spoken = thing.listing.facts["speak"]
        value = max(value, assumed(0.2, "usual") if spoken is None else spoken / 3)
    return value


def best_rung(before, pool, here, aim):
    """(cost, name, without, thing) of the best rung, or None."""
    tried = []
    ways = [(one, "") for one in pool]
    if before is not None and before.name in here:
        for crutch in ("bring_friend", "watch_ok", "leave_ok"):
            if before.listing.supports[crutch] is True:
                ways.append((before.with_support(crutch, there=False), crutch))
                break
    for one, without in ways:
        if one.p < 0.45 or one.p > 0.85:
            continue
        news = 0
        if before is not None:
            rise = one.d - before.d
            news = raised(before, one)
            if rise < 0.05 or rise > 0.35 or news > 2:
                continue
        tried.append((abs(one.p - aim) + 0.1 * news, one.name, without, one))
    return min(tried, key=lambda found: found[:3], default=None)


def easier_than(thing, pool, here):
    """(name, plus) of what asks about .2 less, or None."""
    ways = [(one, "") for one in pool if one.name != thing.name]
    if thing.name in here:
        untold = [name for name in SUPPORT_NAMES if thing.listing.supports[name] is None]
        ways += [(thing.with_support(name, there=True), name) for name in untold]
    tried = [
        (abs(one.d - thing.d + 0.2), one.name, plus)
        for one, plus in ways
        if 0.05 <= thing.d - one.d <= 0.35 and raised(thing, one) <= 2
    ]
    return min(tried)[1:] if tried else None


def ladder(profile, done, candidates, done_ids):
    """(anchor, [(name, aim, without, plus)], easier (name, plus), is_paused)."""
    person = as_person(profile)
    everything = [Thing(person, *one) for one in candidates]
    visits = [
        (Thing(person, name, listing, 0), 1 / (1 + 2.718281828459045 ** ((peak - 5) / 0.6)))
        for name, (listing, peak) in zip(done_ids, done, strict=True)
    ]
    fine = [thing for thing, y in visits if y >= 0.5]
    at_ease = [one for one in everything if one.p >= 0.75]
    at_ease.sort(key=lambda one: (-one.interest, -one.p, one.name))
    anchor = fine[-1] if fine else at_ease[0] if at_ease else None
    start = anchor.name if anchor else None
    bad = [y < 0.3 for _, y in visits]
    if bad[-2:] == [True, True]:
        return start, [], None, True
    been = {thing.name for thing, _ in visits}
    pool = [one for one in everything if one.interest >= 0.6 and one.name not in been]
    here = {one.name for one in everything}
    if bad and bad[-1]:
        down = easier_than(visits[-1][0], pool, here)
        return start, [(down[0], 0.8, "", down[1])] if down else [], None, False
    steps, before, first = [], anchor, None
    for aim in (0.8, 0.7, 0.6):
        found = best_rung(before, pool, here, aim)
        if found:
            _, name, without, before = found
            first = first or before
            steps.append((name, aim, without, ""))
    offered = anchor if not fine and anchor else first
    easier = easier_than(offered, pool, here) if offered else None
    return start, steps, easier, False
