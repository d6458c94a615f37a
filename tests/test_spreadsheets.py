"""Catalogues and crosswalks as tables: there and back, and every complaint with its row and column."""

import csv
import io
import sys
from datetime import date
from pathlib import Path

import attrs
import pytest
import xlsxwriter
from click.testing import CliRunner
from hypothesis import given, settings, strategies as st

from mgmtsys.cli import cli
from mgmtsys.files.codec import structure, unstructure
from mgmtsys.files.loading import load, load_standard, save
from mgmtsys.files.spreadsheets import Table, table_rows
from mgmtsys.files.spreadsheets.grids import read_table, workbook
from mgmtsys.files.spreadsheets.guard import csv_text, guarded, unguarded
from mgmtsys.files.spreadsheets.layouts import CATALOGUE, CROSSWALK
from mgmtsys.files.spreadsheets.rows import rows_of
from mgmtsys.files.standards import all_shipped, shipped
from mgmtsys.files.standards.crosswalks import shipped_crosswalk
from mgmtsys.standard.clause import Clause, ClauseNumber, Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.testing import crosswalks, standards
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood
from mgmtsys.values.naming import composed
from mgmtsys.values.text import Text

CTS_ISO = shipped_crosswalk("cts-q-zg040:2023", "iso14001:2015")
SUFFIXES = (".csv", ".xlsx")
HEAD = ["number", "force", "text:en", "text:zh"]
FACTS = [["#id", "house:1"], ["#title", "House rules"], [""]]
GOOD = [
    *FACTS,
    HEAD,
    ["6", "heading", "Planning", "策划"],
    ["6.10", "", "Plan", "计划"],
    ["6.10.a", "should", "What", "什么"],
]


def written(tmp_path: Path, rows: list[list[str]], suffix: str) -> str:
    file = tmp_path / f"table{suffix}"
    width = max(map(len, rows))
    square = [row + [""] * (width - len(row)) for row in rows]
    if suffix == ".xlsx":
        file.write_bytes(workbook(square))
    else:
        file.write_text(csv_text(square), "utf-8")
    return str(file)


def complaints(file: str) -> list[str]:
    with pytest.raises(InvalidDocument) as caught:
        load_standard(file)
    for one in caught.value.problems:
        assert one.message.read("zh") != str(one.message)
    return [
        f"{one.place.line}:{one.place.column} {one.message!s}"
        for one in caught.value.problems
        if one.place
    ]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("standard", all_shipped(), ids=lambda one: one.id)
def test_every_shipped_catalogue_comes_back_from_a_table(
    tmp_path: Path, standard: Standard, suffix: str
) -> None:
    file = tmp_path / f"table{suffix}"
    save(standard, file)
    assert standard == load_standard(str(file))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_shipped_crosswalk_comes_back_from_a_table(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"table{suffix}"
    save(CTS_ISO, file)
    assert CTS_ISO == load(file, Crosswalk)


def in_one_order(data: object) -> object:
    """Return plain data with the languages of each wording in the order of their names."""
    if isinstance(data, dict):
        return {key: in_one_order(data[key]) for key in sorted(data)}
    return [in_one_order(one) for one in data] if isinstance(data, list) else data


def through_rows(value: Standard | Crosswalk, *, as_csv: bool) -> object:
    layout = CATALOGUE if isinstance(value, Standard) else CROSSWALK
    rows = rows_of(unstructure(value), layout)
    if as_csv:
        rows = [tuple(row) for row in csv.reader(io.StringIO(csv_text(rows), newline=""))]
    body = Table("table", table_rows(rows)).data()
    assert body.pop("format") == layout.format
    return structure(body, type(value))


@given(standards())
def test_a_catalogue_comes_back_from_its_rows(standard: Standard) -> None:
    read = through_rows(standard, as_csv=False)
    assert in_one_order(unstructure(standard)) == in_one_order(unstructure(read))


@given(crosswalks())
def test_a_crosswalk_comes_back_from_its_rows(crosswalk: Crosswalk) -> None:
    stated = tuple(attrs.evolve(link, path=()) for link in crosswalk.links)
    crosswalk = attrs.evolve(crosswalk, links=stated)
    read = through_rows(crosswalk, as_csv=False)
    assert in_one_order(unstructure(crosswalk)) == in_one_order(unstructure(read))


_CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8)
_CELLS = _CELLS.map(composed)


@given(st.lists(st.lists(_CELLS, min_size=3, max_size=3), min_size=1, max_size=4))
@settings(max_examples=30)
def test_every_cell_comes_back_from_both_kinds_of_file(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("cells")
    rows = [["number", "a", "b"], *rows, ["end", "", ""]]  # trailing empty rows are not kept
    for suffix in SUFFIXES:
        found = [list(cells) for _, cells in read_table(written(folder, rows, suffix)).rows]
        assert rows == found


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_table_made_by_hand_is_read(tmp_path: Path, suffix: str) -> None:
    standard = load_standard(written(tmp_path, GOOD, suffix))
    assert ["6", "6.10", "6.10.a"] == [str(one.number) for one in standard]
    assert ("house:1", "should", "什么") == (
        standard.id,
        standard["6.10.a"].force.value,
        standard["6.10.a"].text.read("zh"),
    )


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_understood(tmp_path: Path, delimiter: str) -> None:
    file = tmp_path / "table.csv"
    file.write_text("\n".join(delimiter.join(row) for row in GOOD), "utf-16")
    assert 3 == len(list(load_standard(str(file))))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_everything_wrong_with_a_table_is_said_with_its_row_and_column(
    tmp_path: Path, suffix: str
) -> None:
    rows = [
        *FACTS,
        [*HEAD, "asks"],
        ["6", "heading", "Planning"],
        ["6.1", "must", "Plan"],
        ["6.2 !", "", "Plan"],
        ["6.3", "", ""],
    ]
    assert [
        "6:2 found 'must': expected one of heading, shall, consider, take_into_account, should, may, note",
        "7:1 '6.2 !' is not a clause number: expected one such as 6.2.1, 6.2.1.a or 9.3.d.1",
        "8:1 no text: expected one",
    ] == complaints(written(tmp_path, rows, suffix))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_number_that_stands_twice_is_said_where_it_stands_again(
    tmp_path: Path, suffix: str
) -> None:
    rows = [*GOOD, ["6.10", "", "Again"]]
    (said,) = complaints(written(tmp_path, rows, suffix))
    assert said.startswith("8:1 ")
    assert "6.10" in said


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_head_that_is_none_is_said(tmp_path: Path, suffix: str) -> None:
    rows = [*FACTS, ["number", "txt", "force:en"], ["6", "x", "y"]]
    said = complaints(written(tmp_path, rows, suffix))
    assert said[0].startswith("4:1 the head has no text: expected a column of that name")
    assert said[1].startswith("4:2 unknown key 'txt': expected 'text' perhaps")
    assert said[2].startswith("4:3 unknown key 'force:en'")


def test_cells_beyond_the_head_are_said(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("#id,house:1\n#title,House\nnumber,text\n6,Plan,more\n", "utf-8")
    assert ["4:3 3 cells under 2 heads: expected one a column"] == complaints(str(file))


def test_an_empty_table_has_no_head(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("", "utf-8")
    assert complaints(str(file))[0].startswith("1:1 the head has no number, text")


def test_a_number_where_text_belongs_is_reported_and_not_accepted(tmp_path: Path) -> None:
    file = tmp_path / "table.xlsx"
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet()
    for row, cells in enumerate(GOOD):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell)
    sheet.write_number(5, 0, 6.10)
    sheet.write_boolean(6, 1, True)
    sheet.write_datetime(6, 0, date(2026, 6, 2), book.add_format({"num_format": "m/d"}))
    sheet.merge_range(7, 0, 8, 1, "6.11")
    book.close()
    assert [
        "6:1 cell A6 holds 6.1 as a number, in which 6.10 and 6.1 are the same: expected text, with the column formatted as text",
        "7:1 cell A7 holds 2026-06-02 as a date or a time: expected text, with the column formatted as text",
        "7:2 cell B7 holds TRUE as a truth value: expected text, with the column formatted as text",
        "8:1 cells A8 to B9 are merged: expected each row filled in by itself",
    ] == complaints(str(file))


def test_a_stray_cell_far_out_is_said(tmp_path: Path) -> None:
    file = tmp_path / "table.xlsx"
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet()
    for row, cells in enumerate(GOOD):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell)
    sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
    sheet.write_string(9_999, 0, " ")
    book.close()
    assert 3 == len(list(load_standard(str(file))))  # a format without content is no cell
    book = xlsxwriter.Workbook(str(file))
    book.add_worksheet().write_string(999_999, 27, " ")
    book.close()
    with pytest.raises(NotUnderstood, match="as far out as AB1000000"):
        load_standard(str(file))


def test_what_is_no_workbook_is_said(tmp_path: Path) -> None:
    file = tmp_path / "table.xlsx"
    file.write_bytes(b"number,text")
    with pytest.raises(NotUnderstood, match="not a workbook"):
        load_standard(str(file))
    with pytest.raises(NotUnderstood, match="cannot be read"):
        load_standard(str(tmp_path / "nowhere.xlsx"))
    latin = tmp_path / "latin.csv"
    latin.write_bytes("number,text\n6,Stra\xdfe".encode("latin-1"))
    with pytest.raises(InvalidDocument, match="neither UTF-8 nor provably GBK"):
        load_standard(str(latin))


def test_a_cell_that_a_workbook_cannot_hold_is_refused(tmp_path: Path) -> None:
    long = shipped("iso14001:2015").with_wording({"4.1": Text("x" * 40_000)})
    with pytest.raises(NotUnderstood, match="has 40000 characters: expected at most 32767"):
        save(long, tmp_path / "table.xlsx")
    assert [] == list(tmp_path.iterdir())


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = rows_of(unstructure(CTS_ISO), CROSSWALK)
    assert workbook(rows) == workbook(rows)


def test_no_cell_runs_as_a_formula() -> None:
    text = csv_text([["=1+1", "'=1", "a", " =1", "\u3000@x", "-5 kWh", "-1/24"]])
    assert "'=1+1,''=1,a,' =1,'\u3000@x,'-5 kWh,'-1/24\r\n" == text


@pytest.mark.parametrize("number", ["-5", "-5.25", "+5", "-5%", "-1,234.5", "-1e5", "0", "12"])
def test_what_is_wholly_one_number_stays_a_number(number: str) -> None:
    assert [[number]] == list(csv.reader([csv_text([[number]])]))


@given(st.text(st.sampled_from("'=+-@＝1a \t\n")) | st.text())
def test_every_cell_comes_back_as_it_was(cell: str) -> None:
    assert cell == unguarded(guarded(cell))
    assert guarded(cell)[:1] not in ("=", "@", "＝", "\t")


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\u202e", "\u2066"])
def test_a_table_holds_nothing_that_steers_a_terminal(
    tmp_path: Path, suffix: str, sign: str
) -> None:
    clause = Clause(ClauseNumber("1"), Text(f"a{sign}b"))
    sly = Standard("house:1", Text("House"), clauses=(clause,))
    with pytest.raises(NotUnderstood, match="a table holds no control characters"):
        save(sly, tmp_path / f"table{suffix}")
    assert [] == list(tmp_path.iterdir())
    save(sly, tmp_path / "table.yaml")
    assert sign not in (tmp_path / "table.yaml").read_text("utf-8")
    assert sly == load_standard(str(tmp_path / "table.yaml"))


def test_derived_links_are_not_laid_out(tmp_path: Path) -> None:
    composed = shipped_crosswalk("cts-q-zg040:2023", "iso14001:2026")
    with pytest.raises(NotUnderstood, match="links that were derived have a path"):
        save(composed, tmp_path / "table.csv")


def test_an_item_that_hangs_on_nothing_stays_so() -> None:
    clause = shipped("iso14001:2015")["4.1"]
    assert ClauseNumber("4.1") == clause.number
    rows = rows_of(
        {"id": "x", "clauses": [{"number": "1", "text": "t", "hangs_on": []}]}, CATALOGUE
    )
    assert [] == Table("t", table_rows(rows)).data()["clauses"][0]["hangs_on"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_commands_write_and_read_tables(tmp_path: Path, lang: str) -> None:
    run = CliRunner().invoke
    book, sheet, back = (str(tmp_path / name) for name in ("a.xlsx", "b.csv", "c.yaml"))
    said = run(cli, ["export", "table", "iso14001:2015", "-o", book, "--lang", lang])
    assert said.exit_code == 0, said.output
    assert ("192 项要求" if lang == "zh" else "192 requirements") in said.output
    assert run(cli, ["import", "table", book, "-o", back]).exit_code == 0
    assert shipped("iso14001:2015") == load_standard(back)
    said = run(
        cli, ["export", "table", "cts-q-zg040:2023--iso14001:2015", "-o", sheet, "--lang", lang]
    )
    assert ("184 条对应关系" if lang == "zh" else "184 links") in said.output
    assert run(cli, ["import", "table", sheet, "-o", back]).exit_code == 0
    assert CTS_ISO == load(back, Crosswalk)
    assert run(cli, ["export", "table", back, "-o", book]).exit_code == 0
    assert CTS_ISO == load(book, Crosswalk)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_crosswalk_in_a_table_is_linted_and_confirmed_like_any_other(
    tmp_path: Path, suffix: str
) -> None:
    run = CliRunner().invoke
    rows = [
        ["#id", "own"], ["#source", "iso14001:2015"], ["#target", "iso14001:2026"], ["#title", "Own"],
        ["sources", "relation", "targets"], ["6.2", "equal-to", "6.2"], ["6.1.4", "equal-to", "6.9"],
    ]  # fmt: skip
    file, register = written(tmp_path, rows, suffix), str(tmp_path / "register.yaml")
    linted = run(cli, ["crosswalk", "lint", file])
    assert 1 == linted.exit_code
    assert f"{Path(file).name}:7:3" in "".join(linted.output.split())
    confirmed = run(
        cli, ["confirm", file, "--by", "QA", "--on", "2026-06-30", "-o", register, "--lang", "en"]
    )
    assert (0, "2 confirmed by QA on 2026-06-30\n") == (confirmed.exit_code, confirmed.output)
    other = str(tmp_path / "other.csv")
    assert 0 == run(cli, ["export", "table", file, "-o", other]).exit_code
    assert load(file, Crosswalk) == load(other, Crosswalk)


def test_a_table_is_of_a_kind_that_is_known(tmp_path: Path) -> None:
    page = tmp_path / "page.pdf"
    refused = CliRunner().invoke(cli, ["export", "table", "iso14001:2015", "-o", str(page)])
    assert 2 == refused.exit_code
    assert "unknown kind of table '.pdf': expected one of .csv, .xlsx" in refused.output
    assert not page.exists()


def test_facts_that_a_table_lacks_are_handed_in(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD[3:], ".csv")
    run, out = CliRunner().invoke, str(tmp_path / "own.yaml")
    without = run(cli, ["import", "table", file, "-o", out])
    assert without.exit_code == 2
    assert "no id: expected one" in without.output
    made = run(
        cli,
        [
            "import",
            "table",
            file,
            "-o",
            out,
            "--fact",
            "id=house:1",
            "--fact",
            "title:en=House rules",
        ],
    )
    assert made.exit_code == 0, made.output
    assert ("house:1", "House rules") == (load_standard(out).id, str(load_standard(out).title))


def test_empty_rows_and_remarks_are_passed_over(tmp_path: Path) -> None:
    rows = [*FACTS, ["#a remark"], HEAD, ["", "", ""], ["6", "heading", "Planning"], [""]]
    assert 1 == len(list(load_standard(written(tmp_path, rows, ".csv"))))


def test_workbooks_need_their_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = written(tmp_path, [*FACTS, HEAD, ["6", "heading", "Planning"]], ".xlsx")
    for library, use in (
        ("xlsxwriter", lambda: save(CTS_ISO, tmp_path / "table.xlsx")),
        ("python_calamine", lambda: load_standard(table)),
    ):
        monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(NotUnderstood, match="workbooks need the extra reports") as caught:
            use()
        assert "附加组件" in caught.value.read("zh")
