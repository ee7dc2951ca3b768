"""The fit model written a second time, slowly and in plain Python, to hold the fast one to it.

It shares no line with app.comfort. `python tests/comfort/comfort_twin.py` writes golden.json.
"""

import json
import random
from math import exp, pi, sqrt
from pathlib import Path

GOLDEN = Path(__file__).with_name("golden.json")
CASES = 220

# fact: weight, mean where nobody told
TABLE = {
    "speak": (0.8, 0.2),
    "watched": (1.9, 0.35),
    "strangers": (1.8, 0.5),
    "people": (1.0, 0.45),
    "assert": (1.7, 0.1),
    "start": (1.6, 0.5),
    "body": (0.5, 0.15),
    "sensory": (0.9, 0.3),
    "stuck": (0.9, 0.4),
}
# fact: which supports take which share of it away
EASED_BY = {
    "speak": {"watch_ok": 0.5},
    "watched": {"watch_ok": 0.4, "small_steps": 0.2},
    "strangers": {"greeter": 0.15, "bring_friend": 0.25, "hello_first": 0.1},
    "people": {},
    "assert": {"small_steps": 0.2},
    "start": {"greeter": 0.45, "bring_friend": 0.3, "info_ahead": 0.25, "hello_first": 0.3},
    "body": {},
    "sensory": {"quiet_space": 0.5},
    "stuck": {"leave_ok": 0.6, "info_ahead": 0.2},
}
SUPPORT_NAMES = sorted({name for shares in EASED_BY.values() for name in shares})


def sigmoid(z):
    return 1 / (1 + exp(-z))


def assumed(mean, view):
    if view == "usual":
        return mean + 0.125
    return min(1, mean + 0.21) if view == "demanding" else max(0, mean - 0.21)


def felt_parts(facts, supports, sensitivities, view):
    """w_k e^{s_k} x'_k for every fact."""
    x = {}
    for fact, (_, mean) in TABLE.items():
        told = facts.get(fact)
        x[fact] = assumed(mean, view) if told is None else told / 3
    x["watched"] = max(x["watched"], x["speak"])
    parts = {}
    for fact, (weight, _) in TABLE.items():
        left = x[fact]
        for name, share in EASED_BY[fact].items():
            there = supports.get(name)
            left *= 1 - share * (0.3 if there is None else 1 if there else 0)
        parts[fact] = weight * exp(sensitivities.get(fact, 0)) * left
    return parts


def length(parts):
    return sqrt(sum(part * part for part in parts.values()))


def chance(profile, facts, supports, view="usual"):
    size = length(felt_parts(facts, supports, profile["sensitivities"], view))
    slope = 2.1 / sqrt(1 + pi / 8 * 2.1 * 2.1 * profile["variance"])
    return sigmoid(slope * (profile["theta"] + 1.9 - size))


def asked(profile, facts, supports):
    parts = felt_parts(facts, supports, profile["sensitivities"], "usual")
    size = length(parts)
    shares = {fact: part * part / size**2 if size else 0 for fact, part in parts.items()}
    return {"value": size - 1.9, "shares": shares}


def after_visit(profile, facts, supports, visit):
    """One step of the update, every line of it spelled out for every unknown."""
    y = visit["felt"] if "felt" in visit else sigmoid((5 - visit["peak_anxiety"]) / 0.6)
    v_theta = min(2, profile["variance"] + 0.004 * visit["weeks"])
    parts = felt_parts(facts, supports, profile["sensitivities"], "usual")
    size = length(parts)
    p = sigmoid(2.1 * (profile["theta"] + 1.9 - size))
    w = 2.1 * 2.1 * p * (1 - p)
    slopes = {fact: -part * part / size if size else 0 for fact, part in parts.items()}
    known = profile["sensitivity_variances"]
    q = v_theta + sum(slopes[fact] ** 2 * known[fact] for fact in TABLE)
    g = 2.1 * (y - p) / (1 + w * q)
    if 0.5 <= y < p:
        g = 0

    def step(value, variance, slope, limit):
        move = min(0.4, max(-0.4, variance * slope * g))
        return min(limit, max(-limit, value + move))

    def smaller(variance, slope):
        lower = variance - variance * variance * slope * slope * w / (1 + w * q)
        return min(variance, max(0.03, lower))

    return {
        "theta": step(profile["theta"], v_theta, 1, 3),
        "variance": smaller(v_theta, 1),
        "sensitivities": {
            fact: step(profile["sensitivities"].get(fact, 0), known[fact], slopes[fact], 1.2)
            for fact in TABLE
        },
        "sensitivity_variances": {fact: smaller(known[fact], slopes[fact]) for fact in TABLE},
    }


def made_up_case(dice, number):
    told = dice.choice([0.0, 0.3, 0.7, 1.0])
    plain = number % 2 == 0
    profile = {
        "theta": dice.choice([0.84, 0.42, 0, -0.42, -0.84]) if plain else dice.uniform(-3, 3),
        "variance": 0.8 if plain else dice.uniform(0.03, 2),
        "sensitivities": {
            fact: round(dice.uniform(-1.2, 1.2), 3) for fact in TABLE if dice.random() < 0.4
        },
        "sensitivity_variances": {
            fact: 0.25 if plain else round(dice.uniform(0.03, 0.5), 3) for fact in TABLE
        },
    }
    facts = {fact: dice.randint(0, 3) if dice.random() < told else None for fact in TABLE}
    supports = {name: dice.choice([True, False, None]) for name in SUPPORT_NAMES}
    visit = {"weeks": dice.choice([0, 0, 3, 52])}
    if dice.random() < 0.5:
        visit["peak_anxiety"] = dice.randint(0, 10)
    else:
        visit["felt"] = dice.choice([0.97, 0.70, 0.25, 0.05])
    return profile, facts, supports, visit


def edge_facts():
    """All gentle, all hard, all untold, and each fact alone at its hardest."""
    yield dict.fromkeys(TABLE, 0)
    yield dict.fromkeys(TABLE, 3)
    yield dict.fromkeys(TABLE)
    for hard in TABLE:
        yield {fact: 3 if fact == hard else 0 for fact in TABLE}


def cases():
    dice = random.Random(20261123)
    edges = list(edge_facts())
    for number in range(CASES):
        profile, facts, supports, visit = made_up_case(dice, number)
        if number < len(edges):
            facts = edges[number]
        yield {
            "profile": profile,
            "facts": facts,
            "supports": supports,
            "chance": chance(profile, facts, supports),
            "low": chance(profile, facts, supports, "demanding"),
            "high": chance(profile, facts, supports, "gentle"),
            "demand": asked(profile, facts, supports),
            "visit": visit,
            "after": after_visit(profile, facts, supports, visit),
        }


def as_written(case):
    """Numbers to 9 digits, so that the file is the same on every machine."""
    if isinstance(case, dict):
        return {key: as_written(value) for key, value in case.items()}
    return round(case, 9) if isinstance(case, float) else case


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(as_written(case)) for case in cases())
    GOLDEN.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
