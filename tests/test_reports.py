"""The clause matrix written: keys, bytes, tables, and nothing that a reader's program would run."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from mgmtsys.auditing.matrix import ClauseMatrix, clause_matrix
from mgmtsys.auditing.questions import QUESTIONS, Answer, Question
from mgmtsys.auditing.row import Coverage
from mgmtsys.auditing.status import Status
from mgmtsys.files.loading import load
from mgmtsys.files.standards import all_shipped
from mgmtsys.show import FORMATS, format_of, render, words, write
from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef, Force, Standard
from mgmtsys.system.document import Evidence, Form, Procedure, Section
from mgmtsys.system.finding import Exclusion, Finding, Grade, Waiver
from mgmtsys.system.measure import Formula, Measure, Series
from mgmtsys.system.objective import Objective
from mgmtsys.system.party import Party, PartyKind
from mgmtsys.system.report import Report
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.testing import systems
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.exceptions import InvalidField, NotUnderstood
from mgmtsys.values.fingerprint import fingerprint_of
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text
from mgmtsys.values.units import Unit
from mgmtsys.values.version import __version__

EXAMPLE = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"
LITHERA = load(EXAMPLE)
MATRIX = clause_matrix(LITHERA, ["iso14001:2015", "cts-q-zg040:2023"], "6.2", date(2026, 6, 30))

#: Wording that a spreadsheet, a table or a page would take for something else.
SLY = '=cmd|"/c calc"!A1 <b>*x*</b> [a](b) `c` \\ _d_\n| e'


def item(number: str, *asks: str, text: str = "Rule") -> Clause:
    return Clause(ClauseNumber(number), Text({"en": text, "zh": f"规则 {number}"}), asks=asks)


HOUSE = Standard(
    "=house:1",
    Text("House rules"),
    clauses=(
        Clause(
            ClauseNumber("1"),
            Text("Rules"),
            force=Force.HEADING,
            items=(
                item("1.a", "objective.completion_date", text=SLY),
                item("1.b", "objective.completion_date"),
                item("1.c", "objective.completion_date"),
                item("1.d"),
                item("1.e", "house.unknown"),
                item("1.f"),
            ),
        ),
    ),
)
REF = {letter: ClauseRef("=house:1", ClauseNumber(f"1.{letter}")) for letter in "abcdef"}
UNKNOWN = Question(
    "house.unknown", Text("It is known."), of_system=lambda _: Answer(unknown=(Text("who"),))
)
SYSTEM = ManagementSystem(
    organisation=Text({"zh": "工厂 | <一>", "en": "Works | <one>"}),
    period=Period.parse("2026"),
    standards=(HOUSE,),
    parties=(Party("ann", PartyKind.PERSON),),
    series=(Series("spills", Unit.parse("incident")),),
    objectives=tuple(
        Objective(
            id,
            Text(id),
            measure=Measure(Formula.parse("sum(spills)"), Unit.parse("incident")),
            target=Target.zero(),
            due=Deadline.parse(due) if due else None,
        )
        for id, due in (("+O1", "2026-12-31"), ("O2", None))
    ),
    procedures=(Procedure("P", Text("@Paper"), sections=(Section("3", Text("Third")),)),),
    forms=(Form("F", Text("Form")),),
    evidence=(
        Evidence((REF["d"],), "P", section="3", shows=Text("-what it shows")),
        Evidence((REF["d"],), "F"),
    ),
    waivers=(Waiver(Text("for a while"), "ann", expires=date(2026, 12, 31), clause=REF["b"]),),
    exclusions=(Exclusion(REF["c"], Text("not here")),),
)
SEEN = Report(
    (
        Finding(
            "house.rule", Grade.MINOR, subject=("objectives", "+O1"), message=Text("a | flaw"), clauses=(REF["a"],)
        ),
    )
)  # fmt: skip


def house(report: Report = SEEN) -> ClauseMatrix:
    questions = {**QUESTIONS, UNKNOWN.name: UNKNOWN}
    return clause_matrix(SYSTEM, ["=house:1"], None, date(2026, 6, 30), report, questions)


def as_json(matrix: ClauseMatrix) -> Any:
    return json.loads(render(matrix, "json"))


def test_the_json_of_a_matrix_has_the_keys_that_other_tools_rely_on() -> None:
    document = as_json(MATRIX)
    assert [
        "format", "organisation", "period", "on", "standards", "columns", "rows", "version",
        "fingerprint", "system", "coverages",
    ] == list(document)  # fmt: skip
    assert {"clause", "heading", "status", "cells"} == set.intersection(*map(set, document["rows"]))
    assert {("zh", "en")} == {tuple(row["heading"]) for row in document["rows"]}
    assert {
        id: [*(status.value for status in Status), "denominator"] for id in MATRIX.standards
    } == {id: list(counts) for id, counts in document["coverages"].items()}


def test_the_json_of_a_matrix_says_what_the_matrix_says() -> None:
    document = as_json(MATRIX)
    assert {
        "format": "mgmtsys.matrix/1",
        "organisation": "Lithera",
        "period": "2026",
        "on": "2026-06-30",
        "standards": ["iso14001:2015", "cts-q-zg040:2023"],
        "version": __version__,
        "fingerprint": MATRIX.fingerprint,
        "system": load(EXAMPLE).fingerprint,
    } == {key: document[key] for key in document if key not in ("columns", "rows", "coverages")}
    assert [column.id for column in MATRIX.columns] == list(document["columns"])
    assert [str(row.clause) for row in MATRIX.rows] == [row["clause"] for row in document["rows"]]
    words_of_a_state = {status.value for status in Status}
    for row, written in zip(MATRIX.rows, document["rows"], strict=True):
        assert row.status.value == written["status"]
        cells = {one["column"]: one["status"] for one in written.get("cells", ())}
        assert {cell.column: cell.status.value for cell in row.cells} == cells
        assert set(cells) <= set(document["columns"])
        assert {written["status"], *cells.values()} <= words_of_a_state
    actions = next(row for row in document["rows"] if row["clause"] == "iso14001:2015/6.2.2.a")
    assert {
        "clause": "iso14001:2015/6.2.2.a",
        "heading": {"zh": "要做什么", "en": "What will be done"},
        "status": "partial",
        "cells": [
            {
                "column": "E1",
                "status": "evidenced",
                "found": [{"zh": "措施和里程碑 4 项", "en": "4 actions and milestones"}],
            },
            *(
                {
                    "column": id,
                    "status": "gap",
                    "missing": [{"zh": "要做什么", "en": "what will be done"}],
                }
                for id in ("E2", "E3", "E4", "E5", "E6", "E7")
            ),
        ],
    } == actions


def test_the_coverage_adds_up_to_its_denominator() -> None:
    for id, counts in as_json(MATRIX)["coverages"].items():
        rows = [row for row in MATRIX.rows if row.clause.standard == id]
        states = {status.value: counts[status.value] for status in Status}
        assert len(rows) == sum(states.values())
        assert counts["denominator"] == len(rows) - states["not_applicable"]


def test_the_json_shows_every_state_and_the_findings() -> None:
    document = as_json(house())
    assert {
        "=house:1/1.a": "partial",
        "=house:1/1.b": "waived",
        "=house:1/1.c": "not_applicable",
        "=house:1/1.d": "evidenced",
        "=house:1/1.e": "undetermined",
        "=house:1/1.f": "gap",
    } == {row["clause"]: row["status"] for row in document["rows"]}
    assert [
        {
            "check": "house.rule",
            "grade": "minor",
            "subject": ["objectives", "+O1"],
            "message": "a | flaw",
            "clauses": ["=house:1/1.a"],
        }
    ] == document["rows"][0]["findings"]
    assert [("P", "3", "-what it shows"), ("F", None, None)] == [
        tuple(one.get(key) for key in ("document", "section", "shows"))
        for one in document["rows"][3]["declared"]
    ]
    assert 5 == document["coverages"]["=house:1"]["denominator"]


def test_the_same_input_gives_the_same_text_in_every_process() -> None:
    program = (
        "import json, sys; from datetime import date; import mgmtsys as ms; s = ms.load(sys.argv[1]);"
        "m = ms.clause_matrix(s, [one.id for one in s.standards], '6.2', date(2026, 6, 30));"
        "print(json.dumps([ms.render(m, *one) for one in json.loads(sys.argv[2])]))"
    )
    forms = [(format, lang) for format in FORMATS for lang in ("en", "zh")]
    for seed in ("0", "77"):
        done = subprocess.run(
            [sys.executable, "-c", program, str(EXAMPLE), json.dumps(forms)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert [render(MATRIX, *form) for form in forms] == json.loads(done.stdout)


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_csv_reads_back_as_one_line_a_requirement(lang: str) -> None:
    head, *rows = rows_of(render(MATRIX, "csv", lang))
    assert [
        *(one.read(lang) for one in (words.STANDARD, words.CLAUSE, words.REQUIREMENT, words.STATE)),
        *(column.label.read(lang) for column in MATRIX.columns),
        *(one.read(lang) for one in (words.EVIDENCE, words.MISSING)),
    ] == head
    assert {len(head)} == {len(row) for row in rows}
    assert [
        [
            row.clause.standard,
            str(row.clause.number),
            row.heading.read(lang),
            words.STATUS[row.status].read(lang),
        ]
        for row in MATRIX.rows
    ] == [row[:4] for row in rows]
    cells = [
        [(cell and words.STATUS[cell.status].read(lang)) or "" for cell in map(row.__getitem__, head_ids())]
        for row in MATRIX.rows
    ]  # fmt: skip
    assert cells == [row[4:-2] for row in rows]


def head_ids() -> list[str]:
    return [column.id for column in MATRIX.columns]


def test_the_csv_lists_evidence_and_what_is_missing() -> None:
    row = next(row for row in rows_of(render(MATRIX, "csv", "zh")) if row[1] == "6.2.2.a")
    assert ["措施和里程碑 4 项（E1）", "要做什么（E2、E3、E4、E5、E6、E7）"] == row[-2:]


def test_a_cell_of_the_csv_never_runs_as_a_formula() -> None:
    head, *rows = rows_of(render(house(), "csv"))
    assert ["'+O1", "O2", "system", "'@Paper", "F"] == head[4:-2]
    assert {"'=house:1"} == {row[0] for row in rows}
    assert f"'{SLY}" == rows[0][2]
    assert "'-what it shows (@Paper §3); F (F)" == rows[3][-2]
    starts = {cell[:1] for row in (head, *rows) for cell in row}
    assert set() == starts & set("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_every_start_of_a_formula_is_quoted(sign: str) -> None:
    rows = [attrs.evolve(MATRIX.rows[0], heading=Text(f"{sign}a"))]
    matrix = attrs.evolve(MATRIX, rows=tuple(rows))
    assert f"'{sign}a" == rows_of(render(matrix, "csv"))[1][2]


def tables(text: str) -> list[list[str]]:
    """Return the tables of a Markdown page, each as its lines."""
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.startswith("|"):
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [table for table in found if table]


def cells_of(line: str) -> list[str]:
    """Split a line of a table at the bars that are not escaped."""
    marked = line.replace("\\\\", "\x00").replace("\\|", "\x01")
    return [cell.strip() for cell in marked.strip("|").split("|")]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("matrix", [MATRIX, house()], ids=["lithera", "house"])
def test_every_table_of_the_markdown_has_one_shape(matrix: ClauseMatrix, lang: str) -> None:
    found = tables(render(matrix, "md", lang))
    for head, line, *body in found:
        assert "|" + "---|" * len(cells_of(head)) == line
        assert {len(cells_of(head))} == {len(cells_of(row)) for row in body}
    start = [one.read(lang) for one in (words.CLAUSE, words.REQUIREMENT, words.STATE)]
    laid = [table for table in found if start == cells_of(table[0])[:3]]
    for id, (_, _, *body) in zip(matrix.standards, laid, strict=True):
        rows = [row for row in matrix.rows if row.clause.standard == id]
        assert [str(row.clause.number) for row in rows] == [cells_of(line)[0] for line in body]
        assert [words.STATUS[row.status].read(lang) for row in rows] == [
            cells_of(line)[2] for line in body
        ]


def test_the_markdown_shows_markup_as_it_was_typed() -> None:
    page = render(house(), "md")
    assert "# Clause matrix: Works \\| \\<one>\n" in page
    assert (
        '| 1.a | =cmd\\|"/c calc"!A1 \\<b>\\*x\\*\\</b> \\[a](b) \\`c\\` \\\\ \\_d\\_ \\| e | partial |'
    ) in page
    assert "<b>" not in page.replace("\\<b>", "")
    assert "# 条款矩阵：工厂 \\| \\<一>\n" in render(house(), "md", "zh")


def test_the_markdown_lists_gaps_evidence_and_coverage() -> None:
    page = render(house(), "md")
    assert "| =house:1 | 1 | 1 | 1 | 1 | 1 | 1 | 5 | 20.0% |" in page
    assert "| 1.a | a completion date | O2 |\n" in page
    assert "| 1.f | gap | – |\n" in page
    assert "| 1.d | -what it shows | @Paper §3 |\n| 1.d | – | F |\n" in page
    assert f"- fingerprint of the input: {house().fingerprint}\n" in page
    assert "- 标准：=house:1\n" in render(house(), "md", "zh")


def test_where_nothing_is_missing_or_declared_the_markdown_says_so() -> None:
    rows = tuple(attrs.evolve(row, cells=row.cells[:0]) for row in house().rows[:0])
    page = render(attrs.evolve(house(), rows=rows), "md", "zh")
    assert "### 缺少什么\n\n无\n\n### 所声明的证据\n\n无\n" in page
    assert "| =house:1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | – |" in page


def test_a_share_is_rounded_to_a_tenth_of_a_percent() -> None:
    def share(evidenced: int, gap: int, outside: int = 0) -> str:
        return words.share(
            Coverage(
                (
                    (Status.EVIDENCED, evidenced),
                    (Status.GAP, gap),
                    (Status.NOT_APPLICABLE, outside),
                )
            )
        )

    assert ["33.3%", "66.7%", "0.05%", "0.0%", "100.0%", "100.0%", "–", "–"] == [
        share(1, 2), share(2, 1), share(1, 1999), share(0, 7), share(7, 0), share(1, 0, 9),
        share(0, 0, 3), share(0, 0),
    ]  # fmt: skip


def test_the_fingerprint_is_of_everything_that_the_matrix_is_computed_from() -> None:
    again = clause_matrix(LITHERA, MATRIX.standards, "6.2", date(2026, 6, 30))
    assert MATRIX.fingerprint == again.fingerprint
    others = [
        clause_matrix(LITHERA, MATRIX.standards, "6.2", date(2026, 7, 1)),
        clause_matrix(LITHERA, MATRIX.standards, "6.2.1", date(2026, 6, 30)),
        clause_matrix(LITHERA, MATRIX.standards[:1], "6.2", date(2026, 6, 30)),
        clause_matrix(LITHERA, MATRIX.standards, "6.2", date(2026, 6, 30), SEEN),
        clause_matrix(
            attrs.evolve(LITHERA, objectives=LITHERA.objectives[1:]),
            MATRIX.standards, "6.2", date(2026, 6, 30),
        ),
    ]  # fmt: skip
    prints = {MATRIX.fingerprint, *(one.fingerprint for one in others)}
    assert 1 + len(others) == len(prints)
    assert fingerprint_of(LITHERA) not in prints


@pytest.mark.parametrize(
    ("name", "format"), [("m.md", "md"), ("M.JSON", "json"), ("a.b.csv", "csv")]
)
def test_the_suffix_names_the_format(tmp_path: Path, name: str, format: str) -> None:
    assert format == format_of(name)
    write(MATRIX, tmp_path / name, "zh")
    raw = (tmp_path / name).read_bytes()
    assert (b"\xef\xbb\xbf" if format == "csv" else b"") + render(
        MATRIX, format, "zh"
    ).encode() == raw


@pytest.mark.parametrize("value", [SYSTEM, None, "text", 7], ids=lambda one: type(one).__name__)
def test_what_is_no_report_is_refused_before_anything_is_written(
    tmp_path: Path, value: Any
) -> None:
    with pytest.raises(InvalidField, match="expected a ClauseMatrix, a Report or an Outcome"):
        write(value, tmp_path / "m.json")
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["m.txt", "m", ".md", "m.pdf"])
def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        write(MATRIX, tmp_path / name)
    format = format_of(name)
    assert f"unknown format {format!r}: expected one of md, csv, json, oscal" == str(caught.value)
    assert f"未知的格式 {format!r}：应为 md、csv、json、oscal 之一" == caught.value.read("zh")
    assert [] == list(tmp_path.iterdir())


def test_every_word_of_the_reports_is_in_both_languages() -> None:
    texts = [one for one in vars(words).values() if isinstance(one, Text)]
    for table in (words.STATUS, words.FORCE, words.DUTY):
        texts += table.values()
    assert len(texts) > 30
    assert {("en", "zh")} == {tuple(sorted(dict(text.wordings))) for text in texts}
    assert set(Status) == set(words.STATUS) == set(words.SIGN)
    assert len(Status) == len(set(words.SIGN.values()))


@settings(max_examples=settings().max_examples // 3, suppress_health_check=[HealthCheck.too_slow])
@given(systems(), st.sampled_from(("en", "zh")))
def test_whatever_a_system_says_every_report_keeps_its_shape(
    system: ManagementSystem, lang: str
) -> None:
    known = {one.id for one in system.standards}
    catalogues = (*system.standards, *(one for one in all_shipped() if one.id not in known))
    matrix = clause_matrix(
        attrs.evolve(system, standards=catalogues),
        [one.id for one in catalogues if one.requirements()],
    )
    head, *rows = rows_of(render(matrix, "csv", lang))
    assert len(matrix.rows) == len(rows)
    assert {len(head)} >= {len(row) for row in rows}
    for top, _, *body in tables(render(matrix, "md", lang)):
        assert {len(cells_of(top))} >= {len(cells_of(line)) for line in body}
    document = as_json(matrix)
    assert [row.status.value for row in matrix.rows] == [row["status"] for row in document["rows"]]
    assert set() == {
        cell["column"] for row in document["rows"] for cell in row.get("cells", ())
    } - set(document["columns"])
