"""Whether the requirements of the system's standards are met as far as their questions can tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mgmtsys.auditing import Check, Examine
from mgmtsys.clause import ClauseRef
from mgmtsys.finding import Finding, Grade, Waiver
from mgmtsys.questions import QUESTIONS, Answer, Question, Status
from mgmtsys.system import ManagementSystem
from mgmtsys.text import Text, both

#: How grave an answer is that is not evidence; a gap is a nonconformity.
_GRAVITY = {Status.GAP: Grade.MINOR, Status.PARTIAL: Grade.OBSERVATION}


def _asking(system: ManagementSystem, name: str) -> tuple[ClauseRef, ...]:
    """Return the requirements of the system's standards that ask a question."""
    return tuple(
        ClauseRef(standard.id, clause.number)
        for standard in system.standards
        for clause in standard.requirements()
        if name in clause.asks
    )


def _answers(system: ManagementSystem, question: Question) -> Iterator[tuple[str | None, Answer]]:
    if question.of_objective is not None:
        for objective in system.objectives:
            yield objective.id, question.of_objective(system, objective)
    if question.of_system is not None:
        yield None, question.of_system(system)


def _missing(answer: Answer) -> Text:
    en, zh = (
        "; ".join(text.read("en") for text in answer.missing),
        "；".join(text.read("zh") for text in answer.missing),
    )
    return both(f"missing: {en}", f"缺少：{zh}")


def _examine(name: str, question: Question) -> Examine:
    """Return the function that finds where the answer is no evidence, as far as a requirement asks."""

    def examine(system: ManagementSystem, on: date) -> Iterator[Finding]:
        clauses = _asking(system, question.name)
        if not clauses:
            return
        excluded = {(one.clause, one.objective) for one in system.exclusions}
        waivers = {
            (one.clause, one.subject): one for one in system.waivers if one.clause and one.holds(on)
        }
        for about, answer in _answers(system, question):
            grade = _GRAVITY.get(answer.status)
            if grade is None:
                continue
            by_waiver: dict[Waiver | None, list[ClauseRef]] = {}
            for clause in clauses:
                if not {(clause, None), (clause, about)} & excluded:
                    waiver = waivers.get((clause, about)) or waivers.get((clause, None))
                    by_waiver.setdefault(waiver, []).append(clause)
            for waiver, asking in by_waiver.items():
                yield Finding(
                    name,
                    grade,
                    () if about is None else ("objectives", about),
                    _missing(answer),
                    tuple(asking),
                    question.sentence,
                    waiver,
                )

    return examine


def _named(question: Question) -> str:
    return f"requirement.{question.name.partition('.')[2]}"


#: One check for each question, which names the clauses that ask it in the system's own standards.
REQUIREMENTS = tuple(
    Check(_named(question), question.sentence, _examine(_named(question), question))
    for question in QUESTIONS.values()
)
