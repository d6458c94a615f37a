"""Whether somebody looks at the objectives in time, independently, with colours that mean something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from mgmtsys.auditing.check import check, has
from mgmtsys.auditing.checks.completeness import incomplete
from mgmtsys.auditing.seen import Seen, Sighting
from mgmtsys.system.bound import TargetKind
from mgmtsys.system.document import FormKind
from mgmtsys.system.finding import Grade
from mgmtsys.system.monitoring import Monitoring, MonitoringKind
from mgmtsys.system.objective import Indicator, ProcessFigure
from mgmtsys.system.policy import Band
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.number import near_percent
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text, in_a_row, say

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
    sentence=say("Every tracking, review and evaluation has somebody responsible."),
    remedy=say("Name who is responsible."),
)
def somebody_is_responsible_for_every_look(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for look in system.monitoring:
        if not look.responsible:
            yield (
                look,
                say("{name}: nobody is responsible", name=look.name),
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
    sentence=say("Nobody reviews their own objective."),
    remedy=say("Have somebody else review that objective."),
)
def nobody_reviews_an_objective_of_their_own(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    reviewers = _reviewers(system)
    for objective in system.objectives:
        for party in objective.responsible:
            if party in reviewers:
                yield (
                    objective,
                    say(
                        "{party} is responsible for the objective and also reviews it",
                        party=system.names([party]),
                    ),
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
    sentence=say("Every band of the policy has a colour."),
    remedy=say("Give each band a colour."),
)
def every_band_has_its_colour(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    known = system.known_responses
    if any(band.called_for(known).colour is None for band in _tracked_bands(system)):
        yield (
            ("deviation_policy",),
            say("the colours of tracking are not linked to the bands"),
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
    sentence=say("The evaluation comes after the objectives have ended."),
    remedy=say("Schedule the evaluation after the last figures are available."),
)
def the_evaluation_comes_after_the_end(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for look, when in _evaluations(system):
        early = [id for id, last in _ends(system) if when.start <= last]
        if early:
            yield (
                look,
                say(
                    "due {when}, before the last figures of {objectives} are available",
                    when=when,
                    objectives=in_a_row(early),
                ),
            )


@check(
    "record.no_form",
    applies=_has_monitoring,
    evidences=_HOW,
    grade=Grade.OPPORTUNITY,
    sentence=say(
        "Every tracking, review, evaluation, verification and decision on a deviation has a form."
    ),
    remedy=say("Name the form and its retention time."),
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
        yield ("deviation_policy",), _no_form(say("decision on a deviation"))


def _no_form(activity: Text) -> Text:
    return say("{activity}: no form records it", activity=activity)


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
    sentence=say("The required share of met objectives allows none to be missed."),
    remedy=say("Consider whether a missed objective, possibly a legal one, is acceptable."),
)
def the_share_to_be_met_lets_none_be_missed(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    total = len(system.objectives)
    for index, wanted in _shares_to_be_met(system):
        least, share = -(-wanted * total // 1), near_percent(wanted)
        if least < total:
            yield (
                ("indicators", str(index)),
                say(
                    "{share} of {total} objectives is {least}: {others} may be missed",
                    share=share,
                    total=total,
                    least=least,
                    others=total - least,
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
    sentence=say(
        "An indicator that divides by the number of misses states what it is when there are none."
    ),
    remedy=say("Define it as not applicable in that case."),
)
def a_share_of_misses_is_defined_without_misses(
    system: ManagementSystem, on: date
) -> Iterator[Sighting]:
    for index, indicator in _shares_of_misses(system):
        if indicator.definition is None:
            yield (
                ("indicators", str(index)),
                say("it is 0/0 when nothing is missed"),
            )


@check(
    "kpi.incomplete",
    applies=_has_indicators,
    evidences=_INDICATORS,
    grade=Grade.OBSERVATION,
    sentence=say("Every indicator has a definition, an owner, a frequency and a source."),
    remedy=say("Add what is missing."),
)
def every_indicator_is_complete(system: ManagementSystem, on: date) -> Iterator[Sighting]:
    for index, indicator in enumerate(system.indicators):
        yield from incomplete(
            ("indicators", str(index)),
            indicator.name,
            {
                say("definition"): indicator.definition,
                say("owner"): indicator.owner,
                say("frequency"): indicator.frequency,
                say("data source"): indicator.source,
            },
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
