"""Whether the requirements of the system's standards are met as far as their questions can tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from mgmtsys.auditing.check import Check
from mgmtsys.auditing.questions import QUESTIONS, Answer, Question
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


@attrs.frozen
class _Asking:
    """What finds where the answer to a question is no evidence, as far as a requirement asks it."""

    check: str
    question: Question

    def __call__(self, system: ManagementSystem, on: date, dossier: Dossier) -> Iterator[Finding]:
        clauses = system.editions.asking([self.question.name])
        messages: dict[tuple[Text, ...], Text] = {}  # most answers lack the same
        for about, answer in _answers(dossier, self.question) if clauses else ():
            grade = _GRAVITY.get(answer.status)
            if grade is not None:
                message = messages.get(answer.missing)
                if message is None:
                    parts = in_a_row(answer.missing, SEMICOLON)
                    message = messages[answer.missing] = say("missing: {parts}", parts=parts)
                yield Finding(
                    self.check,
                    grade,
                    subject=() if about is None else ("objectives", about),
                    message=message,
                    clauses=clauses,
                    remedy=self.question.sentence,
                )


def _named(question: Question) -> str:
    return f"requirement.{question.name.partition('.')[2]}"


#: One check for each question, which names the clauses that ask it in the system's own standards.
REQUIREMENTS = tuple(
    Check(_named(question), question.sentence, examine=_Asking(_named(question), question))
    for question in QUESTIONS.values()
)
