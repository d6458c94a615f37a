"""A verdict's arithmetic line by line, so that an auditor can redo it by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from mgmtsys.deviation import (
    Basis,
    Deviation,
    DeviationPolicy,
    Response,
    ResponseKind,
    deviation_of,
)
from mgmtsys.evaluation import policy_in_force
from mgmtsys.number import decimal, plain
from mgmtsys.objective import Objective
from mgmtsys.period import Period
from mgmtsys.reading import Reading
from mgmtsys.system import ManagementSystem
from mgmtsys.target import RISING, Bound, Miss, Target, TargetKind
from mgmtsys.term import Aggregate, Constant, Term
from mgmtsys.text import Text, both
from mgmtsys.units import Quantity
from mgmtsys.verdict import State, Verdict
from mgmtsys.visible import unbroken

#: The states in words.
STATES: Mapping[State, Text] = {
    State.MET: both("met", "达成"),
    State.MISSED: both("missed", "未达成"),
    State.NO_DATA: both("no data", "无数据"),
    State.STALE: both("stale", "数据过期"),
    State.NOT_DUE: both("not due", "未到期"),
    State.NOT_APPLICABLE: both("not applicable", "不适用"),
    State.UNDETERMINED: both("undetermined", "无法判定"),
}
#: The kinds of response in words, where the document has no name for one.
RESPONSES: Mapping[ResponseKind, Text] = {
    ResponseKind.NONE: both("none", "无需应对"),
    ResponseKind.MONITOR: both("monitor", "监控"),
    ResponseKind.ADJUST: both("adjust", "调整"),
    ResponseKind.CAPA: both("capa", "纠正措施"),
}
_BASES: Mapping[Basis, Text] = {
    Basis.RELATIVE_TO_TARGET: both("of the target", "相对目标值"),
    Basis.RELATIVE_TO_REQUIRED_CHANGE: both("of the required change", "相对要求的变化量"),
    Basis.PERCENTAGE_POINTS: both("in percentage points", "百分点"),
    Basis.ABSOLUTE: both("in the measure's own unit", "按测量单位"),
}
_SIGNS: Mapping[TargetKind, str] = {
    TargetKind.AT_LEAST: "≥",
    TargetKind.INCREASE_BY: "≥",
    TargetKind.AT_MOST: "≤",
    TargetKind.REDUCE_BY: "≤",
    TargetKind.ABOVE: ">",
    TargetKind.BELOW: "<",
    TargetKind.EXACTLY: "=",
}


def named(response: Response) -> Text:
    """Return what the document calls a response, or the word of its kind."""
    return response.name or RESPONSES[response.kind]


def rounded(quantity: Quantity) -> str:
    """Spell a quantity exactly, and with two decimals beside it where it is no finite decimal.

    >>> rounded(Quantity.parse("22/7 kWh"))
    '22/7 kWh ≈ 3.14 kWh'
    """
    if "/" not in plain(quantity.magnitude):
        return str(quantity)
    near = Quantity(Fraction(decimal(quantity.magnitude, 2)), quantity.unit)
    return f"{quantity} ≈ {near}"


def _bound(bound: Bound, spell: Callable[[Quantity], str]) -> str:
    if bound.kind is TargetKind.ZERO:
        return "= 0"
    if bound.kind is TargetKind.DONE_BY:
        return f"≤ {bound.day}"
    if bound.day is not None:
        return f"{_bound(attrs.evolve(bound, day=None), spell)} (≤ {bound.day})"
    if bound.each:
        return f"∀ {_bound(attrs.evolve(bound, each=False), spell)}"
    if bound.limit is not None and bound.upper is not None:
        return f"{spell(bound.limit)} … {spell(bound.upper)}"
    if bound.rate is not None and bound.baseline is None:
        return f"{'-' if bound.kind is TargetKind.REDUCE_BY else '+'}{plain(100 * bound.rate)}%"
    near = f" ± {bound.tolerance}" if bound.tolerance else ""
    return f"{_SIGNS[bound.kind]} {spell(bound.goal) if bound.goal else ''}{near}"


def spell_target(target: Target, spell: Callable[[Quantity], str] = str) -> str:
    """Spell a target in signs, exactly or as ``spell`` does; any value satisfies ``–``.

    >>> spell_target(Target.at_least("80%") & Target.below("100%"))
    '≥ 80%, < 100%'
    """
    return ", ".join(_bound(bound, spell) for bound in target.bounds) or "–"


def _about(number: Fraction) -> str:
    """Spell a number exactly, and in rounded percent beside it where that says more."""
    return f"{number} ≈ {decimal(100 * number, 2)}%"


def _figure(term: Term, readings: Iterable[Reading], span: Period) -> str:
    """Spell a term with what the readings count for in the place of the series."""
    if isinstance(term, Constant):
        return plain(term.number)
    if isinstance(term, Aggregate):
        values = (
            str(one.value) if one.period in span else f"{one.value} × {one.share(span)}"
            for one in readings
            if one.series == term.series
        )
        return f"{term.aggregation.value}({', '.join(values)})"
    left, right = _figure(term.left, readings, span), _figure(term.right, readings, span)
    return f"({left} {term.operator.value} {right})"


#: What the clauses ask that a verdict answers.
_ANSWERED = frozenset({"objective.monitored", "objective.evaluation_method"})


def _clauses(system: ManagementSystem) -> str:
    """Name the clauses under which objectives are monitored and evaluated."""
    return ", ".join(
        f"{standard.id}/{clause.number}"
        for standard in system.standards
        for clause in standard.requirements()
        if not _ANSWERED.isdisjoint(clause.asks)
    )


def _read(readings: Iterable[Reading], span: Period, en: str, zh: str) -> Iterator[Text]:
    """Spell readings with what shows them, what part of them counts, and what each corrects."""
    for one in readings:
        said = f"{one.name} = {one.value}" + (f" ({one.evidence})" if one.evidence else "")
        old, inside, days = one.supersedes, one.period & span, one.period.days
        part = inside.days if inside and inside.days < days else None
        yield both(
            f"  {en} {said}"
            + (f", of which {part} of {days} days" if part else "")
            + (f", supersedes {old}" if old else ""),
            f"  {zh} {said}"
            + (f"，其中 {days} 天中的 {part} 天" if part else "")
            + (f"，替代 {old}" if old else ""),
        )


def _bands(policy: DeviationPolicy) -> Text:
    """Spell the bands of a policy with their edges."""

    def spelled(lang: str, colon: str, beyond: str) -> Iterator[str]:
        for band in policy.bands:
            edge = f"{'≤' if band.closed else '<'} {band.up_to}" if band.up_to else beyond
            yield f"{edge}{colon}{named(band.response).read(lang)}"

    one = len(policy.bands) == 1
    return both(
        "; ".join(spelled("en", ": ", "any miss" if one else "beyond")),
        "；".join(spelled("zh", "：", "任何未达成" if one else "超出")),
    )


def _miss(miss: Miss, verdict: Verdict) -> str:
    """Spell the division of a miss by what it is held against."""
    if verdict.basis is Basis.RELATIVE_TO_TARGET:
        return f"{miss.amount} / {miss.reference}"
    if verdict.basis is Basis.RELATIVE_TO_REQUIRED_CHANGE:
        return f"{miss.amount} / {miss.required_change}"
    return str(miss.amount)


def _lines(verdict: Verdict, system: ManagementSystem) -> Iterator[Text]:
    objective = next(one for one in system.objectives if one.id == verdict.objective)
    where = f" @ {verdict.site}" if verdict.site else ""
    yield both(
        f"{objective.id}{where}, {verdict.period}, as of {verdict.on}: {objective.statement.read('en')}",
        f"{objective.id}{where}，{verdict.period}，截至 {verdict.on}：{objective.statement.read('zh')}",
    )
    if clauses := _clauses(system):
        yield both(f"  clauses: {clauses}", f"  条款：{clauses}")
    span = verdict.over or verdict.period
    if verdict.over:
        yield both(f"  over {span}", f"  取值期间：{span}")
    yield from _read(verdict.readings, span, "reading", "记录")
    formula = objective.measure.formula
    if verdict.actual is not None:
        shown = (verdict.worst,) if verdict.worst else verdict.readings
        figures = f"{formula} = {_figure(formula.term, shown, span)} = {verdict.actual}"
        yield both(f"  actual: {figures}", f"  实际值：{figures}")
    yield from _baseline(verdict, objective)
    yield both(
        f"  target: {spell_target(verdict.final)}", f"  目标值：{spell_target(verdict.final)}"
    )
    if verdict.share is not None and verdict.target != verdict.final:
        yield both(
            f"  for {verdict.share} of {system.period}: {spell_target(verdict.target)}",
            f"  按 {system.period} 的 {verdict.share} 折算：{spell_target(verdict.target)}",
        )
    yield from _deviation(verdict)
    yield from _band(verdict, system, objective)
    state = STATES[verdict.state]
    why = verdict.reason
    yield both(
        f"  verdict: {state.read('en')}" + (f", {why.read('en')}" if why else ""),
        f"  结论：{state.read('zh')}" + (f"，{why.read('zh')}" if why else ""),
    )
    yield from _outlook(verdict)


def _baseline(verdict: Verdict, objective: Objective) -> Iterator[Text]:
    """Spell the baseline, with its own readings where it was computed from them."""
    if verdict.baseline is None or objective.baseline is None:
        return
    span, readings = objective.baseline.period, verdict.baseline_readings
    formula = objective.measure.formula
    yield from _read(readings, span, "reading of the baseline", "基准记录")
    worked = f"{formula} = {_figure(formula.term, readings, span)} = " if readings else ""
    yield both(f"  baseline: {worked}{verdict.baseline}", f"  基准值：{worked}{verdict.baseline}")


def _deviation(verdict: Verdict) -> Iterator[Text]:
    """Spell the miss of each bound by itself; the largest is that of the verdict."""
    if verdict.state is not State.MISSED or verdict.actual is None or verdict.basis is None:
        return
    basis = _BASES[verdict.basis]
    for bound in verdict.target.bounds:
        if bound.kind is TargetKind.DONE_BY:
            continue
        miss = bound.miss(verdict.actual)
        own = deviation_of(Target((bound,)), verdict.actual, verdict.basis)
        if miss is not None and isinstance(own, Deviation):
            spelled = _size(own)
            yield both(
                f"  deviation {basis.read('en')}: {_miss(miss, verdict)} = {spelled.read('en')}",
                f"  偏离（{basis.read('zh')}）：{_miss(miss, verdict)} = {spelled.read('zh')}",
            )


def _size(deviation: Deviation) -> Text:
    value = deviation.value
    if value is None:
        return both("unbounded", "无界")
    if deviation.basis is Basis.PERCENTAGE_POINTS:
        return Text(plain(value))
    return Text(str(value) if deviation.basis is Basis.ABSOLUTE else _about(value))


def _band(verdict: Verdict, system: ManagementSystem, objective: Objective) -> Iterator[Text]:
    """Spell the policy in force and the band that holds the deviation."""
    policy = policy_in_force(system, objective, verdict.basis) if verdict.basis else None
    if verdict.response is not None and policy is not None:
        bands = _bands(policy)
        yield both(f"  policy: {bands.read('en')}", f"  政策：{bands.read('zh')}")
        name = named(verdict.response)
        procedure = f" ({verdict.response.procedure})" if verdict.response.procedure else ""
        yield both(
            f"  band {verdict.band}: {name.read('en')}{procedure}",
            f"  第 {verdict.band} 区间：{name.read('zh')}{procedure}",
        )


def _outlook(verdict: Verdict) -> Iterator[Text]:
    outlook = verdict.projection
    if outlook is not None:
        end = _rounded(outlook.end)
        yield both(f"  at the present rate the end is {end}", f"  按当前速度期末为 {end}")
        if outlook.needed is not None:
            rate = _rounded(outlook.needed)
            if any(bound.kind in RISING for bound in verdict.final.bounds):
                yield both(f"  still needed: {rate} a day", f"  余下每天需 {rate}")
            else:
                yield both(f"  still possible: {rate} a day", f"  余下每天可为 {rate}")


def _rounded(quantity: Quantity) -> str:
    """Print a projection, which is no evidence, with two decimals."""
    unit = f" {quantity.unit}" if quantity.unit.powers else ""
    return f"{decimal(quantity.magnitude, 2)}{unit}"


def explain(verdict: Verdict, system: ManagementSystem, lang: str = "en") -> str:
    """Return a verdict's readings, formula, target, division, band and outlook, a line each.

    Numbers are exact; what is rounded stands behind ``≈``, and projections have two decimals.
    """
    return "\n".join(unbroken(line.read(lang)) for line in _lines(verdict, system)) + "\n"
