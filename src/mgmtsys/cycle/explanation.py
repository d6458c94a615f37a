"""A verdict's arithmetic line by line, so that an auditor can redo it by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mgmtsys.cycle.answering import BASES
from mgmtsys.system.bound import RISING, Miss, TargetKind
from mgmtsys.system.deviation import Basis, Deviation, deviation_of
from mgmtsys.system.figures import (
    limits,
    spell_quantity,
    spell_target,
    work_out,
    work_out_deviation,
)
from mgmtsys.system.objective import Objective
from mgmtsys.system.policy import PolicyPart, TimeBasis
from mgmtsys.system.reading import Reading
from mgmtsys.system.response import named
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.system.term import Aggregate, Constant, Term
from mgmtsys.system.verdict import PolicyAnswer, State, Verdict
from mgmtsys.values.fiscal import name_span
from mgmtsys.values.number import plain
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text, both, say
from mgmtsys.values.units import Quantity
from mgmtsys.values.visible import unbroken

#: The states in words.
STATES: Mapping[State, Text] = {
    State.MET: say("met"),
    State.MISSED: say("missed"),
    State.NO_DATA: say("no data"),
    State.STALE: say("stale"),
    State.NOT_DUE: say("not due"),
    State.NOT_APPLICABLE: say("not applicable"),
    State.UNDETERMINED: say("undetermined"),
}
#: Which figures a part looks at, in English and in Chinese.
_TIMES: Mapping[TimeBasis | None, tuple[str, str]] = {
    None: ("", ""),
    TimeBasis.PERIOD: (", of the period", "（当期）"),
    TimeBasis.TO_DATE: (", to date", "（截至当期累计）"),
    TimeBasis.END: (", at the end", "（期末）"),
}


def _figure(term: Term, readings: Iterable[Reading], span: Period) -> str:
    """Spell a term with what the readings count for in the place of the series."""
    if isinstance(term, Constant):
        return plain(term.number)
    if isinstance(term, Aggregate):
        values = (
            str(reading.value)
            if reading.period in span
            else f"{reading.value} × {reading.share(span)}"
            for reading in readings
            if reading.series == term.series
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
    for reading in readings:
        said = f"{reading.name} = {reading.value}" + (
            f" ({reading.evidence})" if reading.evidence else ""
        )
        old, inside, days = reading.supersedes, reading.period & span, reading.period.days
        part = inside.days if inside and inside.days < days else None
        yield both(
            f"  {en} {said}"
            + (f", of which {part} of {days} days" if part else "")
            + (f", supersedes {old}" if old else ""),
            f"  {zh} {said}"
            + (f"，其中 {days} 天中的 {part} 天" if part else "")
            + (f"，替代 {old}" if old else ""),
        )


def _bands(part: PolicyPart, system: ManagementSystem) -> Text:
    """Spell the bands of a part with their edges, and as the document prints them."""

    def spelled(lang: str, colon: str, beyond: str) -> Iterator[str]:
        for band in part.bands:
            edge = f"{'≤' if band.closed else '<'} {band.up_to}" if band.up_to else beyond
            printed = f" [{band.printed}]" if band.printed and band.printed != edge else ""
            response = named(band.called_for(system.known_responses))
            yield f"{edge}{printed}{colon}{response.read(lang)}"

    one = len(part.bands) == 1
    return both(
        "; ".join(spelled("en", ": ", "any miss" if one else "beyond")),
        "；".join(spelled("zh", "：", "任何未达成" if one else "超出")),
    )


def _held_against(miss: Miss, basis: Basis, size: str) -> str:
    """Spell the division of a miss by what it is held against, and what that comes to."""
    if basis is Basis.RELATIVE_TO_TARGET:
        return f"{miss.amount} / {miss.reference} = {size}"
    if basis is Basis.RELATIVE_TO_REQUIRED_CHANGE:
        return f"{miss.amount} / {miss.required_change} = {size}"
    return size if size.startswith(str(miss.amount)) else f"{miss.amount} = {size}"


def _lines(verdict: Verdict, system: ManagementSystem) -> Iterator[Text]:
    objective = next(one for one in system.objectives if one.id == verdict.objective)
    where = f" @ {verdict.site}" if verdict.site else ""
    asked = name_span(verdict.period, system.period)
    yield say(
        "{id}{where}, {asked}, as of {on}: {statement}",
        id=objective.id,
        where=where,
        asked=asked,
        on=verdict.on,
        statement=objective.statement,
    )
    if clauses := _clauses(system):
        yield say("  clauses: {clauses}", clauses=clauses)
    span = verdict.over or verdict.period
    if verdict.over:
        over = name_span(verdict.over, system.period)
        yield say("  figures of {over}", over=over)
    yield from _read(verdict.readings, span, "reading", "记录")
    formula = objective.measure.formula
    if verdict.actual is not None:
        shown = (verdict.worst,) if verdict.worst else verdict.readings
        actual = work_out(verdict.actual, limits(verdict.target))
        figures = f"{formula} = {_figure(formula.term, shown, span)} = {actual}"
        yield say("  actual: {figures}", figures=figures)
    yield from _baseline(verdict, objective)
    final = _target(verdict.final, verdict, objective)
    yield say("  target: {final}", final=final)
    if verdict.share is not None and verdict.target != verdict.final:
        part = _target(verdict.target, verdict, objective)
        yield say(
            "  for {share} of {period}: {part}",
            share=verdict.share,
            period=system.period,
            part=part,
        )
    yield from _answers(verdict, system, objective)
    state = STATES[verdict.state]
    why = verdict.reason
    yield both(
        f"  verdict: {state.read('en')}" + (f", {why.read('en')}" if why else ""),
        f"  结论：{state.read('zh')}" + (f"，{why.read('zh')}" if why else ""),
    )
    yield from _outlook(verdict)


def _target(target: Target, verdict: Verdict, objective: Objective) -> Text:
    """Spell a target exactly, with what is no finite decimal rounded beside it."""
    beside = [] if verdict.actual is None else [verdict.actual]
    since = objective.baseline.period if objective.baseline else None
    return spell_target(target, since, lambda one: work_out(one, beside))


def _baseline(verdict: Verdict, objective: Objective) -> Iterator[Text]:
    """Spell the baseline, with its own readings where it was computed from them."""
    if verdict.baseline is None or objective.baseline is None:
        return
    span, readings = objective.baseline.period, verdict.baseline_readings
    formula = objective.measure.formula
    yield from _read(readings, span, "reading of the baseline", "基准记录")
    worked = f"{formula} = {_figure(formula.term, readings, span)} = " if readings else ""
    value = work_out(verdict.baseline)
    yield say("  baseline: {worked}{value}", worked=worked, value=value)


def _deviation(
    actual: Quantity | None, target: Target, basis: Basis, edges: Iterable[Quantity] = ()
) -> Iterator[Text]:
    """Spell the miss of each bound by itself; the largest is that of the verdict."""
    if actual is None:
        return
    for bound in target.bounds:
        if bound.kind is TargetKind.DONE_BY:
            continue
        own = deviation_of(Target((bound,)), actual, basis)
        miss = bound.miss(actual)
        if miss is not None and isinstance(own, Deviation):
            size = work_out_deviation(own, edges)
            en, zh = (_held_against(miss, basis, size.read(lang)) for lang in ("en", "zh"))
            yield both(
                f"  deviation {BASES[basis].read('en')}: {en}",
                f"  偏离（{BASES[basis].read('zh')}）：{zh}",
            )


def _answers(verdict: Verdict, system: ManagementSystem, objective: Objective) -> Iterator[Text]:
    """Spell what each part of the policy in force says of a miss, and what that calls for."""
    if not verdict.answers and verdict.basis and verdict.state is State.MISSED:
        yield from _deviation(verdict.actual, verdict.target, verdict.basis)
    told: set[Text] = set()
    for answer in verdict.answers:
        lines = [line for line in _held(answer, verdict, system) if line not in told]
        told.update(lines)
        yield from lines
        label = _label(answer.part, system, objective)
        bands = _bands(answer.part, system)
        yield say("  {label}: {bands}", label=label, bands=bands)
        yield from _said(answer, verdict, system)
    called_for = responded(verdict, system)
    if called_for is not None:
        yield say("  response: {called_for}", called_for=called_for)


def _held(answer: PolicyAnswer, verdict: Verdict, system: ManagementSystem) -> Iterator[Text]:
    """Spell the figures that a part looks at, where they are not the verdict's, and their deviation."""
    if answer.over != verdict.over and answer.actual is not None:
        over = name_span(answer.over or verdict.period, system.period)
        value = work_out(answer.actual, limits(answer.target))
        target = spell_target(answer.target)
        yield say(
            "  figures of {over}: {value} against {target}", over=over, value=value, target=target
        )
    edges = [band.up_to for band in answer.part.bands if band.up_to is not None]
    if answer.deviation is not None and not answer.run:
        yield from _deviation(answer.actual, answer.target, answer.deviation.basis, edges)
    elif answer.deviation is not None:
        size, basis = work_out_deviation(answer.deviation, edges), BASES[answer.deviation.basis]
        yield say("  least deviation of the run, {basis}: {size}", basis=basis, size=size)


def _label(part: PolicyPart, system: ManagementSystem, objective: Objective) -> Text:
    """Say whose a part of the policy is, of which figures and of how many misses in a row."""
    own, shared = objective.deviation_policy, system.deviation_policy
    whose = say("policy")
    replaced = objective.replaces_deviation_policy
    if own is not None and (shared is None or replaced or part not in shared.parts):
        whose = both(
            "policy of the objective" + (", in the place of the system's" if replaced else ""),
            "目标的处置规则" + ("（替代体系规则）" if replaced else ""),
        )
    elif own is not None:
        whose = say("policy of the system")
    time = _TIMES[part.time_basis]
    run = part.misses > 1
    return both(
        whose.read("en") + time[0] + (f", {part.misses} misses in a row" if run else ""),
        whose.read("zh") + time[1] + (f"（连续 {part.misses} 期未达成）" if run else ""),
    )


def _said(answer: PolicyAnswer, verdict: Verdict, system: ManagementSystem) -> Iterator[Text]:
    """Spell what one part calls for, with its reason, the spans of its run, and whether it decides."""
    if answer.run:
        spans = ", ".join(name_span(span, system.period) for span in answer.run)
        yield say("    missed one after another: {spans}", spans=spans)
    if len(verdict.answers) == 1:
        return  # the verdict says the rest
    if not answer.judged:
        yield both(
            f"    not judged: {answer.reason.read('en') if answer.reason else '–'}",
            f"    未判定：{answer.reason.read('zh') if answer.reason else '–'}",
        )
    else:
        response = named(answer.response) if answer.response else say("no response")
        why, decides = answer.reason, answer.response == verdict.response
        yield both(
            f"    calls for: {response.read('en')}"
            + (", which decides" if decides else "")
            + (f"; {why.read('en')}" if why else ""),
            f"    要求：{response.read('zh')}"
            + ("（起决定作用）" if decides else "")
            + (f"；{why.read('zh')}" if why else ""),
        )


def responded(verdict: Verdict, system: ManagementSystem) -> Text | None:
    """Spell what is called for, if anything is: the response, its procedure, its last day, and who is told."""
    response, by = verdict.response, verdict.respond_by
    if response is None:
        return None
    name, procedure = named(response), response.procedure
    tell_en, tell_zh = (system.names(response.tell).read(lang) for lang in ("en", "zh"))
    en = (
        f" ({procedure})" if procedure else "",
        f", by {by}" if by else "",
        f", tell {tell_en}" if tell_en else "",
    )
    zh = (
        f"（{procedure}）" if procedure else "",
        f"，不晚于 {by}" if by else "",
        f"，告知 {tell_zh}" if tell_zh else "",
    )
    return both(name.read("en") + "".join(en), name.read("zh") + "".join(zh))


def _outlook(verdict: Verdict) -> Iterator[Text]:
    outlook = verdict.projection
    if outlook is not None:
        end = spell_quantity(outlook.end, limits(verdict.final))
        yield say("  at the present rate the end is {end}", end=end)
        if outlook.needed is not None:
            rate = spell_quantity(outlook.needed)
            if any(bound.kind in RISING for bound in verdict.final.bounds):
                yield say("  still needed: {rate} a day", rate=rate)
            else:
                yield say("  still possible: {rate} a day", rate=rate)


def explain(verdict: Verdict, system: ManagementSystem, lang: str = "en") -> str:
    """Return a verdict's readings, formula, target, division, band and outlook, a line each.

    Numbers are exact; what is rounded stands behind ``≈``, as long projections do.
    """
    return "\n".join(unbroken(line.read(lang)) for line in _lines(verdict, system)) + "\n"
