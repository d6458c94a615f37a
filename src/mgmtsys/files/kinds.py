"""The kinds of file of ours: the registry from the format line to the type and its reader."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from mgmtsys.files.codec import unstructure
from mgmtsys.files.kind import Kind, Resolve
from mgmtsys.files.standards import CATALOGUE
from mgmtsys.files.standards.crosswalks import CROSSWALK
from mgmtsys.files.systems import structure_system
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood, Problem
from mgmtsys.values.text import in_a_row, say


def _assessed(body: Mapping[str, Any], _: Resolve) -> Any:
    from mgmtsys.files.assessments import structure_assessment

    if "over" in body:  # files have been put below before
        raise InvalidDocument(
            (
                Problem(
                    ("over",),
                    say(
                        "text that is not in a file cannot be laid over one: expected the whole assessment"
                    ),
                ),
            )
        )
    return structure_assessment(body)


def _with_more(call: str) -> Callable[[Mapping[str, Any], Resolve], Any]:
    """Return the reader of what is nothing without something else, which says what reads it."""

    def refuse(_: Mapping[str, Any], __: Resolve) -> Any:
        raise InvalidDocument(
            (Problem(("format",), say("cannot be read alone: expected {call}", call=call)),)
        )

    return refuse


SYSTEM = Kind("mgmtsys/1", "mgmtsys.system.system.ManagementSystem", reader=structure_system)
REGISTER = Kind("mgmtsys.register/1", "mgmtsys.system.register.Register")
ASSESSMENT = Kind("mgmtsys.assessment/1", "mgmtsys.scoring.assessment.Assessment", reader=_assessed)
SAMPLING_PLAN = Kind("mgmtsys.sampling-plan/1", "mgmtsys.fieldwork.sampling.SamplingPlan")
AUDIT_PROGRAMME = Kind("mgmtsys.audit-programme/1", "mgmtsys.fieldwork.programme.AuditProgramme")
WORDING = Kind("mgmtsys.wording/1", reader=_with_more("load_wording(path, standard)"))
READINGS = Kind("mgmtsys.readings/1", reader=_with_more("load_readings(paths, system, on)"))
#: What people write.
FILES = (
    SYSTEM, CATALOGUE, CROSSWALK, REGISTER, ASSESSMENT, SAMPLING_PLAN, AUDIT_PROGRAMME, WORDING, READINGS,
)  # fmt: skip
#: What commands print as JSON.
OUTPUTS = (
    Kind("mgmtsys.matrix/1", "mgmtsys.auditing.matrix.ClauseMatrix"),
    Kind("mgmtsys.findings/1", "mgmtsys.auditing.outcome.Outcome"),
    Kind("mgmtsys.evaluation/1", "mgmtsys.system.verdict.Evaluation"),
    Kind("mgmtsys.form/1", "mgmtsys.cycle.filled_form.FilledForm"),
    Kind("mgmtsys.due/1", "mgmtsys.system.due.DueList"),
    Kind("mgmtsys.score/1", "mgmtsys.scoring.assessment.Scored"),
    Kind("mgmtsys.sample/1", "mgmtsys.fieldwork.conclusion.SamplingRecord"),
    Kind("mgmtsys.audit-plan/1", "mgmtsys.fieldwork.visits.AuditPlan"),
    Kind("mgmtsys.catalogue-list/1", "mgmtsys.standard.excerpt.CatalogueList"),
    Kind("mgmtsys.catalogue-excerpt/1", "mgmtsys.standard.excerpt.CatalogueExcerpt"),
    Kind("mgmtsys.crosswalk-excerpt/1", "mgmtsys.standard.excerpt.CrosswalkExcerpt"),
)
#: Every kind of file of ours.
KINDS = (*FILES, *OUTPUTS)


def kind_of(type: type, kinds: Collection[Kind] = KINDS) -> Kind:
    """Return which of the kinds of file holds a value of a type; raises :class:`NotUnderstood`."""
    name = f"{type.__module__}.{type.__qualname__}"
    for kind in kinds:
        if kind.type == name:
            return kind
    types = [kind.type.rpartition(".")[2] for kind in kinds if kind.type]
    raise NotUnderstood(
        "no file holds {type}: expected one of {types}",
        type=type.__name__,
        types=in_a_row(types),
    )


def document(value: object, kinds: Collection[Kind] = KINDS) -> dict[str, Any]:
    """Return what a file of one of the kinds says of a value; raises :class:`NotUnderstood`."""
    return {"format": kind_of(type(value), kinds).format, **unstructure(value)}
