"""What management review asks to be brought to it, with what objectives and their handling answer.

Source: ISO 14001:2015, 9.3 a to g; CTS Q/ZG040-2023, 9.3.2. What no objective can answer is listed too,
so that nobody forgets to bring it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from mgmtsys.cycle.action_report import CAPA_STATES
from mgmtsys.cycle.decision import Decision, Move
from mgmtsys.cycle.explanation import STATES
from mgmtsys.cycle.review import Due, Figure, Review
from mgmtsys.standard.clause import ClauseRef
from mgmtsys.system.ambition import ResourceChange
from mgmtsys.system.capa import CorrectiveAction
from mgmtsys.system.figures import limits, spell_quantity
from mgmtsys.system.response import named
from mgmtsys.system.verdict import Verdict
from mgmtsys.values.checked import checked
from mgmtsys.values.text import Text, both


@attrs.frozen(field_transformer=checked)
class ReviewInput:
    """One thing that a review looks at: which input it belongs to, of what, and what there is to say."""

    asked: Text
    clauses: tuple[ClauseRef, ...]
    subject: Text
    #: What there is to say; none where somebody has to bring it.
    said: Text | None = None


MOVES = {
    Move.OPEN: both("open a corrective action", "启动纠正措施"),
    Move.REOPEN: both("open again, as a recurrence", "重新发生，另行启动"),
    Move.ESCALATE: both("escalate", "升级"),
    Move.LEAVE: both("under way", "处理中"),
}
#: Every input, with the items of both editions that ask for it.
_ASKED: dict[str, tuple[Text, tuple[ClauseRef, ...]]] = {
    name: (
        both(en, zh),
        tuple(
            ClauseRef.parse(f"{edition}/{number}")
            for edition, numbers in (("iso14001:2015", iso), ("cts-q-zg040:2023", cts))
            for number in numbers.split()
        ),
    )
    for name, en, zh, iso, cts in (
        ("earlier", "status of earlier actions", "以往措施的状况", "9.3.a", "9.3.2.a"),
        ("issues", "changes of issues", "内外部问题的变化", "9.3.b.1", "9.3.2.b.1"),
        ("needs", "changes of needs, expectations and obligations", "需求、期望和合规义务的变化", "9.3.b.2", "9.3.2.b.2"),
        ("aspects", "changes of significant aspects", "重要环境因素的变化", "9.3.b.3", ""),
        ("risks", "changes of risks and opportunities", "风险和机遇的变化", "9.3.b.4", "9.3.2.b.3"),
        ("objectives", "extent to which objectives were met", "目标的实现程度", "9.3.c", "9.3.2.c.2"),
        ("actions", "nonconformities and corrective actions", "不符合和纠正措施", "9.3.d.1", "9.3.2.c.3"),
        ("results", "results of monitoring and measurement", "监视和测量结果", "9.3.d.2", "9.3.2.c.1"),
        ("compliance", "fulfilment of obligations", "合规义务的履行", "9.3.d.3", "9.3.2.c.4"),
        ("audits", "audit results", "审核结果", "9.3.d.4", "9.3.2.c.5"),
        ("resources", "adequacy of resources", "资源的充分性", "9.3.e", "9.3.2.d"),
        ("communications", "communications of interested parties", "相关方的信息交流", "9.3.f", "9.3.2.e"),
        ("improvement", "opportunities for improvement", "持续改进的机会", "9.3.g", "9.3.2.f"),
    )
}  # fmt: skip


def _subject(objective: str, site: str | None) -> Text:
    return Text(objective if site is None else f"{objective} @ {site}")


def _verdict(verdict: Verdict) -> tuple[Text, Text]:
    state = STATES[verdict.state]
    response = named(verdict.response) if verdict.response else None
    said = [one for one in (response, verdict.reason) if one is not None]
    more_en = f": {'; '.join(one.read('en') for one in said)}" if said else ""
    more_zh = f"：{'；'.join(one.read('zh') for one in said)}" if said else ""
    return _subject(verdict.objective, verdict.site), both(
        f"{state.read('en')}{more_en}", f"{state.read('zh')}{more_zh}"
    )


def _attained(review: Review) -> tuple[Text, Text]:
    found = review.attainment
    rest_en = "".join(f", {times} {STATES[state].read('en')}" for state, times in found.others)
    rest_zh = "".join(f"，{STATES[state].read('zh')} {times} 项" for state, times in found.others)
    return both("all objectives", "全部目标"), both(
        f"{found.met} met of {found.judged} judged{rest_en}",
        f"可判定 {found.judged} 项，达成 {found.met} 项{rest_zh}",
    )


def _decision(decision: Decision) -> tuple[Text, Text]:
    move = MOVES[decision.move]
    action, by = decision.action, decision.verdict.respond_by
    return _subject(decision.breach.objective, decision.breach.site), both(
        move.read("en") + (f" ({action})" if action else "") + (f", by {by}" if by else ""),
        move.read("zh") + (f"（{action}）" if action else "") + (f"，{by} 前" if by else ""),
    )


def _action(action: CorrectiveAction, *, late: bool) -> tuple[Text, Text]:
    state = CAPA_STATES[action.state]
    return Text(action.id), both(
        state.read("en") + (", late" if late else ""), state.read("zh") + ("，逾期" if late else "")
    )


def spell_figure(figure: Figure) -> Text:
    """Spell an indicator of the process: what was counted, of what, and whether it is missed."""
    if figure.value is None:
        return both("not applicable: 0 of 0", "不适用：0/0")
    percent = spell_quantity(figure.value.to("%"), limits(figure.indicator.target))
    equals = "" if percent.startswith("≈") else "= "
    share = f"{figure.numerator}/{figure.denominator} {equals}{percent}"
    return both(
        share + ("" if figure.met else ", missed"), share + ("" if figure.met else "，未达成")
    )


def _figure(figure: Figure) -> tuple[Text, Text]:
    return figure.indicator.name, spell_figure(figure)


def _overdue(look: Due) -> tuple[Text, Text]:
    return look.monitoring.name, both(
        f"{look.period} was due by {look.by}", f"{look.period} 应于 {look.by} 前完成"
    )


def review_inputs(
    review: Review, changes: Iterable[ResourceChange] = ()
) -> tuple[ReviewInput, ...]:
    """Return every input that management review asks for, with what a review has to say of it."""
    said: dict[str, Iterator[tuple[Text, Text]]] = {
        "earlier": (_action(one, late=one in review.late_actions) for one in review.actions),
        "objectives": iter([_attained(review), *map(_verdict, review.obstacles)]),
        "actions": map(_decision, review.decisions),
        "results": iter(
            [
                *(
                    (_subject(one.verdict.objective, one.verdict.site), one.what)
                    for one in review.warnings
                ),
                *map(_figure, review.figures),
                *map(_overdue, review.overdue),
            ]
        ),
        "resources": ((Text(one.objective), one.what) for one in changes),
    }
    inputs: list[ReviewInput] = []
    for name, (asked, clauses) in _ASKED.items():
        found = [ReviewInput(asked, clauses, *one) for one in said.get(name, ())]
        inputs.extend(found or [ReviewInput(asked, clauses, Text("–"))])
    return tuple(inputs)
