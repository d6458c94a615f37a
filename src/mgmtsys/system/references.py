"""Whether everything that a system's parts refer to is there, and whether their units fit."""

from __future__ import annotations

import functools
import graphlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from mgmtsys.standard.adoption import Editions
from mgmtsys.standard.clause import ClauseRef, Standard
from mgmtsys.system.deviation import Basis
from mgmtsys.system.document import Evidence, Procedure, Training
from mgmtsys.system.finding import Exclusion, Waiver
from mgmtsys.system.measure import Formula, Series
from mgmtsys.system.measuring import measuring_problems
from mgmtsys.system.monitoring import Monitoring
from mgmtsys.system.objective import Indicator, Objective, Programme
from mgmtsys.system.party import Party
from mgmtsys.system.policy import DeviationPolicy
from mgmtsys.system.raci import RaciMatrix
from mgmtsys.system.response import BUILT_IN, Response
from mgmtsys.system.term import Aggregation
from mgmtsys.values.exceptions import Problem, problems_of
from mgmtsys.values.naming import alike, fault_of, likeness
from mgmtsys.values.number import plain
from mgmtsys.values.units import Unit

#: The fields whose members are looked at one by one, with the noun that messages call a member.
PARTS: Mapping[str, tuple[str, str]] = {
    "standards": ("standard", "标准"),
    "parties": ("party", "人员或部门"),
    "sites": ("site", "场所"),
    "activities": ("activity", "活动"),
    "raci": ("cell", "单元格"),
    "policy": ("policy statement", "方针条目"),
    "aspects": ("aspect", "环境因素"),
    "obligations": ("obligation", "合规义务"),
    "risks": ("risk or opportunity", "风险或机遇"),
    "series": ("series", "数据序列"),
    "objectives": ("objective", "目标"),
    "responses": ("response", "应对"),
    "deviation_policy": ("policy", "偏离处置规则"),
    "indicators": ("indicator", "指标"),
    "monitoring": ("monitoring", "监视"),
    "procedures": ("procedure", "程序"),
    "forms": ("form", "表单"),
    "training": ("training", "培训"),
    "evidence": ("evidence", "证据"),
    "waivers": ("waiver", "豁免"),
    "exclusions": ("exclusion", "不适用条款"),
}
#: The fields that hold one value and not many.
SINGLE = ("raci", "deviation_policy")
#: Ids that name a column of the clause matrix must differ from each other.
_COLUMNS = ("objectives", "procedures", "forms")
#: The columns that the clause matrix keeps for the system as a whole, and for the checks.
SYSTEM_COLUMN, CHECKS_COLUMN = "system", "checks"

_Path = tuple[str, ...]


@attrs.frozen
class _Known:
    """What is declared, by field."""

    ids: Mapping[str, frozenset[str]]
    units: Mapping[str, Unit]
    standards: Mapping[str, Standard]
    #: Whether some catalogue could not be read, so that nobody knows which edition it is of.
    unread: bool
    sections: Mapping[str, frozenset[str]]
    #: The policy of the system, where it has one.
    policy: DeviationPolicy | None

    def missing(self, path: _Path, field: str, ids: Iterable[str | None]) -> Iterator[Problem]:
        known = self.ids[field]
        en, zh = PARTS[field]
        for id in ids:
            if id is not None and id not in known:
                yield Problem(
                    path,
                    f"no {en} {id!r} is declared: expected one listed under {field}",
                    f"未声明{zh} {id!r}：应列在 {field} 之下",
                )

    @functools.cached_property
    def editions(self) -> Editions:
        """The catalogues side by side."""
        return Editions(tuple(self.standards.values()))

    def no_clause(self, path: _Path, clause: ClauseRef) -> Iterator[Problem]:
        if self.editions.reach(clause):
            return
        if clause.standard not in self.ids["standards"]:
            if not self.unread:
                yield from self.missing(path, "standards", (clause.standard,))
        elif clause.standard in self.standards:
            yield from problems_of(self.standards[clause.standard].unknown(clause.number), path)

    def no_section(self, path: _Path, document: str, section: str | None) -> Iterator[Problem]:
        """Yield a section that a procedure does not list; one that lists none is not held to it."""
        listed = self.sections.get(document)
        if listed and section is not None and section not in listed:
            yield Problem(
                (*path, "section"),
                f"{document} has no section {section!r}: expected one that it lists",
                f"{document} 没有第 {section} 节：应为其所列章节",
            )

    def no_requirement(self, path: _Path, clause: ClauseRef) -> Iterator[Problem]:
        for one in self.editions.listed((clause,))[:1]:
            standard = self.standards[one.standard]
            if not any(item.is_requirement for item in standard):
                yield Problem(path, *_headings_alone(standard.id))
                return
            # A number that is printed over items stands for no item of its own.
            if one.number not in standard or not standard[one.number].is_requirement:
                yield Problem(
                    path,
                    f"{clause} asks for nothing itself: expected the items that are answered",
                    f"{clause} 本身不是要求：应写明所对应的条目",
                )


def _headings_alone(edition: str) -> tuple[str, str]:
    """Return why no evidence speaks for an edition of which only headings are known, and what does."""
    en = (
        f"{edition} lists headings alone, for which no evidence speaks: expected an item of a catalogue "
        f"of your own, based_on: {edition}, whose changes list what it asks"
    )
    return (
        en,
        f"{edition} 只列标题，证据无从对应：应为自编目录中的条目：based_on: {edition}，在 changes 中列出各项要求",
    )


def find_problems(
    parts: Mapping[str, Iterable[Any]], also: Mapping[str, Iterable[str]] | None = None
) -> Iterator[Problem]:
    """Yield every reference to nothing and every unit that does not fit, in the order of the fields.

    ``parts`` are the members of each field of a system by the field's name, ``None`` in the place
    of one that could not be understood; ``also`` are the ids of those, which count as declared, so
    that one mistake is not reported twice.
    """
    spared = dict(also or {})
    spared["responses"] = (*spared.get("responses", ()), *(one.id for one in BUILT_IN))
    known = _Known(
        ids={
            field: frozenset(id for one in parts[field] if (id := getattr(one, "id", "")))
            | frozenset(spared.get(field, ()))
            for field in PARTS
        },
        units={one.id: one.unit for one in parts["series"] if isinstance(one, Series)},
        standards={one.id: one for one in parts["standards"] if isinstance(one, Standard)},
        unread=None in parts["standards"],
        sections={
            one.id: frozenset(section.number for section in one.sections)
            for one in parts["procedures"]
            if isinstance(one, Procedure)
        },
        policy=next(
            (one for one in parts["deviation_policy"] if isinstance(one, DeviationPolicy)), None
        ),
    )
    yield from _twice(parts)
    yield from _divided(parts)
    yield from _ranks(parts["responses"])
    yield from _cycles(
        {one.id: one.member_of for one in parts["parties"] if isinstance(one, Party)}
    )
    for field in PARTS:
        for index, member in enumerate(parts[field]):
            path = (field, getattr(member, "id", "") or str(index))
            match member:
                case RaciMatrix():
                    yield from known.missing((field,), "activities", member.activities)
                    yield from known.missing((field,), "parties", member.parties)
                case Party():
                    yield from known.missing((*path, "member_of"), "parties", member.member_of)
                case Objective():
                    yield from _objective(path, member, known)
                case DeviationPolicy():
                    yield from _policy((field,), member, known)
                case Response():
                    yield from known.missing((*path, "tell"), "parties", member.tell)
                    yield from known.missing(
                        (*path, "procedure"), "procedures", (member.procedure,)
                    )
                case Series():
                    yield from known.missing(
                        (*path, "procedure"), "procedures", (member.procedure,)
                    )
                case Indicator():
                    yield from known.missing((*path, "owner"), "parties", (member.owner,))
                case Monitoring():
                    yield from known.missing((*path, "responsible"), "parties", member.responsible)
                    yield from known.missing((*path, "forms"), "forms", member.forms)
                    yield from known.missing((*path, "activity"), "activities", (member.activity,))
                case Procedure():
                    yield from _procedure(path, member, known)
                case Training():
                    yield from known.missing((*path, "audience"), "parties", member.audience)
                case Evidence():
                    yield from _evidence(path, member, known)
                case Waiver():
                    yield from known.missing((*path, "approver"), "parties", (member.approver,))
                    if member.clause:
                        yield from known.no_clause((*path, "clause"), member.clause)
                        subject = member.subject and member.subject.removeprefix("objectives.")
                        yield from known.missing((*path, "subject"), "objectives", (subject,))
                case Exclusion():
                    yield from known.no_clause((*path, "clause"), member.clause)
                    yield from known.missing(
                        (*path, "objective"), "objectives", (member.objective,)
                    )


def _twice(parts: Mapping[str, Iterable[Any]]) -> Iterator[Problem]:
    columns = dict.fromkeys((SYSTEM_COLUMN, CHECKS_COLUMN), "clause matrix")
    for field in PARTS:
        seen: dict[str, None] = {}
        for index, member in enumerate(parts[field]):
            id = getattr(member, "id", None)
            if id is None:
                continue
            if fault := fault_of(id):
                yield Problem((field, id if id.strip() else str(index)), *fault)
            elif id in seen or (field in _COLUMNS and id in columns):
                where = field if id in seen else columns[id]
                yield Problem(
                    (field, id),
                    f"{id!r} is already in use ({where}): expected an id of its own",
                    f"{id!r} 已被使用（{where}）：应另取编号",
                )
            seen[id] = None
            if field in _COLUMNS:
                columns.setdefault(id, field)
        for id, other in alike(seen):
            yield Problem((field, id), *likeness(id, other))


def _divided(parts: Mapping[str, Iterable[Any]]) -> Iterator[Problem]:
    """Yield the series that are divided by days and of which anything but the sum is taken."""
    divided = {one.id for one in parts["series"] if isinstance(one, Series) and one.divide}
    for objective in parts["objectives"]:
        if isinstance(objective, Objective):
            each = any(bound.each for bound in objective.target.bounds)
            for one in dict.fromkeys(objective.measure.formula.aggregates):
                if one.series in divided and (each or one.aggregation is not Aggregation.SUM):
                    taken = f"each {one.series}" if each else str(Formula(one))
                    yield Problem(
                        ("series", one.series, "divide"),
                        f"{objective.id} takes {taken}: expected a series that is summed, since no other "
                        "figure has parts",
                        f"{objective.id} 取 {taken}：只有求和的序列才能划分",
                    )


def _cycles(members: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Yield the first party found that belongs to itself by way of others."""
    try:
        graphlib.TopologicalSorter(members).prepare()
    except graphlib.CycleError as error:
        chain = " → ".join(reversed(error.args[1]))
        yield Problem(
            ("parties", error.args[1][0], "member_of"),
            f"a party belongs to itself: {chain}; expected no cycle",
            f"隶属关系成环：{chain}；不应隶属于自身",
        )


def _objective(path: _Path, objective: Objective, known: _Known) -> Iterator[Problem]:
    for field, name, ids in (
        ("parties", "responsible", objective.responsible),
        ("parties", "functions", objective.functions),
        ("aspects", "aspects", objective.aspects),
        ("obligations", "obligations", objective.obligations),
        ("risks", "risks", objective.risks),
        ("policy", "policy", objective.policy),
        ("sites", "sites", objective.sites),
    ):
        yield from known.missing((*path, name), field, ids)
    for communication in objective.communications:
        yield from known.missing((*path, "communications"), "parties", communication.to)
    series = objective.measure.formula.series
    yield from known.missing((*path, "measure", "formula"), "series", series)
    policy = objective.policy_under(known.policy)
    yield from measuring_problems(path, objective, known.units, policy)
    if objective.deviation_policy is not None:
        yield from _policy((*path, "deviation_policy"), objective.deviation_policy, known)
        yield from _edges((*path, "deviation_policy"), objective.deviation_policy, objective)
    elif objective.replaces_deviation_policy:
        yield Problem(
            (*path, "replaces_deviation_policy"),
            "nothing takes the place of the system's policy: expected a deviation_policy of its own",
            "没有可替代体系规则的自有规则：应写明 deviation_policy",
        )
    if objective.programme is not None:
        yield from _programme((*path, "programme"), objective.programme, known)


def _policy(path: _Path, policy: DeviationPolicy, known: _Known) -> Iterator[Problem]:
    for where, part in policy.placed():
        for index, band in enumerate(part.bands):
            here = (*path, *where, "bands", str(index))
            yield from known.missing((*here, "response"), "responses", (band.response,))
            yield from known.missing((*here, "procedure"), "procedures", (band.procedure,))
            yield from known.missing((*here, "tell"), "parties", band.tell)


def _edges(path: _Path, policy: DeviationPolicy, objective: Objective) -> Iterator[Problem]:
    """Yield the absolute edges of an objective's own policy that measure something else than it does."""
    unit = objective.measure.unit
    for where, part in policy.placed():
        edge = part.bands[0].up_to
        if edge is None or part.basis is not Basis.ABSOLUTE:
            continue
        if not edge.unit.is_compatible_with(unit):
            yield Problem(
                (*path, *where, "bands"),
                f"the edge {edge} does not fit a measure in {unit}: expected that unit",
                f"边界 {edge} 与以 {unit} 计的测量不符：应使用该单位",
            )


def _ranks(responses: Iterable[Any]) -> Iterator[Problem]:
    """Yield two responses of one rank, and a built-in one of another rank than its own."""
    own = [one for one in responses if isinstance(one, Response)]
    built_in = {one.id: one.rank for one in BUILT_IN}
    holders = {one.rank: one.id for one in BUILT_IN}
    for one in own:
        if one.id in built_in and one.rank != built_in[one.id]:
            yield Problem(
                ("responses", one.id, "rank"),
                f"the rank of {one.id} is {built_in[one.id]}: expected that, or none",
                f"{one.id} 的等级为 {built_in[one.id]}：应写该等级或不写",
            )
        elif holders.setdefault(one.rank, one.id) != one.id:
            yield Problem(
                ("responses", one.id, "rank"),
                f"{holders[one.rank]} has the rank {plain(one.rank)}: expected one of its own",
                f"等级 {plain(one.rank)} 已属于 {holders[one.rank]}：应另取等级",
            )


def _programme(path: _Path, programme: Programme, known: _Known) -> Iterator[Problem]:
    yield from known.missing((*path, "departments"), "parties", programme.departments)
    yield from known.missing((*path, "responsible"), "parties", programme.responsible)
    for index, action in enumerate(programme.actions):
        yield from known.missing(
            (*path, "actions", str(index), "responsible"), "parties", action.responsible
        )
    for index, milestone in enumerate(programme.milestones):
        yield from known.missing(
            (*path, "milestones", str(index), "responsible"), "parties", milestone.responsible
        )
    for index, indicator in enumerate(programme.indicators):
        yield from known.missing(
            (*path, "indicators", str(index), "owner"), "parties", (indicator.owner,)
        )
    for index, verification in enumerate(programme.verifications):
        yield from known.missing(
            (*path, "verifications", str(index), "form"), "forms", (verification.form,)
        )


def _procedure(path: _Path, procedure: Procedure, known: _Known) -> Iterator[Problem]:
    for name, relations in (("related", procedure.related), ("refers_to", procedure.refers_to)):
        for index, relation in enumerate(relations):
            where = (*path, name, str(index))
            yield from known.missing((*where, "procedure"), "procedures", (relation.procedure,))
            yield from known.no_section(where, relation.procedure, relation.section)
    for index, approval in enumerate(procedure.approvals):
        yield from known.missing(
            (*path, "approvals", str(index), "parties"), "parties", approval.parties
        )


def _evidence(path: _Path, evidence: Evidence, known: _Known) -> Iterator[Problem]:
    for clause in evidence.clauses:
        yield from known.no_clause((*path, "clauses"), clause)
        yield from known.no_requirement((*path, "clauses"), clause)
    yield from known.missing((*path, "objectives"), "objectives", evidence.objectives)
    if evidence.document not in known.ids["procedures"] | known.ids["forms"]:
        yield Problem(
            (*path, "document"),
            f"no document {evidence.document!r} is declared: expected one listed under procedures "
            "or forms",
            f"未声明文件 {evidence.document!r}：应列在 procedures 或 forms 之下",
        )
    yield from known.no_section(path, evidence.document, evidence.section)
