"""A verdict's arithmetic line by line, so that an auditor can redo it by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from mgmtsys.deviation import Basis
from mgmtsys.measure import Aggregate, Constant, Term
from mgmtsys.system import ManagementSystem
from mgmtsys.target import Bound, Miss, Target, TargetKind
from mgmtsys.text import Text, both
from mgmtsys.units import Quantity, decimal, plain
from mgmtsys.verdict import State, Verdict

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


def _figure(term: Term, verdict: Verdict) -> str:
    """Spell a term with the readings in the place of the series."""
    if isinstance(term, Constant):
        return plain(term.number)
    if isinstance(term, Aggregate):
        values = (str(one.value) for one in verdict.readings if one.series == term.series)
        return f"{term.aggregation.value}({', '.join(values)})"
    left, right = _figure(term.left, verdict), _figure(term.right, verdict)
    return f"({left} {term.operator.value} {right})"


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
    for one in verdict.readings:
        shown = f" ({one.evidence})" if one.evidence else ""
        yield both(
            f"  reading {one.name} = {one.value}{shown}", f"  记录 {one.name} = {one.value}{shown}"
        )
    formula = objective.measure.formula
    if verdict.actual is not None:
        yield both(
            f"  actual: {formula} = {_figure(formula.term, verdict)} = {verdict.actual}",
            f"  实际值：{formula} = {_figure(formula.term, verdict)} = {verdict.actual}",
        )
    if verdict.baseline is not None:
        yield both(f"  baseline: {verdict.baseline}", f"  基准值：{verdict.baseline}")
    yield both(
        f"  target: {spell_target(verdict.final)}", f"  目标值：{spell_target(verdict.final)}"
    )
    if verdict.share is not None and verdict.target != verdict.final:
        yield both(
            f"  for {verdict.share} of {system.period}: {spell_target(verdict.target)}",
            f"  按 {system.period} 的 {verdict.share} 折算：{spell_target(verdict.target)}",
        )
    yield from _deviation(verdict)
    yield from _outlook(verdict)


def _deviation(verdict: Verdict) -> Iterator[Text]:
    if verdict.state is State.MISSED and verdict.actual and verdict.deviation and verdict.basis:
        basis = _BASES[verdict.basis]
        value = verdict.deviation.value
        spelled = both("unbounded", "无界")
        if value is not None:
            exact = str(value) if verdict.basis is Basis.ABSOLUTE else _about(value)
            spelled = both(exact, exact)
        if verdict.basis is Basis.PERCENTAGE_POINTS and value is not None:
            spelled = both(plain(value), plain(value))
        for miss in verdict.target.misses(verdict.actual):
            yield both(
                f"  deviation {basis.read('en')}: {_miss(miss, verdict)} = {spelled.read('en')}",
                f"  偏离（{basis.read('zh')}）：{_miss(miss, verdict)} = {spelled.read('zh')}",
            )
    if verdict.response is not None:
        name = verdict.response.name or both(
            verdict.response.kind.name.lower(), verdict.response.kind.name.lower()
        )
        procedure = f" ({verdict.response.procedure})" if verdict.response.procedure else ""
        yield both(
            f"  band {verdict.band}: {name.read('en')}{procedure}",
            f"  第 {verdict.band} 区间：{name.read('zh')}{procedure}",
        )
    state = STATES[verdict.state]
    why = verdict.reason
    yield both(
        f"  verdict: {state.read('en')}" + (f", {why.read('en')}" if why else ""),
        f"  结论：{state.read('zh')}" + (f"，{why.read('zh')}" if why else ""),
    )


def _outlook(verdict: Verdict) -> Iterator[Text]:
    outlook = verdict.projection
    if outlook is not None:
        end = _rounded(outlook.end)
        yield both(f"  at the present rate the end is {end}", f"  按当前速度期末为 {end}")
        if outlook.needed is not None:
            rate = _rounded(outlook.needed)
            yield both(f"  still possible: {rate} a day", f"  余下每天可为 {rate}")


def _rounded(quantity: Quantity) -> str:
    """Print a projection, which is no evidence, with two decimals."""
    unit = f" {quantity.unit}" if quantity.unit.powers else ""
    return f"{decimal(quantity.magnitude, 2)}{unit}"


def explain(verdict: Verdict, system: ManagementSystem, lang: str = "en") -> str:
    """Return a verdict's readings, formula, target, division, band and outlook, a line each.

    Numbers are exact; what is rounded stands behind ``≈``, and projections have two decimals.
    """
    return "\n".join(line.read(lang) for line in _lines(verdict, system)) + "\n"
