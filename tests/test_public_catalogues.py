"""Catalogues as others publish them: their numbers, their aliases, their tables."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from datetime import date
from pathlib import Path

import click
import pytest
import xlsxwriter
from click.testing import CliRunner

from mgmtsys.auditing.audit import run
from mgmtsys.auditing.check import check
from mgmtsys.auditing.lint import lint
from mgmtsys.auditing.matrix import clause_matrix
from mgmtsys.auditing.status import Status
from mgmtsys.auditing.through import matrix_through
from mgmtsys.cli import cli
from mgmtsys.cli.speech import Command
from mgmtsys.files.loading import load, load_standard, save
from mgmtsys.show.catalogues import Excerpt
from mgmtsys.show.crosswalk import Comparison
from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef, Force, Standard, clause_refs
from mgmtsys.standard.crosswalk import Crosswalk, compose
from mgmtsys.standard.inference import infer
from mgmtsys.standard.link import Link
from mgmtsys.standard.relation import DISJOINT, EQUAL, INTERSECTS, SUBSET, SUPERSET, Relation
from mgmtsys.standard.transfer import MET, transfer
from mgmtsys.system.document import Evidence, Procedure
from mgmtsys.system.dossier import Dossier
from mgmtsys.system.finding import Exclusion, Grade
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import (
    Contradiction,
    InvalidCrosswalk,
    InvalidDocument,
    Notice,
    UnknownClause,
)
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text

FACTS = "#id,csf:2\n#title:en,Framework\n"
ON = date(2026, 6, 30)


def table(path: Path, rows: str, name: str = "csf.csv") -> str:
    file = path / name
    file.write_text(FACTS + rows, "utf-8")
    return str(file)


def numbers(standard: Standard) -> list[str]:
    return [str(one.number) for one in standard]


# -- numbers


def test_a_table_keeps_the_numbers_of_its_publisher(tmp_path: Path) -> None:
    rows = "number,text:en,force\nGV,Govern,heading\nGV.OC,Context,heading\nGV.OC-01,Know the mission,\n"
    standard = load_standard(table(tmp_path, rows))
    assert ["GV", "GV.OC", "GV.OC-01"] == numbers(standard)
    assert "GV.OC-01" == str(standard.clauses[0].items[0].items[0].number)
    save(standard, tmp_path / "again.csv")
    assert standard == load_standard(str(tmp_path / "again.csv"))
    save(standard, tmp_path / "again.yaml")
    assert standard == load_standard(str(tmp_path / "again.yaml"))


def test_a_spelling_that_is_not_the_number_stays_as_its_alias(tmp_path: Path) -> None:
    rows = "number,text:en,alias\n24(c) iv,Keep it,\n4.2 a,Plan,\n4.3 a),Do,stated\n4.4,See,\n"
    standard = load_standard(table(tmp_path, rows))
    found = [(str(one.number), one.alias) for one in standard]
    assert [
        ("24.c.iv", "24(c) iv"),
        ("4.2.a", "4.2 a"),
        ("4.3.a", "stated"),
        ("4.4", None),
    ] == found
    assert standard["24(c) iv"] is standard["24.c.iv"] is standard[ClauseNumber("24(c) iv")]
    assert standard["stated"] is standard["4.3 a"]


def test_two_spellings_of_one_number_are_refused_and_two_numbers_stay_two(tmp_path: Path) -> None:
    both = load_standard(table(tmp_path, "number,text:en\na-01,One\na-1,Two\n"))
    assert ["One", "Two"] == [both[one].text.read("en") for one in ("a-01", "a-1")]
    with pytest.raises(InvalidDocument) as refused:
        load_standard(table(tmp_path, "number,text:en\n4.2 a),One\n4.2.a,Two\n"))
    assert "5:1: clauses.1.number: 4.2.a is listed twice" in str(refused.value)


def test_a_catalogue_in_rows_comes_back_from_every_file(tmp_path: Path) -> None:
    rows = "number,text:en\nA.5.,Org\nA.5.1.,Policy\nA.5.1.1.,Review\nA.6,People\n"
    standard = load_standard(table(tmp_path, rows))
    assert ["A.5", "A.6"] == [str(one.number) for one in standard.clauses]
    flat = Standard(
        "csf:2",
        standard.title,
        clauses=tuple(Clause(one.number, one.text, alias=one.alias) for one in standard),
    )
    for suffix in (".yaml", ".json", ".toml", ".csv", ".xlsx"):
        save(flat, tmp_path / f"again{suffix}")
        assert flat == standard == load_standard(str(tmp_path / f"again{suffix}"))


# -- aliases


ALIASED = Standard(
    "own:1",
    Text("Own"),
    clauses=(
        Clause(
            ClauseNumber("a"),
            Text("A"),
            force=Force.HEADING,
            items=(
                Clause(ClauseNumber("a.1"), Text("One"), alias="GV.OC-01"),
                Clause(ClauseNumber("a.2"), Text("Two"), alias="5.1"),
                Clause(ClauseNumber("a.3"), Text("Three"), alias="twin"),
                Clause(ClauseNumber("a.4"), Text("Four"), alias="twin"),
                Clause(ClauseNumber("a.5"), Text("Five"), alias="a.1"),
                Clause(ClauseNumber("a.6"), Text("Six"), alias="7 (b)"),
                Clause(ClauseNumber("a.7"), Text("Seven"), alias="§§ ?"),
            ),
        ),
        Clause(ClauseNumber("b"), Text("B"), alias="part B"),
    ),
)


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("GV.OC-01", "a.1"),
        ("5.1", "a.2"),
        ("a.1", "a.1"),
        ("7 (b)", "a.6"),
        ("7.b", "a.6"),
        ("§§ ?", "a.7"),
        ("part B", "b"),
        (" 5.1 ", "a.2"),
    ],
)
def test_an_item_is_found_by_its_number_and_else_by_its_alias(given: str, number: str) -> None:
    assert number == str(ALIASED[given].number)


@pytest.mark.parametrize("given", ["twin", "GV.OC-1", "GV.OC-001"])
def test_an_alias_of_two_or_one_spelled_nearly_so_finds_nothing(given: str) -> None:
    with pytest.raises(UnknownClause):
        ALIASED[given]


def test_what_is_shown_and_asked_for_goes_by_aliases() -> None:
    assert ClauseNumber("GV.OC-01") in ALIASED
    assert ["a.1"] == [str(one.number) for one in ALIASED.requirements("GV.OC-01")]
    assert ["a.1"] == [
        str(one.number) for one in Excerpt(ALIASED, ClauseNumber("GV.OC-01")).clauses
    ]


def _system(**fields: object) -> ManagementSystem:
    return ManagementSystem(
        Text("Works"),
        Period.parse("2026"),
        standards=(ALIASED,),
        procedures=(Procedure("P", Text("Manual")),),
        **fields,  # type: ignore[arg-type]
    )


def test_evidence_exclusions_and_checks_name_clauses_by_their_aliases() -> None:
    system = _system(
        evidence=(Evidence(clause_refs(["own:1/GV.OC-01"]), "P", section="1"),),
        exclusions=(Exclusion(ClauseRef.parse("own:1/5.1"), Text("None here")),),
    )

    @check("own.said", clauses=["own:1/part B"], grade=Grade.MAJOR)
    def everything_is_said(system: ManagementSystem, on: date) -> list[tuple[object, str]]:
        """Everything is said."""
        return [(system, "nothing is said")]

    report = run(Dossier(system, ON), [everything_is_said])
    assert ["own:1/b"] == [str(one) for one in report.findings[0].clauses]
    assert ["own.said"] == [one.check for one in report.findings]
    matrix = clause_matrix(system, ["own:1"], on=ON, report=report)
    assert (1, 0) == (len(matrix["own:1/a.1"].declared), len(matrix["own:1/a.4"].declared))
    assert matrix["own:1/GV.OC-01"] is matrix["own:1/a.1"]
    assert Status.NOT_APPLICABLE is matrix["own:1/5.1"].status
    assert Status.GAP is matrix["own:1/b"].status
    assert ["own:1/a.1"] == [
        str(row.clause) for row in clause_matrix(system, ["own:1"], "GV.OC-01", ON).rows
    ]


def test_a_crosswalk_links_clauses_by_their_aliases() -> None:
    walk = Crosswalk(
        "own:1--to:1",
        "own:1",
        target="to:1",
        title=Text("Walk"),
        links=(
            Link(("GV.OC-01",), ("1",), relation=EQUAL),
            Link(("a.3",), ("eins",), relation=EQUAL),
        ),
    )
    to = Standard(
        "to:1",
        Text("To"),
        clauses=(
            Clause(ClauseNumber("1"), Text("x")),
            Clause(ClauseNumber("2"), Text("y"), alias="eins"),
        ),
    )
    known = {standard.id: standard for standard in (ALIASED, to)}
    assert () == lint(walk, known.__getitem__).findings
    assert "a.1" not in [str(one.number) for one in walk.source_gaps(ALIASED)]
    assert () == walk.target_gaps(to)
    found = transfer(
        walk.numbered(ALIASED), {ClauseNumber("a.1"): MET, ClauseNumber("a.3"): MET}, to
    )
    assert (2, found["2"]) == (found.bounds.certain, found["eins"])
    with pytest.raises(KeyError):
        found["drei"]
    assert ("a.1",) == tuple(map(str, (walk >> ~walk).numbered(ALIASED).links[0].sources))
    (link,) = Comparison(walk, ALIASED, target=to, under=ClauseNumber("GV.OC-01")).links
    assert ("a.1",) == tuple(map(str, link.sources))
    joined = compose(~walk, walk, ALIASED)
    assert [("1", "1"), ("eins", "eins")] == [
        (str(one.sources[0]), str(one.targets[0])) for one in joined.links
    ]
    matrix = clause_matrix(_system(), ["own:1"], on=ON)
    assert 2 == len(matrix_through(matrix, walk, to, source=ALIASED).rows)


def test_links_to_clauses_that_no_catalogue_has_are_refused_by_name() -> None:
    links = (Link(("GV.OC-01",), ("77",), relation=EQUAL), Link(("99",), ("1",), relation=EQUAL))
    walk = Crosswalk("own:1--to:1", "own:1", target="to:1", title=Text("Walk"), links=links)
    to = Standard("to:1", Text("To"), clauses=(Clause(ClauseNumber("1"), Text("x")),))
    matrix = clause_matrix(_system(), ["own:1"], on=ON)
    with pytest.raises(InvalidCrosswalk, match=r"to:1 does not have: 77$"):
        matrix_through(matrix, walk, to)
    with pytest.raises(InvalidCrosswalk, match=r"own:1 does not have: 99$"):
        matrix_through(matrix, walk, to, source=ALIASED)


def test_commands_take_aliases(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    save(ALIASED, file)
    run_ = CliRunner().invoke(
        cli, ["standards", str(file), "--under", "GV.OC-01", "--format", "csv"]
    )
    assert (
        0,
        ["number,text,force,documented,confidence,remark", "a.1,One,shall,,,"],
    ) == (
        run_.exit_code,
        run_.output.split(),
    )


# -- a catalogue that cannot be read


def test_a_catalogue_that_cannot_be_read_leaves_no_other_complaint(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "format: mgmtsys.catalogue/1\nid: own:1\ntitle: Own\nclauses: [{number: '!', text: x}]\n",
        "utf-8",
    )
    (tmp_path / "system.yaml").write_text(
        "format: mgmtsys/1\norganisation: Works\nperiod: 2026\nstandards: [own.yaml]\n"
        "procedures: {P: {title: Manual}}\n"
        "evidence: [{clauses: [own:1/1], document: P, section: '1'}]\n",
        "utf-8",
    )
    with pytest.raises(InvalidDocument) as refused:
        load(tmp_path / "system.yaml")
    (problem,) = refused.value.problems
    assert "'!' is not a clause number" in str(problem.message)


# -- tables in layouts of others


def sheet(path: Path, *rows: list[object]) -> str:
    file = path / "sheet.xlsx"
    book = xlsxwriter.Workbook(str(file))
    page = book.add_worksheet()
    for index, row in enumerate(rows):
        page.write_row(index, 0, row)
    book.close()
    return str(file)


def test_a_workbook_in_a_foreign_layout_is_told_what_columns_it_lacks(tmp_path: Path) -> None:
    file = sheet(tmp_path, ["Ref", "Topic", "Weight"], ["AA-1", "Do it", 10], ["AA-2", "More", 5])
    with pytest.raises(InvalidDocument) as refused:
        load_standard(file)
    (problem,) = refused.value.problems
    assert str(problem.message).startswith(
        "the head has no number, text: expected a column of that name"
    )


FACT_ROWS: list[list[object]] = [["#id", "csf:2"], ["#title:en", "Framework"]]


def test_columns_of_ones_own_are_left_out_with_a_word_and_their_cells_are_not_looked_at(
    tmp_path: Path,
) -> None:
    rows: list[list[object]] = [
        ["Number", "TEXT:en", "My weight", "", 7],
        ["AA-1", "Do it", 10, 3, 4],
    ]
    file = sheet(tmp_path, *FACT_ROWS, *rows)
    with pytest.warns(Notice) as told:
        standard = load_standard(file)
    assert ["AA-1"] == numbers(standard)
    (notice,) = told
    assert f"{file}: left out: the columns My weight; read are number, force" in str(notice.message)
    assert isinstance(notice.message, Notice)
    assert f"{file}：未读取的列：My weight；可读取的列为 number" in notice.message.read("zh")


def test_a_number_in_a_column_that_is_read_is_refused(tmp_path: Path) -> None:
    file = sheet(tmp_path, *FACT_ROWS, ["number", "text:en", "weight"], [6.1, "Do it", 10])
    with pytest.raises(InvalidDocument) as refused:
        load_standard(file)
    (problem,) = refused.value.problems
    assert str(problem.message).startswith("cell A4 holds 6.1 as a number")


def test_a_fact_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = sheet(tmp_path, ["#id", 7, 8], ["#title:en", "F"], ["number", "text:en"], ["1", "Do it"])
    with pytest.raises(InvalidDocument) as refused:
        load_standard(file)
    assert ["cell B1"] == [
        str(one.message)[:7] for one in refused.value.problems if str(one.message)[:4] == "cell"
    ]


def test_the_head_may_stand_under_titles_which_are_left_out_with_a_word(tmp_path: Path) -> None:
    file = tmp_path / "sheet.xlsx"
    book = xlsxwriter.Workbook(str(file))
    page = book.add_worksheet()
    page.merge_range("A1:C1", "Controls 2026")
    page.write_row("A2", ["as of", 2026])
    for index, row in enumerate(
        [*FACT_ROWS, [], ["number", "text", "weight"], ["AA-1", "Do it", 10]]
    ):
        page.write_row(index + 3, 0, row)
    book.close()
    with pytest.warns(Notice) as told:
        standard = load_standard(str(file))
    assert ("csf:2", ["AA-1"]) == (standard.id, numbers(standard))
    assert [
        f"{file}: left out: what stands above the head in line 1, 2",
        f"{file}: left out: the columns weight",
    ] == [str(one.message).partition(";")[0] for one in told]


@pytest.mark.parametrize(
    "text",
    [
        "Controls, 2026\n#id;csf:2\n#title:en;Framework\nnumber;text:en\nAA-1;Do it, all of it, now\n",
        "sep=;\n#id;csf:2\n#title:en;Framework\nnumber;text:en\nAA-1;Do it, all of it, now\n",
        '#id,csf:2\n#title:en,Framework\n#,number,text:en\n1,AA-1,"Do it, all of it, now"\n',
    ],
)
@pytest.mark.filterwarnings("ignore::mgmtsys.values.exceptions.Notice")
def test_the_head_says_what_sets_cells_apart(tmp_path: Path, text: str) -> None:
    file = tmp_path / "csf.csv"
    file.write_text(text, "utf-8")
    standard = load_standard(str(file))
    assert ["AA-1"] == numbers(standard)
    assert "Do it, all of it, now" == standard["AA-1"].text.read("en")


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("#id,csf:3\nnumber,text:en\n1,Do\n", "3:1: a second id: expected one, or one a language"),
        (
            "#title,F\nnumber,text:en\n1,Do\n",
            "3:1: a second title: expected one, or one a language",
        ),
        ("number,text:en,text:en\n1,Do,Not\n", "4:3: a second text:en: expected one"),
        ("number,text,text:en\n1,Do,Not\n", "4:3: a second text:en: expected one"),
        ("number,text:en,text\n1,Do,Not\n", "4:3: a second text: expected one"),
        ("number,Number,text:en\n1,2,Do\n", "4:2: a second number: expected one"),
    ],
)
def test_nothing_of_a_table_is_laid_over_something_else(
    tmp_path: Path, rows: str, complaint: str
) -> None:
    with pytest.raises(InvalidDocument) as refused:
        load_standard(table(tmp_path, rows))
    assert complaint in str(refused.value)


def test_a_second_column_may_fill_what_the_first_leaves_empty(tmp_path: Path) -> None:
    standard = load_standard(table(tmp_path, "number,text,text:en\n1,Do,\n2,,Not\n"))
    assert ["Do", "Not"] == [str(one.text) for one in standard]


def test_the_head_says_whether_a_table_is_a_catalogue_or_a_crosswalk(tmp_path: Path) -> None:
    with pytest.warns(Notice, match="the columns targets, relation;"):
        own = load_standard(table(tmp_path, "number,text:en,targets,relation\n1,Do it,NIS2,x\n"))
    assert ["1"] == numbers(own)
    with pytest.raises(InvalidDocument, match="unknown key 'source': expected 'sources' perhaps"):
        load(table(tmp_path, "source,relation,target\n1,equal-to,1\n"), Crosswalk)


@pytest.mark.parametrize("text", ['"Our controls\n', 'Our controls\n"number,text\n'])
def test_a_quote_that_nothing_closes_is_refused_above_a_head_too(tmp_path: Path, text: str) -> None:
    file = tmp_path / "own.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(InvalidDocument, match=r":1:1: (the row that starts here|the head has no)"):
        load_standard(str(file))


def test_many_columns_of_ones_own_are_counted(tmp_path: Path) -> None:
    own = ",".join(f"own{n}" for n in range(20))
    text = f"number,text:en,,{own}\n1,Do it,,{',' * 19}\n2,More,under no head{',' * 20}\n"
    with pytest.warns(Notice, match=r"the columns C, own0, .* own10 and 9 more; read are"):
        load_standard(table(tmp_path, text))


def test_a_head_that_is_nearly_a_known_one_is_refused_unless_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidDocument, match="unknown key 'forse': expected 'force' perhaps"):
        load_standard(table(tmp_path, "number,text:en,forse\n1,Do it,may\n"))
    with pytest.warns(Notice, match="the columns forse;"):
        load_standard(table(tmp_path, "number,text:en,force,forse\n1,Do it,may,x\n"))


def test_a_heading_without_a_number_is_numbered_by_its_place_and_said(tmp_path: Path) -> None:
    rows = "number,text:en,force\n,First,heading\nAA-1,Do it,\n,Second,heading\ng2,Other,\n"
    with pytest.warns(Notice, match=r"2 rows without a number: numbered by place, g1 to g3$"):
        standard = load_standard(table(tmp_path, rows))
    assert ["g1", "AA-1", "g3", "g2"] == numbers(standard)
    with pytest.warns(Notice, match=r"1 row without a number: numbered by place, g1 to g1$"):
        load_standard(table(tmp_path, "number,text:en,force\n,First,heading\n"))


def test_a_requirement_without_a_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidDocument, match=r":4:1: clauses.0: no number: expected one"):
        load_standard(table(tmp_path, "number,text:en,force\n,Do it,shall\n"))


def test_requirements_are_numbered_by_place_where_the_table_says_so(tmp_path: Path) -> None:
    rows = (
        "#unnumbered,by_place\nnumber,text:en,force\n,Before,\n4.2,Plan,heading\n,One,\n4.2.a,Two,\n"
        ",Three,\n4.2.p2,Four,\n,Open,heading\n,Five,\nART 1.,Law,heading\n,Six,\n"
    )
    with pytest.warns(Notice, match=r"6 rows without a number: numbered by place, p1 to p2$"):
        standard = load_standard(table(tmp_path, rows))
    assert [
        "p1", "4.2", "4.2.p1", "4.2.a", "4.2.p3", "4.2.p2", "g1", "g1.p1", "ART 1.", "p2",
    ] == numbers(standard)  # fmt: skip
    with pytest.raises(InvalidDocument, match=r"unnumbered: found 'x': expected by_place"):
        load_standard(table(tmp_path, "#unnumbered,x\nnumber,text:en\n,Before\n"))


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "left out: the columns weight"), ("zh", "未读取的列：weight")]
)
def test_commands_say_notices_once_on_standard_error(tmp_path: Path, lang: str, said: str) -> None:
    file = table(tmp_path, "number,text:en,weight\n1,Do it,3\n")
    out = str(tmp_path / "out.yaml")
    result = CliRunner().invoke(cli, ["import", "table", file, "-o", out, "--lang", lang])
    assert 0 == result.exit_code
    assert 1 == result.stderr.count(said)
    assert said not in result.stdout


def test_other_warnings_stay_warnings() -> None:
    @click.command(cls=Command, wording=())
    def command() -> None:
        warnings.warn("something else", UserWarning, stacklevel=1)

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        command([], standalone_mode=False)
    assert ["something else"] == [str(one.message) for one in caught]


# -- contradictions


def _walk(source: str, target: str, *claims: tuple[str, Relation, str]) -> Crosswalk:
    return Crosswalk(
        f"{source}--{target}",
        source,
        target=target,
        title=Text("Walk"),
        links=tuple(
            Link(tuple(one.split()), tuple(other.split()), relation=relation)
            for one, relation, other in claims
        ),
    )


TWICE = _walk(
    "a:1", "b:1", ("1", SUBSET, "1"), ("1", INTERSECTS, "1"), ("1", SUBSET, "2"), ("1", INTERSECTS, "2")
)  # fmt: skip


def _unknown(edition: str) -> Standard:
    from mgmtsys.values.exceptions import UnknownStandard

    raise UnknownStandard(Text({"en": edition, "zh": edition}))


def _contradictions(walk: Crosswalk) -> int:
    found = lint(walk, _unknown).findings
    return sum(one.check == "crosswalk.contradiction" for one in found)


def test_every_contradiction_is_named_also_of_one_clause() -> None:
    assert 2 == _contradictions(TWICE)
    assert 2 == len(TWICE.contradictions)
    other = _walk("b:1", "c:1", ("9", EQUAL, "1"), ("9", DISJOINT, "1"))
    with pytest.raises(Contradiction) as refused:
        TWICE >> other
    assert 3 == str(refused.value).count("these exclude each other: ")
    assert 3 == refused.value.read("zh").count("两者互相排斥：")


def test_an_edition_against_itself_contradicts_what_is_not_equal() -> None:
    itself = _walk("a:1", "a:1", ("1", SUPERSET, "1"), ("2", DISJOINT, "2"), ("1", SUBSET, "2"))
    assert 2 == _contradictions(itself)
    assert 0 == _contradictions(_walk("a:1", "a:1", ("1", EQUAL, "1"), ("1", SUBSET, "2")))
    narrowed = infer(_walk("a:1", "a:1", ("1", Relation.parse("any"), "1")))
    assert [EQUAL] == [one.relation for one in narrowed.links]
    assert [EQUAL | SUPERSET] == [
        one.relation
        for one in infer(_walk("a:1", "a:1", ("1 2", Relation.parse("overlaps"), "1"))).links
    ]


# -- what composition and inference find


def test_the_parts_that_lie_within_are_joined_by_what_they_are() -> None:
    first = _walk("a:1", "b:1", ("1", SUPERSET, "4 5 6"))
    second = _walk("b:1", "c:1", ("4", EQUAL, "7"), ("5", SUPERSET, "8"), ("6", INTERSECTS, "9"))
    found = {
        (link.pair, str(link.relation))
        for link in (first >> second).links
        if len(link.targets) == 2
    }
    pair = _walk("a:1", "c:1", ("1", SUPERSET, "7 8")).links[0].pair
    assert (pair, "superset-of") in found


def test_a_set_and_its_part_make_two_sets_equal() -> None:
    walk = _walk(
        "a:1", "b:1",
        ("1", SUPERSET, "3"), ("1 2", EQUAL | SUBSET, "1 3"), ("2", SUPERSET, "1"),
    )  # fmt: skip
    found = {link.pair: link.relation for link in infer(walk).links}
    assert EQUAL == found[walk.links[1].pair]


_COMPOSED = """
import mgmtsys as ms
def walk(source, target, *claims):
    links = [ms.standard.Link(tuple(one.split()), tuple(other.split()), relation=ms.standard.Relation.parse(word))
             for one, word, other in claims]
    return ms.Crosswalk(f"{source}--{target}", source, target=target, title=ms.Text("Walk"), links=tuple(links))
whole = "b c d e f g"
parts = [(one, "equal-to", f"{one}.1") for one in whole.split()]
found = walk("a:1", "b:1", ("1", "superset-of", whole)) >> walk("b:1", "c:1", *parts)
for one in found.links:
    print(*map(str, (*one.sources, one.relation, *one.targets, *one.path)))
"""


def test_what_is_composed_is_the_same_under_every_hash_seed() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", _COMPOSED],
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert 1 == len(said)


def test_crosswalk_rows_keep_the_numbers_of_public_catalogues(tmp_path: Path) -> None:
    file = tmp_path / "walk.csv"
    file.write_text(
        "#id,csf:2--iso:1\n#source,csf:2\n#target,iso:1\n#title:en,Walk\n"
        'sources,relation,targets\n"GV.OC-01, Article 6",subset-of,A&A-01\n',
        "utf-8",
    )
    (link,) = load(str(file), Crosswalk).links
    assert (("Article 6", "GV.OC-01"), ("A&A-01",)) == (
        tuple(map(str, link.sources)),
        tuple(map(str, link.targets)),
    )


def test_a_notice_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    @click.command(cls=Command, wording=())
    def command() -> None:
        for _ in range(2):
            warnings.warn(
                Notice(Text({"en": "one heading left out", "zh": "略去一个标题"})), stacklevel=1
            )

    command(["--lang", "zh"], standalone_mode=False)
    assert "略去一个标题\n" == capsys.readouterr().err
