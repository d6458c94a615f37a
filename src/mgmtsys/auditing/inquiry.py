"""What a clause matrix is computed from: one system on one day, its report and its questions."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date

import attrs

from mgmtsys.auditing.questions import Answer, Question
from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef, Standard
from mgmtsys.system.document import Evidence
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.finding import Exclusion, Failure, Waiver
from mgmtsys.system.objective import Objective
from mgmtsys.system.permission import Permissions
from mgmtsys.system.report import Report
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.checked import checked
from mgmtsys.values.exceptions import (
    ForeignReport,
    UnknownClause,
    UnknownQuestion,
    UnknownStandard,
    spelled,
)
from mgmtsys.values.text import Text, say


def _identified(organisation: Text, fingerprint: str, on: date) -> Text:
    """Name one state of a system, on a day."""
    return say(
        "{organisation} ({fingerprint}, {on})",
        organisation=organisation,
        fingerprint=fingerprint,
        on=on,
    )


def check_own(report: Report, system: ManagementSystem, on: date) -> None:
    """Refuse a report of another system or another day; raises :class:`ForeignReport`."""
    for audited in report.audited:
        if (audited.system, audited.on) != (system.fingerprint, on):
            raise ForeignReport(
                "the report is of {given}: expected one of {own}",
                given=_identified(audited.organisation, audited.system, audited.on),
                own=_identified(system.organisation, system.fingerprint, on),
            )


def requirements_of(standard: Standard, under: ClauseNumber | None = None) -> tuple[Clause, ...]:
    """Return the requirements that a matrix of an edition has rows for, at least one.

    Raises :class:`UnknownStandard` for an edition that lists headings alone, and
    :class:`UnknownClause` for a number that it does not have or below which it asks nothing.
    """
    if not standard.requirements():
        raise UnknownStandard(
            "{id} lists only headings, so no matrix can say what is missing: expected an edition with requirements, such as your own catalogue with based_on: {id} and the requirements under changes",
            id=standard.id,
        )
    if under is not None:
        standard.below(under)  # an edition without the number says so
    found = standard.requirements(under)
    if not found:
        raise UnknownClause(
            "{id}/{under} has no requirements: expected a number that has some",
            id=standard.id,
            under=under,
        )
    return found


def _path(objective: str | None) -> tuple[str, ...]:
    return () if objective is None else ("objectives", objective)


@attrs.frozen(field_transformer=checked)
class Inquiry:
    """One dossier, with everything looked up once."""

    dossier: Dossier
    report: Report
    questions: Mapping[str, Question]
    #: What a question said of each objective, or of the system under ``None``.
    _answers: dict[tuple[str, str | None], Answer] = attrs.field(factory=dict, init=False)
    failures: dict[str, Failure] = attrs.field(factory=dict, init=False)

    @functools.cached_property
    def permissions(self) -> Permissions:
        """What the system excludes, and what it waives on the day."""
        return Permissions.of(self.dossier.system, self.dossier.on)

    def declared(self, names: frozenset[ClauseRef]) -> tuple[Evidence, ...]:
        """Return the declared evidence for a clause of these names, in the order of the system."""
        return tuple(
            evidence
            for evidence in self.dossier.system.evidence
            if not names.isdisjoint(evidence.clauses)
        )

    def permission(self, clause: ClauseRef, objective: str | None) -> Exclusion | Waiver | None:
        """Return why a clause does not apply to an objective or need not be met for it, if so."""
        path = _path(objective)
        return self.permissions.exclusion(clause, path) or self.permissions.waiver(clause, path)

    @property
    def said(self) -> tuple[tuple[str, str | None, Answer], ...]:
        """What the questions that were asked said."""
        return tuple((name, about, answer) for (name, about), answer in self._answers.items())

    def question(self, name: str, clause: ClauseRef) -> Question:
        """Return a question by name; raises :class:`UnknownQuestion`."""
        if name not in self.questions:
            raise UnknownQuestion(
                "{clause} asks {name!r}, which is not defined: expected a built-in question or one that is passed in",
                clause=clause,
                name=name,
            )
        found: object = self.questions[name]
        if not isinstance(found, Question) or found.name != name:
            raise UnknownQuestion(
                "{name!r} stands for {found}: expected the Question of that name",
                name=name,
                found=repr(found)[:80],
            )
        return found

    def answer(self, question: Question, objective: Objective | None) -> Answer:
        """Return what a question says of an objective or of the system, asked once; unknown if it fails."""
        key = question.name, None if objective is None else objective.id
        if key not in self._answers:
            try:
                self._answers[key] = _asked(question, self.dossier, objective)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - the other questions are still asked
                said = say(
                    "the question {name} raises {error}", name=question.name, error=spelled(error)
                )
                self.failures.setdefault(question.name, Failure(question.name, said))
                self._answers[key] = Answer(unknown=(said,))
        return self._answers[key]


def _asked(question: Question, dossier: Dossier, objective: Objective | None) -> Answer:
    """Return what a question says; raises whatever it raises, and ``TypeError`` for no answer."""
    system = dossier.system
    if objective is None:
        said: object = question.of_system and question.of_system(system, dossier)
    else:
        said = question.of_objective and question.of_objective(system, objective, dossier)
    if not isinstance(said, Answer):
        raise TypeError(f"{repr(said)[:80]} is not an Answer")
    return said
