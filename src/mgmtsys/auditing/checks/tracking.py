"""Whether somebody looks at the objectives in time, independently, with colours that mean something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from mgmtsys.auditing.check import check, has
from mgmtsys.auditing.seen import Seen, Sighting
from mgmtsys.system.bound import TargetKind
from mgmtsys.system.document import FormKind
from mgmtsys.system.finding import Grade
from mgmtsys.system.monitoring import Monitoring, MonitoringKind
from mgmtsys.system.objective import Indicator, ProcessFigure
from mgmtsys.system.policy import Band
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.number import near
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text, both, listed

_MONITORED = "objective.monitored"
_METHOD = "objective.evaluation_method"
_INDICATORS = "objective.progress_indicators"
#: How results are evaluated in one standard, and how and when they are verified in another.
_HOW = ("objective.evaluation_method", "objective.verification")


def _has_monitoring(system: ManagementSystem) -> bool:
    return bool(system.monitoring)


def _has_indicators(system: ManagementSystem) -> bool:
    return bool(system.indicators)


@check(
    "tracking.no_owner",
    applies=_has_monitoring,
    evidences=_MONITORED,
    grade=Grade.OBSERVATION,
    sentence=both(
        "Somebody is responsible for every look at the objectives.",
        "每项追踪、评审和评估都有责任人。",
    ),
    remedy=both("Name who does it.", "写明责任人。"),
)
def somebody_is_responsible_for_every_look(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for look in system.monitoring:
        if not look.responsible:
            yield (
                look,
                both(
                    f"{look.name.read('en')}: nobody is responsible",
                    f"{look.name.read('zh')}：没有责任人",
                ),
            )


def _reviewers(system: ManagementSystem) -> frozenset[str]:
    reviews = (look for look in system.monitoring if look.kind is MonitoringKind.REVIEW)
    return frozenset(party for look in reviews for party in look.responsible)


def _has_reviewers_and_owners(system: ManagementSystem) -> bool:
    return bool(_reviewers(system)) and any(
        objective.responsible for objective in system.objectives
    )


@check(
    "review.not_independent",
    applies=_has_reviewers_and_owners,
    evidences=_METHOD,
    grade=Grade.OBSERVATION,
    sentence=both("Nobody reviews an objective of their own.", "没有人评审自己的目标。"),
    remedy=both("Let somebody else review that objective.", "由他人评审该目标。"),
)
def nobody_reviews_an_objective_of_their_own(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    reviewers = _reviewers(system)
    for objective in system.objectives:
        for party in objective.responsible:
            if party in reviewers:
                en, zh = (system.names([party]).read(lang) for lang in ("en", "zh"))
                yield (
                    objective,
                    both(f"{en} is responsible for it and reviews it", f"{zh} 既负责又评审该目标"),
                )


def _tracked_bands(system: ManagementSystem) -> tuple[Band, ...]:
    """Return the bands of the policy, where there is tracking that could show their colours."""
    tracked = any(look.kind is MonitoringKind.TRACKING for look in system.monitoring)
    policy = system.deviation_policy if tracked else None
    return tuple(band for part in (policy.parts if policy else ()) for band in part.bands)


@check(
    "tracking.rag_undefined",
    applies=has(_tracked_bands),
    evidences=_MONITORED,
    grade=Grade.OBSERVATION,
    sentence=both("Every band of the policy has its colour.", "处置规则的每一档都有对应颜色。"),
    remedy=both("Give each band a colour.", "为各档规定颜色。"),
)
def every_band_has_its_colour(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    known = system.known_responses
    if any(band.called_for(known).colour is None for band in _tracked_bands(system)):
        yield (
            ("deviation_policy",),
            both(
                "nothing ties the colours of tracking to the bands",
                "追踪颜色与偏离分档没有对应关系",
            ),
        )


def _ends(system: ManagementSystem) -> tuple[tuple[str, date], ...]:
    """Return the objectives that end, each with its last day."""
    return tuple(
        (objective.id, span.last)
        for objective in system.objectives
        if objective.due is not None and (span := objective.due.within(system.period))
    )


def _evaluations(system: ManagementSystem) -> Iterator[tuple[Monitoring, Period]]:
    """Yield the evaluations that have a time."""
    for look in system.monitoring:
        when = look.due.within(system.period) if look.due else None
        if look.kind is MonitoringKind.EVALUATION and when is not None:
            yield look, when


def _has_ends_and_evaluations(system: ManagementSystem) -> bool:
    return bool(_ends(system)) and any(True for _ in _evaluations(system))


@check(
    "tracking.evaluated_before_end",
    applies=_has_ends_and_evaluations,
    evidences=_HOW,
    grade=Grade.OBSERVATION,
    sentence=both("The evaluation comes after the objectives' end.", "评估在目标到期之后进行。"),
    remedy=both(
        "Set the evaluation after the last figures are in.", "在取得末期数据之后安排评估。"
    ),
)
def the_evaluation_comes_after_the_end(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for look, when in _evaluations(system):
        early = [id for id, last in _ends(system) if when.start <= last]
        if early:
            yield (
                look,
                both(
                    f"due {when}, before the last figures of {listed(early, 'en')} can be there",
                    f"时间为 {when}，此时 {listed(early, 'zh')} 的末期数据尚未产生",
                ),
            )


@check(
    "record.no_form",
    applies=_has_monitoring,
    evidences=_HOW,
    grade=Grade.OPPORTUNITY,
    sentence=both(
        "Every look, verification and decision on a deviation has a form.",
        "每项追踪、评审、评估、验证和偏离决定都有表单。",
    ),
    remedy=both("Name the form and its retention.", "规定表单及其保存期限。"),
)
def whatever_is_looked_at_has_a_form(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for objective in system.objectives:
        plan = objective.programme
        for index, verification in enumerate(plan.verifications if plan else ()):
            if verification.form is None:
                yield Seen(
                    ("objectives", objective.id, "programme", "verifications", str(index)),
                    _no_form(verification.method),
                    grade=Grade.OBSERVATION,
                )
    for look in system.monitoring:
        if not look.forms:
            yield look, _no_form(look.name)
    decided = any(form.kind is FormKind.RESPONSE for form in system.forms)
    if any(map(system.policy_of, system.objectives)) and not decided:
        yield ("deviation_policy",), _no_form(both("decision on a deviation", "偏离的处理决定"))


def _no_form(what: Text) -> Text:
    return both(f"{what.read('en')}: no form keeps it", f"{what.read('zh')}：没有对应表单")


def _shares_to_be_met(system: ManagementSystem) -> Iterator[tuple[int, Fraction]]:
    """Yield the least share of the objectives that each indicator wants met, with its place."""
    for index, indicator in enumerate(system.indicators if system.objectives else ()):
        if indicator.figure is ProcessFigure.OBJECTIVES_MET:
            for bound in indicator.target.bounds:
                if bound.kind is TargetKind.AT_LEAST and bound.limit is not None:
                    yield index, bound.limit.base


@check(
    "kpi.granularity",
    applies=has(_shares_to_be_met),
    evidences=_INDICATORS,
    grade=Grade.OPPORTUNITY,
    sentence=both(
        "The share of objectives to be met lets none be missed.",
        "目标达成率的要求不容许有目标未达成。",
    ),
    remedy=both(
        "See whether a missed objective, perhaps a legal one, is acceptable.",
        "考虑是否容许某个（可能是法规类）目标未达成。",
    ),
)
def the_share_to_be_met_lets_none_be_missed(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    total = len(system.objectives)
    for index, wanted in _shares_to_be_met(system):
        least, share = -(-wanted * total // 1), near(100 * wanted)
        if least < total:
            yield (
                ("indicators", str(index)),
                both(
                    f"{share}% of {total} objectives are {least}: {total - least} may be missed",
                    f"{total} 个目标的 {share}% 即 {least} 个：容许 {total - least} 个未达成",
                ),
            )


def _shares_of_misses(system: ManagementSystem) -> Iterator[tuple[int, Indicator]]:
    for index, indicator in enumerate(system.indicators):
        if indicator.figure is ProcessFigure.ACTIONS_OPENED:
            yield index, indicator


@check(
    "kpi.zero_denominator",
    applies=has(_shares_of_misses),
    evidences=_INDICATORS,
    grade=Grade.OBSERVATION,
    sentence=both(
        "A share of misses says what it is when there are none.",
        "以未达成为分母的指标写明分母为零的情形。",
    ),
    remedy=both("Define it as not applicable then.", "规定此时不适用。"),
)
def a_share_of_misses_is_defined_without_misses(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for index, indicator in _shares_of_misses(system):
        if indicator.definition is None:
            yield (
                ("indicators", str(index)),
                both("when nothing is missed it is 0/0", "没有未达成时为 0/0"),
            )


@check(
    "kpi.incomplete",
    applies=_has_indicators,
    evidences=_INDICATORS,
    grade=Grade.OBSERVATION,
    sentence=both(
        "Every indicator has a definition, an owner, a frequency and a source.",
        "每个指标都有定义、责任人、频次和数据来源。",
    ),
    remedy=both("Add what is missing.", "补充所缺内容。"),
)
def every_indicator_is_complete(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for index, indicator in enumerate(system.indicators):
        lacks = [
            words
            for words, present in (
                (("definition", "定义"), indicator.definition),
                (("owner", "责任人"), indicator.owner),
                (("frequency", "频次"), indicator.frequency),
                (("source", "数据来源"), indicator.source),
            )
            if not present
        ]
        if lacks:
            yield (
                ("indicators", str(index)),
                both(
                    f"{indicator.name.read('en')}: no {', no '.join(en for en, _ in lacks)}",
                    f"{indicator.name.read('zh')}：缺少{'、'.join(zh for _, zh in lacks)}",
                ),
            )


TRACKING = (
    somebody_is_responsible_for_every_look,
    nobody_reviews_an_objective_of_their_own,
    every_band_has_its_colour,
    the_evaluation_comes_after_the_end,
    whatever_is_looked_at_has_a_form,
    the_share_to_be_met_lets_none_be_missed,
    a_share_of_misses_is_defined_without_misses,
    every_indicator_is_complete,
)
