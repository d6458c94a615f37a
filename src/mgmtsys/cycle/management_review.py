"""What management review asks to be brought to it, with what objectives and their handling answer.

The catalogues say which requirements ask for which input, by the kinds ``review_input.…``. What no
objective can answer is listed too, so that nobody forgets to bring it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from mgmtsys.cycle.decision import Decision, Move
from mgmtsys.cycle.explanation import STATES
from mgmtsys.cycle.review import Figure, Review
from mgmtsys.standard.clause import ClauseRef, Standard
from mgmtsys.system.ambition import ResourceChange
from mgmtsys.system.capa import CAPA_STATES, CorrectiveAction
from mgmtsys.system.due import Due
from mgmtsys.system.figures import limits, spell_quantity
from mgmtsys.system.response import named
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.verdict import Verdict
from mgmtsys.values.checked import checked
from mgmtsys.values.message import SEMICOLON
from mgmtsys.values.text import Text, in_a_row, say


@attrs.frozen(field_transformer=checked)
class ReviewInput:
    """One thing that a review looks at: which input it belongs to, of what, and what there is to say."""

    asked: Text
    clauses: tuple[ClauseRef, ...]
    subject: Text
    #: What there is to say; none where somebody has to bring it.
    said: Text | None = None


MOVES = {
    Move.OPEN: say("open a corrective action"),
    Move.REOPEN: say("reopen as a recurrence"),
    Move.ESCALATE: say("escalate"),
    Move.LEAVE: say("under way"),
}
#: How the names of kinds begin that are inputs of management review.
_INPUT = "review_input."
#: The inputs that the library has a name for, by what follows that.
_INPUTS: Mapping[str, Text] = {
    "earlier_actions": say("status of actions from previous reviews"),
    "issues": say("changes in external and internal issues"),
    "needs": say("changes in needs, expectations and obligations"),
    "aspects": say("changes in significant aspects"),
    "risks": say("changes in risks and opportunities"),
    "objectives": say("extent to which objectives have been achieved"),
    "corrective_actions": say("nonconformities and corrective actions"),
    "results": say("monitoring and measurement results"),
    "compliance": say("fulfilment of compliance obligations"),
    "audits": say("audit results"),
    "resources": say("adequacy of resources"),
    "communications": say("communications from interested parties"),
    "improvement": say("opportunities for improvement"),
}


def _asked(standards: Iterable[Standard]) -> Mapping[str, Text]:
    """Return every input by its name: the known ones, and others that standards ask for, in their words."""
    others = {
        kind.removeprefix(_INPUT): clause.text
        for standard in standards
        for clause in standard.requirements()
        for kind in clause.kinds
        if kind.startswith(_INPUT)
    }
    return {**_INPUTS, **{name: text for name, text in others.items() if name not in _INPUTS}}


def _subject(objective: str, site: str | None) -> Text:
    return Text(objective if site is None else f"{objective} @ {site}")


def _verdict(verdict: Verdict) -> tuple[Text, Text]:
    state = STATES[verdict.state]
    response = named(verdict.response) if verdict.response else None
    known = [part for part in (response, verdict.reason) if part is not None]
    if known:
        state = say("{state}: {reasons}", state=state, reasons=in_a_row(known, SEMICOLON))
    return _subject(verdict.objective, verdict.site), state


def _attained(review: Review) -> tuple[Text, Text]:
    found = review.attainment
    met = say("{met} of {judged} judged objectives met", met=found.met, judged=found.judged)
    others = (
        say("{times} {state}", times=times, state=STATES[state]) for state, times in found.others
    )
    return say("all objectives"), in_a_row([met, *others], SEMICOLON)


def spell_move(decision: Decision) -> Text:
    """Spell what to do about a miss, and in which record."""
    move, action = MOVES[decision.move], decision.action
    return say("{move} ({action})", move=move, action=action) if action else move


def _decision(decision: Decision) -> tuple[Text, Text]:
    move, by = spell_move(decision), decision.verdict.respond_by
    if by:
        move = say("{move}, by {day}", move=move, day=by)
    return _subject(decision.breach.objective, decision.breach.site), move


def _action(action: CorrectiveAction, *, late: bool) -> tuple[Text, Text]:
    state = CAPA_STATES[action.state]
    return Text(action.id), say("{state}, late", state=state) if late else state


def spell_figure(figure: Figure) -> Text:
    """Spell an indicator of the process: what was counted, of what, and whether it is missed."""
    if figure.value is None:
        return say("not applicable: 0 of 0")
    percent = str(spell_quantity(figure.value.to("%"), limits(figure.indicator.target)))
    equals = "" if percent.startswith("≈") else "= "
    share = f"{figure.numerator}/{figure.denominator} {equals}{percent}"
    return Text(share) if figure.met else say("{share}, missed", share=share)


def _figure(figure: Figure) -> tuple[Text, Text]:
    return figure.indicator.name, spell_figure(figure)


def _overdue(look: Due) -> tuple[Text, Text]:
    return look.monitoring.name, say("{period} was due by {day}", period=look.period, day=look.by)


def review_inputs(
    review: Review, system: ManagementSystem, changes: Iterable[ResourceChange] = ()
) -> tuple[ReviewInput, ...]:
    """Return every input of management review, with what a review has to say of it.

    Each names the requirements of the system's standards that ask for it.
    """
    said: dict[str, Iterator[tuple[Text, Text]]] = {
        "earlier_actions": (
            _action(action, late=action in review.late_actions) for action in review.actions
        ),
        "objectives": iter([_attained(review), *map(_verdict, review.obstacles)]),
        "corrective_actions": map(_decision, review.decisions),
        "results": iter(
            [
                *(
                    (_subject(warning.verdict.objective, warning.verdict.site), warning.what)
                    for warning in review.warnings
                ),
                *map(_figure, review.figures),
                *map(_overdue, review.overdue),
            ]
        ),
        "resources": ((Text(change.objective), change.what) for change in changes),
    }
    inputs: list[ReviewInput] = []
    for name, asked in _asked(system.standards).items():
        clauses = system.editions.asking([_INPUT + name])
        found = [
            ReviewInput(asked, clauses, subject=subject, said=what)
            for subject, what in said.get(name, ())
        ]
        inputs.extend(found or [ReviewInput(asked, clauses, subject=Text("–"))])
    return tuple(inputs)
