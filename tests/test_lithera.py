"""The shipped example: the numbers of the document, and the matrix that an auditor expects."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from mgmtsys.auditing.checks import STANDARD, audit
from mgmtsys.auditing.matrix import ClauseMatrix, clause_matrix
from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.files.loading import load, load_register
from mgmtsys.files.readings import load_readings
from mgmtsys.system.bound import TargetKind
from mgmtsys.system.raci import Role
from mgmtsys.system.verdict import State
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text
from mgmtsys.values.units import Quantity

EXAMPLE = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"
SYSTEM = load(EXAMPLE)
OBJECTIVES = {objective.id: objective for objective in SYSTEM.objectives}
EDITIONS = ["iso14001:2015", "cts-q-zg040:2023"]
MATRIX = clause_matrix(SYSTEM, EDITIONS, "6.2")
CHECKED = clause_matrix(SYSTEM, EDITIONS, "6.2", report=audit(SYSTEM, date(2026, 6, 30), STANDARD))


def texts_of(value: object) -> Iterator[Text]:
    """Yield every wording in a value of attrs classes and tuples."""
    match value:
        case Text():
            yield value
        case tuple():
            for part in value:
                yield from texts_of(part)
        case _:
            for field in getattr(type(value), "__attrs_attrs__", ()):
                yield from texts_of(getattr(value, field.name))


def test_there_are_seven_objectives_of_the_documents_kinds() -> None:
    kinds = Counter(bound.kind for one in OBJECTIVES.values() for bound in one.target.bounds)
    assert {TargetKind.ZERO: 2, TargetKind.AT_LEAST: 4, TargetKind.REDUCE_BY: 1} == kinds
    assert Fraction(1, 20) == OBJECTIVES["E3"].target.bounds[0].rate


def test_four_objectives_are_ongoing_and_three_lack_the_year() -> None:
    dues = {id: one.due for id, one in OBJECTIVES.items() if one.due}
    assert ["E1", "E2", "E4", "E5"] == [id for id, due in dues.items() if due.is_ongoing]
    assert ["E3", "E6", "E7"] == [id for id, due in dues.items() if due.months == (12, 1)]


def test_four_persons_own_the_objectives_and_one_objective_has_two() -> None:
    owners = {id: one.responsible for id, one in OBJECTIVES.items()}
    assert {"Robert", "王婧", "KC", "盛转红"} == {who for each in owners.values() for who in each}
    assert ["E2"] == [id for id, who in owners.items() if len(who) > 1]


def test_only_the_first_objective_has_a_programme_and_it_costs_20000_a_year() -> None:
    assert ["E1"] == [id for id, one in OBJECTIVES.items() if one.programme]
    programme = OBJECTIVES["E1"].programme
    assert programme is not None
    drill = programme.resources[1]
    assert drill.amount is not None
    assert drill.every is not None
    times = len(SYSTEM.period.due(drill.every))
    assert Quantity.parse("CNY 20,000") == drill.amount * times
    assert [None, None] == [one.amount for one in programme.resources if one is not drill]


def test_three_of_five_activities_have_nobody_accountable() -> None:
    raci = SYSTEM.raci
    assert 5 == len(raci.activities)
    without = [one for one in raci.activities if not raci.who(one, Role.ACCOUNTABLE)]
    assert ["方案展开", "月度追踪", "未达成应对"] == without
    assert all(raci.who(one, Role.RESPONSIBLE) for one in raci.activities)


def test_the_bands_and_the_kpis_are_the_documents() -> None:
    policy = SYSTEM.deviation_policy
    assert policy is not None
    edges = [band.up_to.base if band.up_to else None for band in policy.parts[0].bands]
    assert [Fraction(1, 20), Fraction(1, 4), None] == edges
    assert 4 == len(SYSTEM.indicators)


def test_forms_links_training_and_approvals_are_the_documents() -> None:
    retention = [form.retention.is_permanent for form in SYSTEM.forms if form.retention]
    assert [False, False, True] == retention
    own = SYSTEM.procedures[0]
    linked = {one.procedure for one in own.related}
    assert 6 == len(linked)
    assert {"SOP-08"} == {one.procedure for one in own.refers_to} - linked
    hours = [course.duration for course in SYSTEM.training if course.duration]
    assert Quantity.parse("8 h") == hours[0] + hours[1]
    approvers = {who for line in own.approvals for who in line.parties}
    assert {"Miku", "Robert", "KC", "Charles"} == approvers
    assert [None, None] == [line.signed for line in own.approvals]
    assert (None, None, None) == (own.number, own.version, own.effective)


#: What an experienced auditor reads out of the procedure: the row, then one sign an objective.
#: E evidenced, P partial, G gap; - where the row asks nothing of each objective.
AUDITOR = """
iso14001:2015/6.2.1.p1     partial   PPPPPPP
iso14001:2015/6.2.1.p2     partial   GGGGGGG
iso14001:2015/6.2.1.p3     partial   GGGGGGG
iso14001:2015/6.2.1.a      partial   GGGGGGG
iso14001:2015/6.2.1.b      partial   EPPPEPP
iso14001:2015/6.2.1.c      evidenced EEEEEEE
iso14001:2015/6.2.1.d      gap       GGGGGGG
iso14001:2015/6.2.1.e      partial   GGGGGGG
iso14001:2015/6.2.1.p4     evidenced -
iso14001:2015/6.2.2.a      partial   EGGGGGG
iso14001:2015/6.2.2.b      partial   EGGGGGG
iso14001:2015/6.2.2.c      partial   PPPEEPE
iso14001:2015/6.2.2.d      partial   GGPGGPP
iso14001:2015/6.2.2.e      partial   EPPPPPP
iso14001:2015/6.2.2.p1     partial   GGGGGGG
cts-q-zg040:2023/6.2.1.p1  partial   PPPPPPP
cts-q-zg040:2023/6.2.1.p2  partial   GGGGGGG
cts-q-zg040:2023/6.2.1.p3  partial   GGGGGGG
cts-q-zg040:2023/6.2.1.a   gap       GGGGGGG
cts-q-zg040:2023/6.2.1.b.1 partial   EPPPEPP
cts-q-zg040:2023/6.2.1.b.2 evidenced EEEEEEE
cts-q-zg040:2023/6.2.1.c   gap       GGGGGGG
cts-q-zg040:2023/6.2.1.d   partial   GGGGGGG
cts-q-zg040:2023/6.2.1.p4  evidenced -
cts-q-zg040:2023/6.2.2.p1  partial   GGGGGGG
cts-q-zg040:2023/6.2.2.a   partial   EGGGGGG
cts-q-zg040:2023/6.2.2.b   partial   EGGGGGG
cts-q-zg040:2023/6.2.2.c   partial   PPPEEPE
cts-q-zg040:2023/6.2.2.d   partial   EGPGGPP
cts-q-zg040:2023/6.2.2.e   partial   EPPPPPP
""".strip().splitlines()


@pytest.mark.parametrize("matrix", [MATRIX, CHECKED], ids=["questions", "and checks"])
@pytest.mark.parametrize("line", AUDITOR)
def test_the_matrix_agrees_with_the_auditor(line: str, matrix: ClauseMatrix) -> None:
    clause, status, signs = line.split()
    row = matrix[clause]
    cells = {cell.column: cell.status.value[0].upper() for cell in row.cells}
    assert (status, signs) == (
        row.status.value,
        "".join(cells[id] for id in OBJECTIVES if id in cells) or "-",
    )


#: What the document prints, character for character: clause, then wordings.
PRINTED = """
2   所有显著环境因素（依 SOP-23 §7）+ 法规要求 + 改进机会
3   与环境方针一致之具体可衡量目标；实现目标之具体行动计画；制定目标之 5 大要件
5   Lithera 2026 年度环境目标（核心）；事故记录；处置记录 + 转移联单；办公室单位人员能源消耗较 2025 减少 5%
5   电费帐单对比；法规符合性稽核通过率 100%；内审报告；环保行政处罚 = 0 件；政府公告；回收记录；CAPA 关闭
6   方案展开（每目标）；每环境目标必含；每目标编制方案表（QEF-24-01）；PPE 充足配置；季度演练经费
6   应急装备升级（HF 急救药盒 + 二次围阻 + 监视器）；仓储应急装备完整检查 + 修补；第一次桌上演练
6   年度实地演练（含消防）；年度总结；应急装备完整率；演练完成率；应急装备检查；演练评估报告
7   各目标进度（绿 / 黄 / 红）；异常预警；资源需求变化；全部目标达成度；阻碍 / 改善；资源调整
7   每目标达成 / 未达成；未达成原因分析；触发 CAPA（如有）；次年目标设定
8   持续监控；评估 + 调整方案；触发 CAPA
9   环境目标达成率；月度追踪完成率；季度评审纳入；未达成 CAPA 触发率
11  环境目标与方案表；环境目标追踪表（月度）；年度评估报告
12  母版；显著因素衍生目标；实际管控；泄漏事故 = 0；产品端环境管理；环境作业管制
13  本程序 + SMART；方案展开实务
""".strip().splitlines()


@pytest.mark.parametrize("line", PRINTED)
def test_the_wording_is_the_documents(line: str) -> None:
    written = EXAMPLE.read_text("utf-8").partition("format:")[2]
    wordings = line.split(maxsplit=1)[1].split("；")
    assert [] == [wording for wording in wordings if wording not in written]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("监视器", "surveillance cameras"),
        ("演练完成率", "drill completion rate"),
        ("行政处罚", "administrative penalties"),
        ("显著环境因素", "significant environmental aspects"),
        ("充足配置", "provision of sufficient"),
        ("（核心）", "(core)"),
        ("（每目标）", "(for each objective)"),
        ("每环境目标必含", "each environmental objective contains"),
    ],
)
@pytest.mark.parametrize("file", ["system.yaml", "improved.yaml"])
def test_what_a_word_means_is_in_its_translation(file: str, zh: str, en: str) -> None:
    texts = [one for one in texts_of(load(EXAMPLE.with_name(file))) if zh in one.read("zh")]
    assert texts or file == "improved.yaml"
    assert [] == [one.read("en") for one in texts if en not in one.read("en").lower()]


def test_every_wording_but_the_name_has_both_languages() -> None:
    alone = [one for one in texts_of(SYSTEM) if {"zh", "en"} != dict(one.wordings).keys()]
    assert [SYSTEM.organisation] == alone


def test_what_each_objective_contains_is_a_rule_of_the_document() -> None:
    section = next(one for one in SYSTEM.procedures[0].sections if one.number == "6")
    assert section.text is not None
    said = section.text.read("zh")
    assert [] == [
        part for part in ("目标", "方案", "里程碑", "KPI", "验证", "QEF-24-01") if part not in said
    ]


@pytest.mark.parametrize(
    ("clause", "document", "lacks"),
    [
        ("6.2.1.p1", "环境目标程序", "functions and levels are not stated"),
        ("6.2.1.p3", "环境目标程序", "not the risks and opportunities of 6.1.1"),
        ("6.2.2.p1", "环境目标程序", "business processes are not named"),
        ("6.2.1.c", "QEF-24-02", "not filled in"),
        ("6.2.1.p4", "QEF-24-01", "not filled in"),
    ],
)
def test_evidence_says_what_it_lacks(clause: str, document: str, lacks: str) -> None:
    said = [
        one.shows.read("en")
        for one in SYSTEM.evidence
        if one.document == document
        and one.shows is not None
        and f"iso14001:2015/{clause}" in map(str, one.clauses)
    ]
    assert [True] == [lacks in one for one in said]


def test_what_the_document_does_not_say_is_marked_as_a_reading() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    remarks = " ".join(line.strip(" #") for line in lines if line.lstrip().startswith("#"))
    pages = EXAMPLE.with_name("README.md").read_text("utf-8").partition("## Lithera 2026 年")
    for said in ("mean of their months", "CAPA 关闭", "5 %", "green", "帐单", "稽核", "管制"):
        assert said in remarks
        assert said in pages[0]
    for said in ("平均", "CAPA 关闭", "5%", "绿", "帐单", "稽核", "管制"):
        assert said in pages[2]


def test_a_figure_without_a_stated_rhythm_is_looked_for_each_month() -> None:
    """The document tracks every objective monthly (§7.1) and says nothing else of E4 and E7."""
    day = date(2026, 9, 10)
    months = {}
    for file, readings in (
        ("system.yaml", "readings.csv"),
        ("improved.yaml", "improved_readings.csv"),
    ):
        system = load(EXAMPLE.with_name(file))
        record = load_readings([EXAMPLE.with_name(readings)], system, day)
        verdicts = evaluate(system, record, Period.parse("2026-08"), day).verdicts
        months[file] = {verdict.objective: verdict.state for verdict in verdicts}
    assert (State.NO_DATA, State.NO_DATA) == (
        months["system.yaml"]["E4"],
        months["system.yaml"]["E7"],
    )
    assert State.NOT_DUE == months["improved.yaml"]["E4"]


def test_the_spill_breaks_preparedness_and_is_answered_by_who_answers_misses() -> None:
    action = load_register(EXAMPLE.with_name("register.yaml"), SYSTEM).actions[0]
    assert "iso14001:2015/8.2.a" == str(action.requirement)
    assert action.owner in SYSTEM.raci.who("未达成应对", Role.RESPONSIBLE)


def test_the_matrix_has_no_other_rows() -> None:
    assert [line.split()[0] for line in AUDITOR] == [str(row.clause) for row in MATRIX.rows]
