"""A sample as a sheet that people read and as JSON for other tools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from fractions import Fraction

from mgmtsys.fieldwork.conclusion import ConclusionGround, PartBounds, RiskSide, SampleConclusion
from mgmtsys.fieldwork.drawing import Sample
from mgmtsys.fieldwork.population import Population
from mgmtsys.fieldwork.sample_size import AttributeMethod, AuditStage, SampleSize
from mgmtsys.fieldwork.sampling import Allocation, InformationSource, SamplingPlan, SelectionKind
from mgmtsys.fieldwork.strata import SampledPart
from mgmtsys.values.message import SEMICOLON
from mgmtsys.values.number import near_percent, percent, plain
from mgmtsys.values.table import Cell, CellKind, Column, Fact, Sheet, Shown, Table
from mgmtsys.values.text import Text, in_a_row, say, say_of_many

_WORDS: Mapping[Enum, Text] = {
    InformationSource.INTERVIEW: say("interviews"),
    InformationSource.OBSERVATION: say("observations"),
    InformationSource.RECORDS: say("records"),
    SelectionKind.JUDGEMENT: say("by judgement"),
    SelectionKind.SIMPLE_RANDOM: say("simple random"),
    SelectionKind.STRATIFIED: say("stratified random"),
    SelectionKind.BATCH: say("random by batch"),
    SelectionKind.INTERVAL: say(
        "at an interval, from a random start; the list should have no period, such as shifts"
    ),
    Allocation.PROPORTIONAL: say("in proportion to size"),
    Allocation.EQUAL: say("in equal parts"),
    Allocation.NEYMAN: say("in proportion to size and deviation"),
    Allocation.STATED: say("as stated"),
    AuditStage.INITIAL: say("initial audit"),
    AuditStage.SURVEILLANCE: say("surveillance"),
    AuditStage.RECERTIFICATION: say("recertification"),
    RiskSide.BOTH: say("both bounds"),
    RiskSide.UPPER: say("upper bound"),
    RiskSide.LOWER: say("lower bound"),
    ConclusionGround.SELECTION: say("rests on the random selection alone"),
    ConclusionGround.LIST_ORDER: say(
        "holds where the order of the list has nothing to do with what is looked for"
    ),
    ConclusionGround.WHAT_WAS_SEEN: say("says nothing of units that were not looked at"),
}


def _ruling_out(method: AttributeMethod, kind: SelectionKind) -> Text:
    """Spell what follows where no more deviate than are accepted."""
    rate, accept = percent(method.tolerable), method.accept
    if kind is SelectionKind.BATCH:
        if not accept:
            return say("if no batch deviates, fewer than {rate} of batches do", rate=rate)
        return say_of_many(
            "if at most {count} batch deviates, fewer than {rate} of batches do",
            "if at most {count} batches deviate, fewer than {rate} of batches do",
            count=accept,
            rate=rate,
        )
    if not accept:
        return say("if none deviates, fewer than {rate} of all do", rate=rate)
    return say_of_many(
        "if at most {count} deviates, fewer than {rate} of all do",
        "if at most {count} deviate, fewer than {rate} of all do",
        count=accept,
        rate=rate,
    )


def _method(size: SampleSize | None, kind: SelectionKind) -> Text:
    """Spell the method by which a size was found, with its confidence."""
    if size is None:
        return say("as the selection names or counts them")
    level = f"{plain(100 * size.confidence)}%"
    if size.proportion is not None:
        margin, expected = percent(size.proportion.margin), percent(size.proportion.expected)
        spelled = say(
            "a proportion near {expected} within {margin}, by the normal approximation",
            expected=expected,
            margin=margin,
        )
    elif size.attribute is not None:
        spelled = _ruling_out(size.attribute, kind)
    elif size.sites is not None:
        stage = _WORDS[size.sites]
        spelled = say("square root of the number of sites, {stage}", stage=stage)
    elif size.share is not None:
        share = f"{plain(100 * size.share)}%"
        spelled = say("{share} of the population", share=share)
    else:
        spelled = say("as stated")
    return say("{method}; confidence {level}", method=spelled, level=level)


def _selection(plan: SamplingPlan) -> Text:
    selection = plan.selection
    kind = _WORDS[selection.kind]
    if selection.by is None:
        return kind
    by = say("{kind}, by {column}", kind=kind, column=selection.by)
    if selection.kind is not SelectionKind.STRATIFIED:
        return by
    return in_a_row((by, _WORDS[selection.divided]), SEMICOLON)


def _mix(plan: SamplingPlan) -> Cell:
    if plan.sources is None:
        return None
    weights = plan.sources.weights
    whole = sum(weights.values())
    return tuple(
        say("{source} {weight}", source=_WORDS[source], weight=percent(weight / whole))
        for source, weight in weights.items()
        if weight
    )


def _conduct(plan: SamplingPlan) -> Cell:
    conduct = plan.conduct
    if conduct is None:
        return None
    who = [in_a_row(conduct.by)] if conduct.by else []
    when = [str(conduct.period)] if conduct.period else []
    return (*who, *when, *conduct.against_bias)


def _taken(part: SampledPart, kind: SelectionKind) -> Text:
    if kind is SelectionKind.BATCH:
        taken = say("{taken} of {size} batches", taken=part.taken, size=part.size)
    else:
        taken = say("{taken} of {size}", taken=part.taken, size=part.size)
    if kind is not SelectionKind.JUDGEMENT:
        taken = say(
            "{taken} (each with probability {probability})",
            taken=taken,
            probability=part.probability,
        )
    return taken if part.name is None else say("{label}: {value}", label=part.name, value=taken)


def _facts(sample: Sample) -> Iterator[Fact]:
    """Yield the seven steps of the plan, each with what came of it."""
    plan = sample.plan
    objective = plan.objective
    if plan.clauses:
        objective = say("{what} ({aside})", what=objective, aside=in_a_row(plan.clauses))
    yield say("1 objective"), objective
    yield (
        say("2 population"),
        say(
            "{population}: {size}, fingerprint {fingerprint}",
            population=plan.population,
            size=sample.size,
            fingerprint=sample.fingerprint,
        ),
    )
    yield say("3 sources"), _mix(plan)
    yield say("4 selection"), _selection(plan)
    at_random = plan.selection.kind is not SelectionKind.JUDGEMENT
    parts = [_taken(part, plan.selection.kind) for part in sample.parts]
    method = _method(plan.size, plan.selection.kind)
    yield say("5 size"), (len(sample.units), method, *parts)
    yield say("6 conduct"), _conduct(plan)
    yield say("7 record"), plan.record
    if at_random or plan.sources is not None:
        yield say("seed"), say("{what} ({aside})", what=sample.seed, aside=sample.algorithm)


def _said(
    bounds: PartBounds, level: str | None, kind: SelectionKind, tolerable: tuple[Fraction, ...]
) -> Text:
    """Spell what is known of how many deviate; no rate is rounded onto the tolerable one."""
    low, high = (
        near_percent(Fraction(number, bounds.size), tolerable)
        for number in (bounds.low, bounds.high)
    )
    known = {
        "found": bounds.found,
        "taken": bounds.taken,
        "low": bounds.low,
        "high": bounds.high,
        "size": bounds.size,
        "rates": say("{low} to {high}", low=low, high=high),
        "confidence": say("for certain")
        if level is None or bounds.taken == bounds.size
        else say("confidence {level}", level=level),
    }
    if kind is SelectionKind.BATCH:
        spelled = say(
            "{found} of {taken} batches deviate; from {low} to {high} of {size} do ({rates}), "
            "{confidence}",
            **known,
        )
    else:
        spelled = say(
            "{found} of {taken} units deviate; from {low} to {high} of {size} do ({rates}), "
            "{confidence}",
            **known,
        )
    return (
        spelled
        if bounds.name is None
        else say("{label}: {value}", label=bounds.name, value=spelled)
    )


def _concluded(sample: Sample, conclusion: SampleConclusion) -> Iterator[Fact]:
    confidence = conclusion.confidence
    level = None if confidence is None else f"{plain(100 * confidence)}%"
    kind, size = sample.plan.selection.kind, sample.plan.size
    tolerable = (size.attribute.tolerable,) if size and size.attribute else ()
    yield say("conclusion"), _said(conclusion.total, level, kind, tolerable)
    for rate in tolerable:
        is_ruled_out = conclusion.total.high < rate * conclusion.total.size
        yield (
            say("tolerable rate"),
            say("{rate} is ruled out", rate=percent(rate))
            if is_ruled_out
            else say("{rate} is not ruled out", rate=percent(rate)),
        )
    for stratum in conclusion.strata:
        yield say("stratum"), _said(stratum, level, kind, tolerable)
    yield say("ground"), _WORDS[conclusion.ground]


def sample_sheet(
    sample: Sample, population: Population, conclusion: SampleConclusion | None = None
) -> Sheet:
    """Return a sample as a sheet: the seven steps, what it says where it has been looked at, its units."""
    plan = sample.plan
    others = [column for column in population.columns if column.head != plan.selection.by]
    because = {unit.id: unit.because for unit in plan.selection.units}
    by = Column("group", Text(plan.selection.by)) if plan.selection.by else None
    columns = (
        Column("number", Text("#"), kind=CellKind.NUMBER),
        Column("unit", Text(plan.key), kind=CellKind.IDENTIFIER),
        Column("place", say("place in the list"), kind=CellKind.NUMBER),
        *([by] if by else []),
        Column("source", say("information source")),
        *(Column(_listed(number), Text(column.head)) for number, column in enumerate(others)),
        *([Column("because", say("because"))] if because else []),
    )
    rows: list[dict[str, Cell]] = [
        {
            "number": number,
            "unit": unit.id,
            "place": unit.position,
            "source": Shown(unit.source, _WORDS[unit.source]) if unit.source else None,
            **({"group": unit.group} if by else {}),
            **{_listed(at): column.values[unit.position - 1] for at, column in enumerate(others)},
            **({"because": because[unit.id]} if because else {}),
        }
        for number, unit in enumerate(sample.units, 1)
    ]
    said = () if conclusion is None else tuple(_concluded(sample, conclusion))
    return Sheet.of(say("Sample"), (*_facts(sample), *said), Table(columns, rows))


def _listed(number: int) -> str:
    """Return the id of a column that the list of units brings along."""
    return f"listed.{number}"
