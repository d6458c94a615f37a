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
from mgmtsys.values.number import near, percent, plain
from mgmtsys.values.table import Cell, CellKind, Column, Fact, Sheet, Shown, Table
from mgmtsys.values.text import Text, both, said

_WORDS: Mapping[Enum, Text] = {
    InformationSource.INTERVIEW: both("interview", "访谈"),
    InformationSource.OBSERVATION: both("observation", "观察"),
    InformationSource.RECORDS: both("records", "查阅记录"),
    SelectionKind.JUDGEMENT: both("by judgement", "判断抽样"),
    SelectionKind.SIMPLE_RANDOM: both("simple random", "简单随机抽样"),
    SelectionKind.STRATIFIED: both("stratified random", "分层随机抽样"),
    SelectionKind.BATCH: both("random by batch", "整群（分批）随机抽样"),
    SelectionKind.INTERVAL: both(
        "at an interval, from a random start; the list should have no period, such as shifts",
        "系统（间隔）抽样，随机起点；名单不应有周期，如班次",
    ),
    Allocation.PROPORTIONAL: both("in proportion to size", "按比例分配"),
    Allocation.EQUAL: both("in equal parts", "平均分配"),
    Allocation.NEYMAN: both("in proportion to size and deviation", "奈曼分配"),
    Allocation.STATED: both("as stated", "按规定数量"),
    AuditStage.INITIAL: both("initial audit", "初次审核"),
    AuditStage.SURVEILLANCE: both("surveillance", "监督审核"),
    AuditStage.RECERTIFICATION: both("recertification", "再认证"),
    RiskSide.BOTH: both("both bounds", "双侧"),
    RiskSide.UPPER: both("upper bound", "上限"),
    RiskSide.LOWER: both("lower bound", "下限"),
    ConclusionGround.SELECTION: both("rests on the random selection alone", "仅依据随机抽样"),
    ConclusionGround.LIST_ORDER: both(
        "holds where the order of the list has nothing to do with what is looked for",
        "仅当名单顺序与所查内容无关时成立",
    ),
    ConclusionGround.WHAT_WAS_SEEN: both(
        "says nothing of units that were not looked at", "不涉及未抽取的单元"
    ),
}


def _ruling_out(method: AttributeMethod, kind: SelectionKind) -> Text:
    """Spell what follows where no more deviate than are accepted."""
    rate, accept = percent(method.tolerable), method.accept
    whole, measure, total = (
        ("batches", "批", "各批的") if kind is SelectionKind.BATCH else ("all", "个", "总体的")
    )
    most = f"at most {accept} deviate{'s' if accept == 1 else ''}" if accept else "none deviates"
    return both(
        f"if {most}, fewer than {rate} of {whole} do",
        f"样本中{f'不符合不超过 {accept} {measure}' if accept else '无不符合'}时，可断定{total}不符合率低于 {rate}",
    )


def _method(size: SampleSize | None, kind: SelectionKind) -> Text:
    """Spell the method by which a size was found, with its confidence."""
    if size is None:
        return both("as the selection names or counts them", "由抽样方法确定")
    level = f"{plain(100 * size.confidence)}%"
    if size.proportion is not None:
        margin, expected = percent(size.proportion.margin), percent(size.proportion.expected)
        spelled = both(
            f"a proportion near {expected} within {margin}, by the normal approximation",
            f"估计约 {expected} 的比率，误差 {margin}（正态近似）",
        )
    elif size.attribute is not None:
        spelled = _ruling_out(size.attribute, kind)
    elif size.sites is not None:
        stage = _WORDS[size.sites]
        spelled = both(
            f"square root of the number of sites, {stage.read('en')}",
            f"场所数的平方根，{stage.read('zh')}",
        )
    elif size.share is not None:
        share = f"{plain(100 * size.share)}%"
        spelled = both(f"{share} of the population", f"总体的 {share}")
    else:
        spelled = both("as stated", "按规定数量")
    return both(
        f"{spelled.read('en')}; confidence {level}", f"{spelled.read('zh')}；置信水平 {level}"
    )


def _selection(plan: SamplingPlan) -> Text:
    selection = plan.selection
    kind = _WORDS[selection.kind]
    if selection.by is None:
        return kind
    extra = _WORDS[selection.divided] if selection.kind is SelectionKind.STRATIFIED else None
    en, zh = (f"; {extra.read('en')}", f"；{extra.read('zh')}") if extra else ("", "")
    return both(
        f"{kind.read('en')}, by {selection.by}{en}", f"{kind.read('zh')}，按 {selection.by}{zh}"
    )


def _mix(plan: SamplingPlan) -> Cell:
    if plan.sources is None:
        return None
    weights = plan.sources.weights
    whole = sum(weights.values())
    return tuple(
        both(
            f"{_WORDS[source].read('en')} {percent(weight / whole)}",
            f"{_WORDS[source].read('zh')} {percent(weight / whole)}",
        )
        for source, weight in weights.items()
        if weight
    )


def _conduct(plan: SamplingPlan) -> Cell:
    conduct = plan.conduct
    if conduct is None:
        return None
    who = [both(", ".join(conduct.by), "、".join(conduct.by))] if conduct.by else []
    when = [str(conduct.period)] if conduct.period else []
    return (*who, *when, *conduct.against_bias)


def _taken(part: SampledPart, kind: SelectionKind) -> Text:
    what, measure = (" batches", "批") if kind is SelectionKind.BATCH else ("", "个")
    en, zh = (
        ("", "")
        if kind is SelectionKind.JUDGEMENT
        else (f" (each with probability {part.probability})", f"（概率 {part.probability}）")
    )
    en = f"{part.taken} of {part.size}{what}{en}"
    zh = f"{part.size} {measure}中抽 {part.taken} {measure}{zh}"
    if part.name is None:
        return both(en, zh)
    return both(said(part.name, en, "en"), said(part.name, zh, "zh"))


def _facts(sample: Sample) -> Iterator[Fact]:
    """Yield the seven steps of the plan, each with what came of it."""
    plan = sample.plan
    objective = plan.objective
    if plan.clauses:
        clauses = ", ".join(map(str, plan.clauses))
        objective = both(
            f"{objective.read('en')} ({clauses})", f"{objective.read('zh')}（{clauses}）"
        )
    yield both("1 objective", "1 抽样目的"), objective
    yield (
        both("2 population", "2 抽样总体"),
        both(
            f"{plan.population.read('en')}: {sample.size}, fingerprint {sample.fingerprint}",
            f"{plan.population.read('zh')}：{sample.size} 个，指纹 {sample.fingerprint}",
        ),
    )
    yield both("3 sources", "3 信息来源配比"), _mix(plan)
    yield both("4 selection", "4 抽样方法"), _selection(plan)
    at_random = plan.selection.kind is not SelectionKind.JUDGEMENT
    parts = [_taken(part, plan.selection.kind) for part in sample.parts]
    count = both(str(len(sample.units)), f"{len(sample.units)} 个")
    method = _method(plan.size, plan.selection.kind)
    yield both("5 size", "5 样本大小"), (count, method, *parts)
    yield both("6 conduct", "6 实施抽样"), _conduct(plan)
    yield both("7 record", "7 记录结果"), plan.record
    if at_random or plan.sources is not None:
        en, zh = f"{sample.seed} ({sample.algorithm})", f"{sample.seed}（{sample.algorithm}）"
        yield both("seed", "种子"), both(en, zh)


def _said(
    bounds: PartBounds, level: str | None, kind: SelectionKind, tolerable: tuple[Fraction, ...]
) -> Text:
    """Spell what is known of how many deviate; no rate is rounded onto the tolerable one."""
    is_certain = level is None or bounds.taken == bounds.size
    what, measure = ("batches", "批") if kind is SelectionKind.BATCH else ("units", "个")
    apart = [100 * rate for rate in tolerable]
    low, high = (
        f"{near(Fraction(100 * number, bounds.size), apart)}%"
        for number in (bounds.low, bounds.high)
    )
    spelled = both(
        f"{bounds.found} of {bounds.taken} {what} deviate; from {bounds.low} to {bounds.high} of "
        f"{bounds.size} do ({low} to {high}), {'for certain' if is_certain else f'confidence {level}'}",
        f"{bounds.taken} {measure}中 {bounds.found} {measure}不符合；{bounds.size} {measure}中"
        f"不符合的有 {bounds.low} 至 {bounds.high} {measure}（{low} 至 {high}），"
        f"{'确定' if is_certain else f'置信水平 {level}'}",
    )
    if bounds.name is None:
        return spelled
    return both(*(said(bounds.name, spelled.read(lang), lang) for lang in ("en", "zh")))


def _concluded(sample: Sample, conclusion: SampleConclusion) -> Iterator[Fact]:
    confidence = conclusion.confidence
    level = None if confidence is None else f"{plain(100 * confidence)}%"
    kind, size = sample.plan.selection.kind, sample.plan.size
    tolerable = (size.attribute.tolerable,) if size and size.attribute else ()
    yield both("conclusion", "结论"), _said(conclusion.total, level, kind, tolerable)
    for rate in tolerable:
        is_ruled_out = conclusion.total.high < rate * conclusion.total.size
        yield (
            both("tolerable rate", "可容忍的不符合率"),
            _ruled(percent(rate), is_ruled_out=is_ruled_out),
        )
    for stratum in conclusion.strata:
        yield both("stratum", "分层"), _said(stratum, level, kind, tolerable)
    yield both("ground", "依据"), _WORDS[conclusion.ground]


def _ruled(rate: str, *, is_ruled_out: bool) -> Text:
    if is_ruled_out:
        return both(f"{rate} is ruled out", f"{rate} 已排除")
    return both(f"{rate} is not ruled out", f"{rate} 不能排除")


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
        Column("place", both("place in the list", "名单序号"), kind=CellKind.NUMBER),
        *([by] if by else []),
        Column("source", both("source", "信息来源")),
        *(Column(_listed(number), Text(one.head)) for number, one in enumerate(others)),
        *([Column("because", both("because", "理由"))] if because else []),
    )
    rows: list[dict[str, Cell]] = [
        {
            "number": number,
            "unit": unit.id,
            "place": unit.position,
            "source": Shown(unit.source, _WORDS[unit.source]) if unit.source else None,
            **({"group": unit.group} if by else {}),
            **{_listed(at): one.values[unit.position - 1] for at, one in enumerate(others)},
            **({"because": because[unit.id]} if because else {}),
        }
        for number, unit in enumerate(sample.units, 1)
    ]
    said = () if conclusion is None else tuple(_concluded(sample, conclusion))
    return Sheet.of(both("Sample", "抽样记录"), (*_facts(sample), *said), Table(columns, rows))


def _listed(number: int) -> str:
    """Return the id of a column that the list of units brings along."""
    return f"listed.{number}"
