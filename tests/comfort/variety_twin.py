"""The order of a varied window once more: one activity at a time, in plain Python."""

import math

# The columns hold what is asked of people as float32.
NEARLY = 1e-6


def likeness(one, other):
    """Same organiser .5, same kind .3, cosine of what is asked of people .2."""
    mine, theirs = ([math.sqrt(value) for value in row["effects"]] for row in (one, other))
    lengths = math.hypot(*mine) * math.hypot(*theirs)
    cosine = sum(a * b for a, b in zip(mine, theirs, strict=True)) / lengths if lengths else 0.0
    same_organiser = one["organiser"] == other["organiser"]
    return 0.5 * same_organiser + 0.3 * (one["kind"] == other["kind"]) + 0.2 * cosine


def choices(rows, shown, is_first):
    """The positions that may come next; several only where they are equally good."""
    left = [place for place in range(len(rows)) if place not in shown]
    ten = [rows[place]["organiser"] for place in shown[len(shown) // 10 * 10 :]]
    allowed = [place for place in left if ten.count(rows[place]["organiser"]) < 3] or left
    if is_first and len(shown) == 9:
        for place in allowed:
            if not rows[place]["is_rated"] and rows[place]["chance"] >= 0.45:
                return [place]
    best = max(row["worth"] for row in rows)

    def margin(place):
        like = max((likeness(rows[place], rows[other]) for other in shown), default=0.0)
        return 0.8 * rows[place]["worth"] / best - 0.2 * like

    margins = {place: margin(place) for place in allowed}
    most = max(margins.values())
    return [place for place in allowed if margins[place] >= most - NEARLY]


def check_order(rows, order, is_first):
    """Every place of an order holds one that may stand there."""
    assert sorted(order) == list(range(len(rows)))
    for place, chosen in enumerate(order):
        assert chosen in choices(rows, order[:place], is_first), f"place {place + 1}"
