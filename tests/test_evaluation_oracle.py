"""Random cases, edges included, against a second reading of the rules written with bare integers.

Values are twelfths, rates are twentieths and edges are fortieths, so that every comparison is one of
whole numbers. 20,000 cases as a rule; a million with ``HYPOTHESIS_PROFILE=long``.
"""

import math
import os
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

import attrs
import pytest

from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.system.bound import Bound, TargetKind
from mgmtsys.system.deviation import Basis
from mgmtsys.system.measure import Formula, Measure, Series
from mgmtsys.system.objective import Baseline, Objective
from mgmtsys.system.policy import Band, DeviationPolicy
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.response import BUILT_IN
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.system.verdict import State
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text
from mgmtsys.values.units import ONE, Quantity, Unit

CASES = 1_000_000 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 20_000
BATCH = 1000
YEAR, END = Period.parse("2026"), date(2026, 12, 31)
SERIES = tuple(Series(f"x{number}", ONE) for number in range(BATCH))
MEASURES = tuple(Measure(Formula.parse(f"last({one.id})"), ONE) for one in SERIES)
RESPONSES = tuple(one.id for one in BUILT_IN)
KINDS = (
    "at_least", "at_most", "above", "below", "exactly", "between", "zero", "reduce_by", "increase_by",
)  # fmt: skip
PERCENT = Unit.parse("%")
BASES = ("relative_to_target", "relative_to_required_change", "percentage_points", "absolute")


@attrs.frozen
class Rule:
    """One bound in whole numbers: twelfths, and twentieths for the rate."""

    kind: str
    limit: int = 0
    upper: int = 0
    tolerance: int = 0
    rate: int = 0
    #: What the required change of a limit is counted from.
    based: int | None = None


@attrs.frozen
class Case:
    rules: tuple[Rule, ...]
    actual: int
    baseline: int | None
    basis: str
    #: Each edge in fortieths, and whether it belongs to the band below it.
    edges: tuple[tuple[int, bool], ...]


def span(rule: Rule, baseline: int) -> tuple[tuple[float, int], tuple[float, int]]:
    """Return where a rule starts and ends; what is left out there is marked, and tighter."""
    limit, step = rule.limit * 20, abs(baseline) * rule.rate
    low, high = {
        "at_least": (limit, math.inf),
        "above": (limit, math.inf),
        "at_most": (-math.inf, limit),
        "below": (-math.inf, limit),
        "exactly": (limit - rule.tolerance * 20, limit + rule.tolerance * 20),
        "between": (limit, rule.upper * 20),
        "zero": (0, 0),
        "increase_by": (baseline * 20 + step, math.inf),
        "reduce_by": (-math.inf, baseline * 20 - step),
    }[rule.kind]
    return (low, int(rule.kind == "above")), (high, -int(rule.kind == "below"))


def is_empty(rules: Iterable[Rule], baseline: int) -> bool:
    spans = [span(rule, baseline) for rule in rules]
    (low, out_low), (high, out_high) = max(one for one, _ in spans), min(one for _, one in spans)
    return low > high or (low == high and bool(out_low or out_high))


def contradicts(rules: Sequence[Rule], baseline: int | None) -> bool:
    """Whether no value satisfies the rules that can be held against each other."""
    changes = [rule for rule in rules if rule.kind in ("reduce_by", "increase_by")]
    limits = [rule for rule in rules if rule not in changes and rule.kind != "zero"]
    zeros = [rule for rule in rules if rule.kind == "zero"]
    if changes and is_empty(changes, 1):  # whatever positive baseline there will be
        return True
    if baseline is not None:
        return bool(changes or limits) and is_empty(rules, baseline)
    return bool(limits) and is_empty([*limits, *zeros], 0)


def deciding(rules: Iterable[Rule], baseline: int) -> Iterator[Rule]:
    """Yield the rules that others do not imply; of a range, the side that they do not."""
    limits = [rule for rule in rules if rule.kind != "zero"]
    lowest = max((span(rule, baseline)[0] for rule in limits), default=None)
    highest = min((span(rule, baseline)[1] for rule in limits), default=None)
    for rule in rules:
        low, high = span(rule, baseline)
        starts, ends = (
            low == lowest and low[0] != -math.inf,
            high == highest and high[0] != math.inf,
        )
        if rule.kind == "zero" or (starts and ends):
            yield rule
        elif starts:
            yield attrs.evolve(rule, kind="at_least") if rule.kind == "between" else rule
        elif ends and rule.kind == "between":
            yield attrs.evolve(rule, kind="at_most", limit=rule.upper)
        elif ends:
            yield rule


def expected(case: Case) -> tuple[str, str | None, int | None]:
    """Return the state, the deviation and the band that the rules give."""
    changes = [one for one in case.rules if one.kind in ("reduce_by", "increase_by")]
    if changes and case.baseline is None:
        return "undetermined", None, None
    worst: tuple[int, int] | None = (0, 1)  # none stands for unbounded
    missed = unknown = False
    actual = case.actual * 20
    for rule in deciding(case.rules, case.baseline or 0):
        limit, upper, near = rule.limit * 20, rule.upper * 20, rule.tolerance * 20
        base = None if case.baseline is None else case.baseline * 20
        step = 0 if case.baseline is None else abs(case.baseline) * rule.rate
        low, high = {
            "at_least": (limit, None),
            "above": (limit, None),
            "at_most": (None, limit),
            "below": (None, limit),
            "exactly": (limit - near, limit + near),
            "between": (limit, upper),
            "zero": (0, 0),
            "increase_by": ((base or 0) + step, None),
            "reduce_by": (None, (base or 0) - step),
        }[rule.kind]
        if low is not None and (actual < low or (rule.kind == "above" and actual == low)):
            edge, miss = low, low - actual
        elif high is not None and (actual > high or (rule.kind == "below" and actual == high)):
            edge, miss = high, actual - high
        else:
            continue
        missed = True
        if case.basis == "relative_to_target":
            part = (miss, abs(limit) if rule.kind == "exactly" else abs(edge))
        elif case.basis == "relative_to_required_change":
            own = None if rule.based is None else rule.based * 20
            counted = rule.kind not in ("exactly", "zero")
            start = own if own is not None else base if counted else None
            if start is None:
                unknown = True
                continue
            part = (miss, abs(edge - start))
        else:
            part = (miss * (100 if case.basis == "percentage_points" else 1), 240)
        if part[1] == 0:
            worst = None if part[0] else worst
        elif worst is not None and part[0] * worst[1] > worst[0] * part[1]:
            worst = part
    if unknown:
        return "undetermined", None, None
    if not missed:
        return "met", "0", None
    if worst is None:
        return "missed", "unbounded", len(case.edges) + 1
    band = 1
    for number, closed in case.edges:
        left, right = worst[0] * 40, number * worst[1]
        band += left > right or (left == right and not closed)
    shared = math.gcd(*worst)
    top, bottom = worst[0] // shared, worst[1] // shared
    return "missed", str(top) if bottom == 1 else f"{top}/{bottom}", band


def drawn(chance: random.Random) -> Case:
    def few() -> int:
        return chance.randint(-24, 24)

    rules = []
    for _ in range(chance.choice((1, 1, 1, 2))):
        kind = chance.choice(KINDS)
        low, high = sorted((few(), few()))
        rules.append(
            Rule(
                kind,
                low if kind not in ("zero", "reduce_by", "increase_by") else 0,
                high if kind == "between" else 0,
                chance.choice((0, 0, 1, 6)) if kind == "exactly" else 0,
                chance.randint(0, 24) if kind in ("reduce_by", "increase_by") else 0,
                chance.choice((None, few())) if kind in KINDS[:4] else None,
            )
        )
    near = [rule.limit for rule in rules] + [rule.upper for rule in rules] + [0]
    cuts = sorted({(chance.randint(0, 60), chance.random() < 0.5) for _ in range(3)})
    edges = [cut for cut, _ in zip(cuts, range(chance.randint(0, 3)), strict=False)]
    edges = [(number, not below) for number, below in edges if (number, not below) != (0, False)]
    edges = [edges[0], *(b for a, b in pairwise(edges) if b[0] > a[0])] if edges else []
    case = Case(
        tuple(rules),
        chance.choice((*near, few(), few())) + chance.choice((0, 0, 0, 1, -1)),
        chance.choice((None, 0, few(), few(), few())),
        chance.choice(BASES),
        tuple(edges),
    )
    return drawn(chance) if contradicts(case.rules, case.baseline) else case


def amount(twelfths: int) -> Quantity:
    return Quantity(Fraction(twelfths, 12), ONE)


def bound(rule: Rule) -> Bound:
    kind = TargetKind(rule.kind)
    if rule.kind == "zero":
        return Bound(kind)
    if rule.kind in ("reduce_by", "increase_by"):
        return Bound(kind, rate=Fraction(rule.rate, 20))
    return Bound(
        kind,
        limit=amount(rule.limit),
        upper=amount(rule.upper) if rule.kind == "between" else None,
        tolerance=amount(rule.tolerance) if rule.kind == "exactly" else None,
        baseline=None if rule.based is None else amount(rule.based),
    )


def objective(number: int, case: Case) -> Objective:
    # A ratio is written as a percentage, and so are points: 5 % are five of them.
    factor, unit = {"absolute": (1, ONE), "percentage_points": (1, PERCENT)}.get(
        case.basis, (100, PERCENT)
    )
    edges = [
        Band(response, Quantity(Fraction(edge * factor, 40), unit), closed=closed)
        for response, (edge, closed) in zip(RESPONSES, case.edges, strict=False)
    ]
    return Objective(
        f"O{number}",
        Text("O"),
        measure=MEASURES[number],
        target=Target(tuple(bound(rule) for rule in case.rules)),
        baseline=None if case.baseline is None else Baseline(YEAR, amount(case.baseline)),
        deviation_policy=DeviationPolicy((*edges, Band(RESPONSES[-1])), Basis(case.basis)),
    )


@pytest.mark.parametrize("seed", range(CASES // BATCH))
def test_verdicts_agree_with_whole_numbers(seed: int) -> None:
    chance = random.Random(seed)
    cases = [drawn(chance) for _ in range(BATCH)]
    system = ManagementSystem(
        organisation=Text("W"),
        period=YEAR,
        series=SERIES,
        objectives=tuple(objective(number, case) for number, case in enumerate(cases)),
    )
    record = Record(
        Reading(f"x{number}", YEAR, value=amount(case.actual)) for number, case in enumerate(cases)
    )
    verdicts = evaluate(system, record, YEAR, END).verdicts
    for case, verdict in zip(cases, verdicts, strict=True):
        found = (
            verdict.state.value,
            None if verdict.deviation is None else str(verdict.deviation),
            verdict.answers[0].band if verdict.answers else None,
        )
        assert expected(case) == found, case
    assert {State.MET, State.MISSED, State.UNDETERMINED} == {one.state for one in verdicts}
