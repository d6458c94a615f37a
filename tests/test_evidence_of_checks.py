"""A standard check is evidence only where there is something that it looks at."""

from datetime import date

import pytest

import mgmtsys as ms

_HEAD = "format: mgmtsys/1\norganisation: Brewery\nperiod: 2026\nstandards: [iso14001:2015]\n"
_PARTIES = "parties: {brewer: {kind: role}, Bo: {kind: person}}\n"
_OBJECTIVE = """\
series: {heat: {unit: kWh, source: meter}}
objectives:
  H:
    statement: Heat at most 25 MWh
    measure: {formula: sum(heat), unit: kWh, frequency: monthly}
    target: {at_most: 25 MWh}
    responsible: [brewer]
    due: 2026-12-31
"""
_POLICY = "deviation_policy: {bands: [{up_to: 5%, response: monitor}, {response: capa}]}\n"
_MATRIX = "activities: {brew: {}}\nraci: {brew: {brewer: R}}\n"
_COURSE = "training: [{title: Hops, audience: [brewer], frequency: yearly, effectiveness: test}]\n"

#: What a system holds, and the checks that name clauses and are content with it.
_CONTENT = {
    "": [],
    _PARTIES: [],
    "sites: {cellar: {}}\n": [],
    "aspects: {water: {name: Water}}\n": [],
    "policy: {less: {text: Less}}\n": [],
    "series: {heat: {unit: kWh}}\n": [],
    _POLICY: [],
    "indicators: [{name: Speed, target: {at_least: 90%}}]\n": [],
    "monitoring: {walk: {kind: tracking, name: Walk}}\n": [],
    "procedures: {P: {title: Mashing, sections: [{number: 1, title: Scope}]}}\n": [],
    _PARTIES + "monitoring: {walk: {kind: review, name: Walk, responsible: [Bo]}}\n": [
        "tracking.no_owner"
    ],
    _PARTIES + _MATRIX: [
        "doc.person_not_role",
        "raci.collective_role",
        "raci.combined_ar",
        "raci.no_responsible",
        "raci.redundant_role",
        "raci.several_accountable",
        "raci.unused_party",
    ],
    _PARTIES + _COURSE: ["training.incomplete"],
    _PARTIES + _OBJECTIVE: [
        "doc.person_not_role",
        "objective.multiple_owners",
        "objective.no_owner",
        "smart.date_incomplete",
        "smart.not_specific",
        "smart.not_time_bound",
        "target.operator_implicit",
    ],
}


@pytest.mark.parametrize(("holds", "content"), _CONTENT.items(), ids=repr)
def test_a_standard_check_speaks_only_for_what_there_is(holds: str, content: list[str]) -> None:
    report = ms.audit(ms.loads(_HEAD + holds), date(2026, 6, 30))
    objecting = {one.check for one in report.findings if one.objects}
    speaking = [one.name for one in report.checks if one.applied and one.clauses]
    assert content == [name for name in speaking if name not in objecting]


def _evidenced(holds: str) -> list[str]:
    system = ms.loads(_HEAD + holds)
    report = ms.audit(system, date(2026, 6, 30))
    matrix = ms.clause_matrix(system, "iso14001:2015", report=report)
    return [str(row.clause.number) for row in matrix if row.status is ms.Status.EVIDENCED]


def test_a_policy_with_nothing_under_it_is_no_evidence_of_responding_in_proportion() -> None:
    assert [] == _evidenced(_POLICY)
    assert "10.2.p1" in _evidenced(_PARTIES + _OBJECTIVE + _POLICY)


def test_a_party_that_bears_nothing_is_no_evidence_of_responsibilities() -> None:
    assert [] == _evidenced(_PARTIES)
    assert "5.3.p1" in _evidenced(_PARTIES + _OBJECTIVE)


def test_what_one_objective_lacks_is_seen_of_it_alone() -> None:
    more = """\
  N:
    statement: No spills
    measure: {formula: sum(heat), unit: kWh}
    target: {at_most: 25 MWh}
    responsible: [all]
    deviation_policy:
      bands: [{up_to: 5%, response: monitor, printed: 1-5%}, {response: capa, printed: "> 5%"}]
"""
    parties = "parties: {brewer: {kind: role}, all: {kind: group}}\n"
    system = ms.loads(_HEAD + parties + _OBJECTIVE + more)
    found = ms.audit(system, date(2026, 6, 30)).by_check()
    names = {
        "smart.not_time_bound": ["objectives.N"],
        "smart.date_incomplete": [],
        "objective.multiple_owners": ["objectives.N"],
        "target.operator_implicit": [],
        "policy.no_met_state": [],
        "policy.boundary_implicit": ["objectives.N"],
        "policy.missing": ["objectives.H"],
    }
    assert names == {name: [".".join(one.subject) for one in found[name]] for name in names}
