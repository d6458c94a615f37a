"""Systems in which the standard checks find no nonconformity, and the same with one known flaw."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

import attrs
from hypothesis import strategies as st

from mgmtsys.files.loading import loads
from mgmtsys.files.standards import SHIPPED, shipped
from mgmtsys.system.context import Outlook
from mgmtsys.system.document import Approval
from mgmtsys.system.raci import Role
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.text import Text

#: A system of one objective, in which what is due follows the year.
_WORKS = """
format: mgmtsys/1
organisation: Works
period: YEAR
scope: &said {en: as the document states, zh: 如文件所述}
parties:
  owner: {kind: role}
  reviewer: {kind: role}
  leader: {kind: role}
  works: {kind: department}
activities:
  objectives: {name: *said, kind: objectives}
  programmes: {name: *said, kind: programmes}
  tracking: {name: *said, kind: tracking}
  review: {name: *said, kind: review}
  evaluation: {name: *said, kind: evaluation}
  response: {name: *said, kind: response}
  approval: {name: *said, kind: approval}
  training: {name: *said, kind: training}
  records: {name: *said, kind: records}
raci:
  objectives: &cells {leader: A, owner: R, reviewer: I}
  programmes: *cells
  tracking: *cells
  review: *cells
  evaluation: *cells
  response: *cells
  approval: *cells
  training: *cells
  records: *cells
policy: {clean: {text: *said}}
aspects: {power: {name: *said, significant: true}}
obligations: {law: {name: *said, provision: *said}}
risks: {price: {outlook: risk, name: *said}}
series:
  energy: {unit: kWh, name: *said, frequency: monthly, source: *said, definition: *said}
  done: {unit: item, name: *said, frequency: monthly, source: *said, definition: *said}
  due: {unit: item, name: *said, frequency: monthly, source: *said, definition: *said}
  spills: {unit: incident, name: *said, frequency: monthly, source: *said, definition: *said}
objectives:
  one:
    statement: {en: At least as much as its target says, zh: 不低于其目标值}
    measure: {FORMULA, frequency: monthly, method: *said}
    TARGET
    responsible: [owner]
    due: YEAR-12-31
    programme:
      departments: [works]
      responsible: [owner]
      actions: [{title: *said, responsible: [owner], due: YEAR-12-31}]
      resources: [{name: *said, amount: 1 CNY}]
      milestones: [{title: *said, due: YEAR-12-31, responsible: [owner], criterion: *said}]
      indicators: [{name: *said, target: {at_least: 1}}]
      verifications: [{method: *said, frequency: monthly, form: other}]
      integration: *said
    functions: [works]
    aspects: [power]
    obligations: [law]
    risks: [price]
    policy: [clean]
    communications: [{to: [works], every: month}]
    updated: *said
    deviation_policy:
      basis: relative_to_target
      bands: [&capa {response: capa, procedure: capa, colour: red}]
deviation_policy:
  basis: relative_to_target
  time_basis: end
  beaten: *said
  bands: [{up_to: 5%, response: monitor, colour: green}, *capa]
indicators:
  - name: *said
    target: {at_least: 100%}
    definition: *said
    owner: leader
    frequency: monthly
    source: *said
    figure: objectives_met
monitoring:
  tracking:
    kind: tracking
    name: *said
    frequency: monthly
    responsible: [leader]
    covers: [*said]
    forms: [tracking]
    activity: tracking
  review:
    kind: review
    name: *said
    frequency: monthly
    responsible: [reviewer]
    covers: [*said]
    forms: [review]
    activity: review
  evaluation:
    kind: evaluation
    name: *said
    frequency: monthly
    due: NEXT-01-31
    responsible: [reviewer]
    covers: [*said]
    forms: [evaluation]
    activity: evaluation
procedures:
  handbook:
    title: *said
    number: H-1
    version: 1
    effective: YEAR-01-01
    sections: [{number: 1, title: *said, text: *said}]
    related: [{procedure: capa}]
    refers_to: [{procedure: capa}]
    approvals: [{role: *said, parties: [leader], signed: YEAR-01-01}]
    revisions: [{version: 1, on: YEAR-01-01, change: *said}]
  capa: {}
forms:
  plan: {title: *said, kind: plan, retention: 3 years, retained_from: *said, storage: *said}
  tracking: {title: *said, kind: tracking, retention: 3 years, retained_from: *said, storage: *said}
  review: {title: *said, kind: review, retention: 3 years, retained_from: *said, storage: *said}
  evaluation: {title: *said, kind: evaluation, retention: 3 years, retained_from: *said, storage: *said}
  response: {title: *said, kind: response, retention: 3 years, retained_from: *said, storage: *said}
  other: {title: *said, kind: other, retention: 3 years, retained_from: *said, storage: *said}
training: [{title: *said, duration: 1 h, audience: [owner], frequency: monthly, effectiveness: *said}]
"""


#: How an objective is measured, and a target that it can be held to.
_MEASURES = (
    ("formula: sum(energy), unit: kWh", "target: {at_most: 1000 kWh}"),
    ("formula: sum(done) / sum(due), unit: '%'", "target: {at_least: 80%}"),
    ("formula: sum(spills), unit: incident", "target: {zero: true}"),
    (
        "formula: sum(energy), unit: kWh",
        "target: {reduce_by: 5%}\n    baseline: {period: 2025, value: 1000 kWh}",
    ),
)


@functools.cache
def _works(year: int, formula: str, target: str) -> ManagementSystem:
    dated = _WORKS.replace("YEAR", str(year)).replace("NEXT", str(year + 1))
    return loads(dated.replace("FORMULA", formula).replace("TARGET", target), ManagementSystem)


@st.composite
def conforming_systems(draw: st.DrawFn) -> ManagementSystem:
    """Draw a system of one to three objectives in which no standard check finds a nonconformity."""
    year = draw(st.integers(2020, 2030))
    measures = draw(st.lists(st.sampled_from(_MEASURES), min_size=1, max_size=3))
    works, *others = (_works(year, *one) for one in measures)
    stated = [one for system in (works, *others) for one in system.objectives]
    (risk,) = works.risks
    return attrs.evolve(
        works,
        organisation=draw(st.sampled_from([Text("Works"), Text({"en": "Works", "zh": "工厂"})])),
        standards=tuple(shipped(id) for id in draw(st.sets(st.sampled_from(sorted(SHIPPED))))),
        risks=(attrs.evolve(risk, outlook=draw(st.sampled_from(Outlook))),),
        objectives=tuple(attrs.evolve(one, id=f"O{index}") for index, one in enumerate(stated)),
    )


Change = Callable[[ManagementSystem], ManagementSystem]


def _each_objective(**fields: object) -> Change:
    return lambda system: attrs.evolve(
        system,
        objectives=tuple(
            attrs.evolve(one, **fields)  # type: ignore[arg-type]  # the fields of an objective
            for one in system.objectives
        ),
    )


def _without(role: Role) -> Change:
    def change(system: ManagementSystem) -> ManagementSystem:
        cells = tuple((where, roles - {role}) for where, roles in system.raci.cells)
        return attrs.evolve(system, raci=attrs.evolve(system.raci, cells=cells))

    return change


def _own_procedure(**fields: object) -> Change:
    def change(system: ManagementSystem) -> ManagementSystem:
        first, *others = system.procedures
        changed = attrs.evolve(first, **fields)  # type: ignore[arg-type]  # of a procedure
        return attrs.evolve(system, procedures=(changed, *others))

    return change


#: What brings a nonconformity into a conforming system, by the check that then sees it.
FLAWS: Mapping[str, Change] = {
    "raci.no_accountable": _without(Role.ACCOUNTABLE),
    "raci.no_responsible": _without(Role.RESPONSIBLE),
    "objective.no_owner": _each_objective(responsible=()),
    "programme.missing": _each_objective(programme=None),
    "xref.responsible_differs": _each_objective(responsible=("leader",)),
    "policy.tolerance_on_legal": _each_objective(deviation_policy=None),
    "doc.not_approved": _own_procedure(approvals=(Approval(),)),
    "xref.unlisted": _own_procedure(related=()),
}


@st.composite
def flawed_systems(draw: st.DrawFn) -> tuple[str, ManagementSystem]:
    """Draw a conforming system with one flaw, and the name of the check that sees it."""
    name = draw(st.sampled_from(sorted(FLAWS)))
    return name, FLAWS[name](draw(conforming_systems()))
