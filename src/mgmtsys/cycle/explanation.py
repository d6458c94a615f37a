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
from mgmtsys.system.measure import Formula
from mgmtsys.system.objective import Objective
from mgmtsys.system.policy import Band, PolicyPart, TimeBasis
from mgmtsys.system.reading import Reading
from mgmtsys.system.response import named
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.system.term import Aggregate, Constant, Term
from mgmtsys.system.verdict import PolicyAnswer, State, Verdict
from mgmtsys.values.fiscal import name_span
from mgmtsys.values.message import SEMICOLON
from mgmtsys.values.number import plain
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text, in_a_row, say
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
#: Which figures a part looks at.
_TIMES: Mapping[TimeBasis, Text] = {
    TimeBasis.PERIOD: say("of the period"),
    TimeBasis.TO_DATE: say("to date"),
    TimeBasis.END: say("at the end"),
}


def _figure(term: Term, readings: Iterable[Reading], span: Period) -> Text:
    """Spell a term with what the readings count for in the place of the series."""
    if isinstance(term, Constant):
        return Text(plain(term.number))
    if isinstance(term, Aggregate):
        values = (
            reading.value
            if reading.period in span
            else say("{value} × {share}", value=reading.value, share=reading.share(span))
            for reading in readings
            if reading.series == term.series
        )
        return say("{function}({values})", function=term.aggregation.value, values=in_a_row(values))
    left, right = _figure(term.left, readings, span), _figure(term.right, readings, span)
    return say("({left} {operator} {right})", left=left, operator=term.operator.value, right=right)


def _worked(formula: Formula, readings: Iterable[Reading], span: Period, value: Text) -> Text:
    """Spell a formula, its figures, and what they come to."""
    figures = _figure(formula.term, readings, span)
    return say("{formula} = {figures} = {value}", formula=formula, figures=figures, value=value)


#: What the clauses ask that a verdict answers.
_ANSWERED = frozenset({"objective.monitored", "objective.evaluation_method"})


def _clauses(system: ManagementSystem) -> list[str]:
    """Name the clauses under which objectives are monitored and evaluated."""
    return [
        f"{standard.id}/{clause.number}"
        for standard in system.standards
        for clause in standard.requirements()
        if not _ANSWERED.isdisjoint(clause.asks)
    ]


def _read(reading: Reading, span: Period) -> Text:
    """Spell a reading with what shows it, what part of it counts, and what it corrects."""
    said = say("{name} = {value}", name=reading.name, value=reading.value)
    if reading.evidence:
        said = say("{reading} ({evidence})", reading=said, evidence=reading.evidence)
    inside, days = reading.period & span, reading.period.days
    if inside and inside.days < days:
        said = say(
            "{reading}, of which {part} of {days} days", reading=said, part=inside.days, days=days
        )
    if reading.supersedes:
        said = say("{reading}, supersedes {old}", reading=said, old=reading.supersedes)
    return said


def _edge(part: PolicyPart, band: Band) -> Text:
    """Spell up to where a band goes."""
    if band.up_to is not None:
        return say("{sign} {goal}", sign="≤" if band.closed else "<", goal=band.up_to)
    return say("any miss") if len(part.bands) == 1 else say("beyond")


def _bands(part: PolicyPart, system: ManagementSystem) -> Text:
    """Spell the bands of a part with their edges, and as the document prints them."""
    spelled = []
    for band in part.bands:
        edge, printed = _edge(part, band), band.printed
        if printed and printed != str(edge):
            edge = say("{edge} [{printed}]", edge=edge, printed=printed)
        response = named(band.called_for(system.known_responses))
        spelled.append(say("{edge}: {response}", edge=edge, response=response))
    return in_a_row(spelled, SEMICOLON)


def _held_against(miss: Miss, basis: Basis, size: Text) -> Text:
    """Spell the division of a miss by what it is held against, and what that comes to."""
    whole = {
        Basis.RELATIVE_TO_TARGET: miss.reference,
        Basis.RELATIVE_TO_REQUIRED_CHANGE: miss.required_change,
    }.get(basis)
    if whole is not None:
        return say("{amount} / {whole} = {size}", amount=miss.amount, whole=whole, size=size)
    if str(size).startswith(str(miss.amount)):
        return size
    return say("{amount} = {size}", amount=miss.amount, size=size)


def _lines(verdict: Verdict, system: ManagementSystem) -> Iterator[Text]:
    objective = next(known for known in system.objectives if known.id == verdict.objective)
    where = f" @ {verdict.site}" if verdict.site else ""
    yield say(
        "{objective}, {period}, as of {day}: {statement}",
        objective=f"{objective.id}{where}",
        period=name_span(verdict.period, system.period),
        day=verdict.on,
        statement=objective.statement,
    )
    if clauses := _clauses(system):
        yield say("clauses: {clauses}", clauses=in_a_row(clauses))
    span = verdict.over or verdict.period
    if verdict.over:
        yield say("figures of {period}", period=name_span(verdict.over, system.period))
    for reading in verdict.readings:
        yield say("reading {reading}", reading=_read(reading, span))
    formula = objective.measure.formula
    if verdict.actual is not None:
        shown = (verdict.worst,) if verdict.worst else verdict.readings
        actual = work_out(verdict.actual, limits(verdict.target))
        yield say("actual: {figures}", figures=_worked(formula, shown, span, actual))
    yield from _baseline(verdict, objective)
    yield say("target: {target}", target=_target(verdict.final, verdict, objective))
    if verdict.share is not None and verdict.target != verdict.final:
        yield say(
            "for {share} of {period}: {target}",
            share=verdict.share,
            period=system.period,
            target=_target(verdict.target, verdict, objective),
        )
    yield from _answers(verdict, system, objective)
    state = STATES[verdict.state]
    if verdict.reason:
        yield say("verdict: {state}, {reason}", state=state, reason=verdict.reason)
    else:
        yield say("verdict: {state}", state=state)
    yield from _outlook(verdict)


def _target(target: Target, verdict: Verdict, objective: Objective) -> Text:
    """Spell a target exactly, with what is no finite decimal rounded beside it."""
    beside = [] if verdict.actual is None else [verdict.actual]
    since = objective.baseline.period if objective.baseline else None
    return spell_target(target, since, lambda limit: work_out(limit, beside))


def _baseline(verdict: Verdict, objective: Objective) -> Iterator[Text]:
    """Spell the baseline, with its own readings where it was computed from them."""
    if verdict.baseline is None or objective.baseline is None:
        return
    span, readings = objective.baseline.period, verdict.baseline_readings
    formula = objective.measure.formula
    for reading in readings:
        yield say("reading of the baseline {reading}", reading=_read(reading, span))
    value = work_out(verdict.baseline)
    figures = _worked(formula, readings, span, value) if readings else value
    yield say("baseline: {figures}", figures=figures)


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
            size = _held_against(miss, basis, work_out_deviation(own, edges))
            yield say("deviation {basis}: {size}", basis=BASES[basis], size=size)


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
        yield say("{policy}: {bands}", policy=label, bands=bands)
        yield from (say("  {line}", line=line) for line in _said(answer, verdict, system))
    called_for = responded(verdict, system)
    if called_for is not None:
        yield say("response: {response}", response=called_for)


def _held(answer: PolicyAnswer, verdict: Verdict, system: ManagementSystem) -> Iterator[Text]:
    """Spell the figures that a part looks at, where they are not the verdict's, and their deviation."""
    if answer.over != verdict.over and answer.actual is not None:
        over = name_span(answer.over or verdict.period, system.period)
        value = work_out(answer.actual, limits(answer.target))
        target = spell_target(answer.target)
        yield say(
            "figures of {period}: {value} against {target}", period=over, value=value, target=target
        )
    edges = [band.up_to for band in answer.part.bands if band.up_to is not None]
    if answer.deviation is not None and not answer.run:
        yield from _deviation(answer.actual, answer.target, answer.deviation.basis, edges)
    elif answer.deviation is not None:
        size, basis = work_out_deviation(answer.deviation, edges), BASES[answer.deviation.basis]
        yield say("least deviation of the run, {basis}: {size}", basis=basis, size=size)


def _label(part: PolicyPart, system: ManagementSystem, objective: Objective) -> Text:
    """Say whose a part of the policy is, of which figures and of how many misses in a row."""
    own, shared = objective.deviation_policy, system.deviation_policy
    label = say("policy")
    if own is not None and objective.replaces_deviation_policy:
        label = say("policy of the objective, in place of the system's")
    elif own is not None and (shared is None or part not in shared.parts):
        label = say("policy of the objective")
    elif own is not None:
        label = say("policy of the system")
    if part.time_basis is not None:
        label = say("{policy}, {figures}", policy=label, figures=_TIMES[part.time_basis])
    if part.misses > 1:
        label = say("{policy}, {misses} misses in a row", policy=label, misses=part.misses)
    return label


def _said(answer: PolicyAnswer, verdict: Verdict, system: ManagementSystem) -> Iterator[Text]:
    """Spell what one part calls for, with its reason, the spans of its run, and whether it decides."""
    if answer.run:
        spans = in_a_row(name_span(span, system.period) for span in answer.run)
        yield say("missed in a row: {spans}", spans=spans)
    if len(verdict.answers) == 1:
        return  # the verdict says the rest
    if not answer.judged:
        yield say("not judged: {reason}", reason=answer.reason or "–")
        return
    line = say(
        "calls for: {response}",
        response=named(answer.response) if answer.response else say("no response"),
    )
    if answer.response == verdict.response:
        line = say("{line}, which decides", line=line)
    if answer.reason:
        line = say("{line}; {reason}", line=line, reason=answer.reason)
    yield line


def responded(verdict: Verdict, system: ManagementSystem) -> Text | None:
    """Spell what is called for, if anything is: the response, its procedure, its last day, and who is told."""
    response, by = verdict.response, verdict.respond_by
    if response is None:
        return None
    said = named(response)
    if response.procedure:
        said = say("{response} ({procedure})", response=said, procedure=response.procedure)
    if by:
        said = say("{response}, by {day}", response=said, day=by)
    if response.tell:
        said = say("{response}, tell {parties}", response=said, parties=system.names(response.tell))
    return said


def _outlook(verdict: Verdict) -> Iterator[Text]:
    outlook = verdict.projection
    if outlook is not None:
        end = spell_quantity(outlook.end, limits(verdict.final))
        yield say("at the present rate, the end value is {end}", end=end)
        if outlook.needed is not None:
            rate = spell_quantity(outlook.needed)
            if any(bound.kind in RISING for bound in verdict.final.bounds):
                yield say("still needed: {rate} per day", rate=rate)
            else:
                yield say("still allowed: {rate} per day", rate=rate)


def explain(verdict: Verdict, system: ManagementSystem, lang: str = "en") -> str:
    """Return a verdict's readings, formula, target, division, band and outlook, a line each.

    Numbers are exact; what is rounded stands behind ``≈``, as long projections do.
    """
    head, *body = (unbroken(line.read(lang)) for line in _lines(verdict, system))
    return "\n  ".join([head, *body]) + "\n"
