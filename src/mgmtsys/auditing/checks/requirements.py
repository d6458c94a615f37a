"""Whether the requirements of the system's standards are met as far as their questions can tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mgmtsys.auditing.check import Check
from mgmtsys.auditing.questions import QUESTIONS, Answer, Question
from mgmtsys.auditing.seen import Examine
from mgmtsys.auditing.status import Status
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.finding import Finding, Grade
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.message import SEMICOLON
from mgmtsys.values.text import Text, in_a_row, say

#: How grave an answer is that is not evidence; a gap is a nonconformity.
_GRAVITY = {Status.GAP: Grade.MINOR, Status.PARTIAL: Grade.OBSERVATION}


def _answers(dossier: Dossier, question: Question) -> Iterator[tuple[str | None, Answer]]:
    system = dossier.system
    if question.of_objective is not None:
        for objective in system.objectives:
            yield objective.id, question.of_objective(system, objective, dossier)
    if question.of_system is not None:
        yield None, question.of_system(system, dossier)


def _examine(name: str, question: Question) -> Examine:
    """Return the function that finds where the answer is no evidence, as far as a requirement asks."""

    def examine(system: ManagementSystem, on: date, dossier: Dossier) -> Iterator[Finding]:
        clauses = system.editions.asking([question.name])
        messages: dict[tuple[Text, ...], Text] = {}  # most answers lack the same
        for about, answer in _answers(dossier, question) if clauses else ():
            grade = _GRAVITY.get(answer.status)
            if grade is not None:
                subject = () if about is None else ("objectives", about)
                missing = answer.missing
                if missing not in messages:
                    parts = in_a_row(missing, SEMICOLON)
                    messages[missing] = say("missing: {parts}", parts=parts)
                yield Finding(
                    name,
                    grade,
                    subject=subject,
                    message=messages[missing],
                    clauses=clauses,
                    remedy=question.sentence,
                )

    return examine


def _named(question: Question) -> str:
    return f"requirement.{question.name.partition('.')[2]}"


#: One check for each question, which names the clauses that ask it in the system's own standards.
REQUIREMENTS = tuple(
    Check(_named(question), question.sentence, examine=_examine(_named(question), question))
    for question in QUESTIONS.values()
)
