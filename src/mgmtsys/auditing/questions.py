"""What requirements ask: plain functions from a system, and an objective, to an answer with reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Final, TypeAlias

import attrs

from mgmtsys.auditing.handing import handed
from mgmtsys.auditing.status import Status
from mgmtsys.system.document import FormKind
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.monitoring import MonitoringKind
from mgmtsys.system.objective import Objective
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import UnknownQuestion
from mgmtsys.values.text import Text, both, listed


@attrs.frozen(field_transformer=checked)
class Answer:
    """What was found towards a requirement, what is missing, and what cannot be known.

    ``|`` puts two answers together; it is associative, with ``Answer()`` as identity.
    """

    found: tuple[Text, ...] = ()
    missing: tuple[Text, ...] = ()
    #: What would have to be known before more can be said.
    unknown: tuple[Text, ...] = ()

    @property
    def status(self) -> Status:
        """Evidenced when nothing is missing, a gap when nothing is found, else partial."""
        if self.missing:
            return Status.PARTIAL if self.found else Status.GAP
        if self.unknown:
            return Status.UNDETERMINED
        return Status.EVIDENCED if self.found else Status.GAP

    def __or__(self, other: object) -> Answer:
        """Return everything that either answer says."""
        if not isinstance(other, Answer):
            return NotImplemented
        return Answer(
            self.found + other.found,
            self.missing + other.missing,
            unknown=self.unknown + other.unknown,
        )


_OfObjective: TypeAlias = Callable[[ManagementSystem, Objective, Dossier], Answer]
_OfSystem: TypeAlias = Callable[[ManagementSystem, Dossier], Answer]


def _of_objective(
    given: _OfObjective | Callable[[ManagementSystem, Objective], Answer] | None,
) -> _OfObjective | None:
    return None if given is None else handed(given, "system", "objective")


def _of_system(
    given: _OfSystem | Callable[[ManagementSystem], Answer] | None,
) -> _OfSystem | None:
    return None if given is None else handed(given, "system")


@attrs.frozen(field_transformer=checked)
class Question:
    """A question that requirements ask, of each objective or of the system as a whole.

    A function that takes one value more is handed the :class:`Dossier`, whatever else is known. Raises
    :class:`InvalidField` for a function of another shape.
    """

    name: str
    #: The sentence that is true when all is well.
    sentence: Text
    of_objective: _OfObjective | None = attrs.field(default=None, eq=False, converter=_of_objective)
    of_system: _OfSystem | None = attrs.field(default=None, eq=False, converter=_of_system)

    def __attrs_post_init__(self) -> None:
        """Refuse a question of nothing, or of both."""
        if (self.of_objective is None) is (self.of_system is None):
            raise UnknownQuestion(
                f"{self.name} asks either each objective or the system",
                f"{self.name} 应只问每个目标或整个体系",
            )


def _or_missing(found: tuple[Text, ...], missing: Text) -> Answer:
    return Answer(found) if found else Answer(missing=(missing,))


#: What can be missing, in the words of a report.
_FUNCTION = both("the function or level it is set for", "所属职能或层次")
_ASPECT = both("a link to a significant aspect or an obligation", "与重要环境因素或合规义务的联系")
_RISK = both("a link to a risk or an opportunity", "与风险或机遇的联系")
_POLICY = both("a link to a policy statement", "与方针条目的联系")
_RATE = both("numerator and denominator of the rate", "比率的分子和分母")
_BASELINE = both("the value of the baseline", "基准值")
_TRACKING = both("tracking at stated intervals by a named party", "由指定人员按频次追踪")
_TOLD = both("a record of communicating the objective", "目标沟通的记录")
_UPDATE = both("a rule for updating it within the period", "期间内更新的规则")
_FORM = both("a form that keeps the objectives", "保持目标的表单")
_ACTIONS = both("what will be done", "要做什么")
_RESOURCES = both("what resources are required", "需要什么资源")
_WHO = both("who is responsible", "由谁负责")
_ONE = both("a single owner", "唯一的责任人")
_DATE = both("a completion date", "完成日期")
_YEAR = both("the year of the completion date", "完成日期的年份")
_STEPS = both("steps on the way with their times", "过程步骤及其时间")
_INDICATORS = both("indicators of progress", "监视进展的参数")
_TIMING = both("when results are verified", "验证结果的时机")
_INTEGRATION = both(
    "how the actions are integrated into business processes", "措施如何融入业务过程"
)


def _named(en: str, zh: str, ids: tuple[str, ...]) -> tuple[Text, ...]:
    """Return what is linked, with its ids; nothing where nothing is."""
    return (both(f"{en} {listed(ids, 'en')}", f"{zh} {listed(ids, 'zh')}"),) if ids else ()


def _who(system: ManagementSystem, ids: Iterable[str]) -> tuple[str, str]:
    """Return the names of parties in English and in Chinese."""
    named = tuple(ids)
    return system.names(named, "en"), system.names(named, "zh")


def functions_and_levels(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer at which functions and levels an objective is established."""
    en, zh = _who(system, objective.functions or objective.responsible)
    if objective.functions:
        return Answer((both(f"established at {en}", f"建立于 {zh}"),))
    return Answer((both(f"owner {en}", f"责任人 {zh}"),) if en else (), (_FUNCTION,))


def aspects_and_obligations(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer which significant aspects and which obligations an objective answers to."""
    significant = system.significant_aspects
    serious = tuple(id for id in objective.aspects if id in significant)
    minor = tuple(id for id in objective.aspects if id not in significant)
    found = (
        *_named("significant aspects", "重要环境因素", serious),
        *_named("aspects not marked significant", "未标为重要的环境因素", minor),
        *_named("obligations", "合规义务", objective.obligations),
    )
    return Answer(found, () if serious or objective.obligations else (_ASPECT,))


def risks_and_opportunities(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer which risks and opportunities an objective answers to."""
    return _or_missing(_named("risks and opportunities", "风险和机遇", objective.risks), _RISK)


def policy_link(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer which statements of the policy an objective serves."""
    return _or_missing(_named("policy statements", "方针条目", objective.policy), _POLICY)


def measurable(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer whether an objective's figure can be computed by someone who has only the document."""
    measure = objective.measure
    found = both(f"measure {measure.formula}", f"测量 {measure.formula}")
    missing = []
    if measure.unit.is_ratio and not measure.formula.is_quotient:
        missing.append(_RATE)
    for id in measure.formula.series:
        series = system.series_of(id)
        if series.source is None and series.definition is None:
            missing.append(both(f"what {id} counts, or its source", f"{id} 的口径或来源"))
    if objective.target.needs_baseline and (
        objective.baseline is None or objective.baseline.value is None
    ):
        missing.append(_BASELINE)
    return Answer((found,), tuple(missing))


def monitored(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer whether somebody looks at an objective's progress at stated intervals."""
    found = []
    for look in system.monitoring:
        if look.kind is MonitoringKind.TRACKING and look.frequency and look.responsible:
            en, zh = _who(system, look.responsible)
            found.append(both(f"{look.name.read('en')} ({en})", f"{look.name.read('zh')}（{zh}）"))
    return _or_missing(tuple(found), _TRACKING)


def communicated(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer to whom an objective was made known."""
    told = (_who(system, one.to) for one in objective.communications)
    found = tuple(both(f"communicated to {en}", f"已向 {zh} 沟通") for en, zh in told)
    return _or_missing(found, _TOLD)


def updated(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer when and why an objective is updated."""
    found = (objective.updated,) if objective.updated else ()
    return _or_missing(found, _UPDATE)


def objectives_documented(system: ManagementSystem) -> Answer:
    """Answer whether documented information on the objectives is kept."""
    found = tuple(
        both(f"{form.id} {form.title.read('en')}", f"{form.id} {form.title.read('zh')}")
        for form in system.forms
        if form.kind is FormKind.PLAN
    )
    return _or_missing(found if system.objectives else (), _FORM)


def actions(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer what will be done."""
    plan = objective.programme
    steps = len(plan.actions) + len(plan.milestones) if plan else 0
    found = (both(f"{steps} actions and milestones", f"措施和里程碑 {steps} 项"),) if steps else ()
    return _or_missing(found, _ACTIONS)


def resources(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer what resources are required."""
    plan = objective.programme
    names = plan.resources if plan else ()
    found = tuple(
        both(f"resource: {one.name.read('en')}", f"资源：{one.name.read('zh')}") for one in names
    )
    return _or_missing(found, _RESOURCES)


def responsible(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer who is responsible, as one person who is the same everywhere in the document."""
    owners = objective.responsible
    if not owners:
        return Answer(missing=(_WHO,))
    en, zh = _who(system, owners)
    found = both(f"responsible {en}", f"责任人 {zh}")
    missing = []
    if not system.answers_alone(owners):
        missing.append(_ONE)
    others = objective.programme.responsible if objective.programme else ()
    if others and frozenset(others) != frozenset(owners):
        en, zh = _who(system, others)
        missing.append(
            both(
                f"agreement with the programme, which names {en}", f"与方案一致：方案责任人为 {zh}"
            )
        )
    columns = system.raci.members
    absent = tuple(id for id in owners if columns and id not in columns)
    if absent:
        en, zh = _who(system, absent)
        missing.append(both(f"a RACI column for {en}", f"{zh} 在职责矩阵中的列"))
    return Answer((found,), tuple(missing))


def completion_date(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer when an objective will be completed."""
    due = objective.deadline
    if due is None or due.is_ongoing:
        return Answer(missing=(_DATE,))
    found = both(f"due {due.read('en')}", f"期限 {due.read('zh')}")
    return Answer((found,), () if due.day else (_YEAR,))


def schedule(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer by which steps an objective proceeds in time; a bare end date is part of that."""
    steps = objective.programme.milestones if objective.programme else ()
    dated = sum(step.due is not None for step in steps)
    if dated:
        return Answer((both(f"{dated} dated milestones", f"有时间的里程碑 {dated} 项"),))
    end = completion_date(system, objective)
    return Answer(end.found, (*end.missing, _STEPS))


def evaluation_method(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer how results will be evaluated."""
    measure = objective.measure
    how = measure.method or Text(str(measure.formula))
    return Answer((both(f"method: {how.read('en')}", f"方法：{how.read('zh')}"),))


def progress_indicators(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer by which indicators progress is watched."""
    plan = objective.programme
    found = tuple(
        both(f"indicator: {one.name.read('en')}", f"参数：{one.name.read('zh')}")
        for one in (plan.indicators if plan else ())
    )
    return _or_missing(found, _INDICATORS)


def verification(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer by which method results are verified, and when."""
    plan = objective.programme
    timed = [
        (one.method, one.frequency) for one in (plan.verifications if plan else ()) if one.frequency
    ]
    found = tuple(
        both(
            f"{method.read('en')}, {every.read('en')}", f"{method.read('zh')}（{every.read('zh')}）"
        )
        for method, every in timed
    )
    if found:
        return Answer(found)
    method = evaluation_method(system, objective)
    if objective.measure.frequency:
        every = objective.measure.frequency
        return method | Answer(
            (both(f"measured {every.read('en')}", f"测量频次 {every.read('zh')}"),)
        )
    return Answer(method.found, (_TIMING,))


def integration(system: ManagementSystem, objective: Objective) -> Answer:
    """Answer how actions are built into the business processes."""
    plan = objective.programme
    found = (plan.integration,) if plan and plan.integration else ()
    return _or_missing(found, _INTEGRATION)


_SHIPPED = (
    Question(
        "objective.functions_and_levels",
        both("The objective is set for a function or level.", "目标设在相关职能或层次上。"),
        of_objective=functions_and_levels,
    ),
    Question(
        "objective.aspects_and_obligations",
        both(
            "The objective answers to a significant aspect or an obligation.",
            "目标对应重要环境因素或合规义务。",
        ),
        of_objective=aspects_and_obligations,
    ),
    Question(
        "objective.risks_and_opportunities",
        both("The objective answers to risks or opportunities.", "目标对应风险或机遇。"),
        of_objective=risks_and_opportunities,
    ),
    Question(
        "objective.policy_link",
        both("The objective serves the policy.", "目标与方针一致。"),
        of_objective=policy_link,
    ),
    Question(
        "objective.measurable",
        both("The objective can be measured as it is written.", "目标按其表述可以度量。"),
        of_objective=measurable,
    ),
    Question(
        "objective.monitored",
        both("The objective is monitored.", "目标得到监视。"),
        of_objective=monitored,
    ),
    Question(
        "objective.communicated",
        both("The objective is communicated.", "目标予以沟通。"),
        of_objective=communicated,
    ),
    Question(
        "objective.updated",
        both("The objective is updated as appropriate.", "目标适当时予以更新。"),
        of_objective=updated,
    ),
    Question(
        "system.objectives_documented",
        both("The objectives are documented.", "目标有文件化信息。"),
        of_system=objectives_documented,
    ),
    Question(
        "objective.actions",
        both("It says what will be done.", "说明要做什么。"),
        of_objective=actions,
    ),
    Question(
        "objective.resources",
        both("It says what resources are required.", "说明需要什么资源。"),
        of_objective=resources,
    ),
    Question(
        "objective.responsible",
        both("It says who is responsible.", "说明由谁负责。"),
        of_objective=responsible,
    ),
    Question(
        "objective.completion_date",
        both("It says when it will be completed.", "说明何时完成。"),
        of_objective=completion_date,
    ),
    Question(
        "objective.schedule", both("It has a schedule.", "有时间进度。"), of_objective=schedule
    ),
    Question(
        "objective.evaluation_method",
        both("It says how results are evaluated.", "说明如何评价结果。"),
        of_objective=evaluation_method,
    ),
    Question(
        "objective.progress_indicators",
        both("It has indicators of progress.", "有监视进展的参数。"),
        of_objective=progress_indicators,
    ),
    Question(
        "objective.verification",
        both("Results are verified by a method at stated times.", "按方法和时机验证结果。"),
        of_objective=verification,
    ),
    Question(
        "objective.integration",
        both("Actions are integrated into business processes.", "措施融入业务过程。"),
        of_objective=integration,
    ),
)
#: The questions that shipped catalogues ask, by name.
QUESTIONS: Final = MappingProxyType({question.name: question for question in _SHIPPED})
