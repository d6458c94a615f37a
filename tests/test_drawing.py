"""Tables in a terminal: no text and no column is lost at any width, and nothing is broken in the middle."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import example, given, strategies as st
from rich.cells import cell_len

from mgmtsys.cli.drawing import Cell, Column, Grid, Row, drawn
from mgmtsys.cli.lines import filled, pieces, wrapped
from mgmtsys.values.visible import one_line

WORDING = st.text(
    st.sampled_from(
        [*"ab1-/.,;()≥% \n", *"目标环境，。（）“”年月日第2", "é", "🌱", "\u0301", "\x1b"]
    )
)
LABELS = st.text(st.sampled_from("abc标题"), min_size=1, max_size=6)
NUMBERS = re.compile(r"[0-9A-Za-z][0-9A-Za-z./%-]*")


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    labels = draw(st.lists(LABELS, min_size=1, max_size=6))
    columns = [
        Column(
            label,
            draw(st.sampled_from(["left", "right", "center"])),
            leads=draw(st.booleans()),
            brief=draw(st.booleans()),
        )
        for label in labels
    ]
    cells = st.tuples(*(WORDING for _ in columns))
    rows = draw(st.lists(cells, max_size=4))
    return Grid(columns, (Row(cells) for cells in rows), lang=draw(st.sampled_from(["en", "zh"])))


def plain(grid: Grid, width: int) -> list[str]:
    return [line.plain for line in drawn(grid, width)]


def characters(lines: list[str]) -> Counter[str]:
    return Counter(re.sub(r"[\s─–]", "", "".join(lines)))


@given(grids(), st.integers(1, 400))
def test_no_text_and_no_column_is_lost_at_any_width(grid: Grid, width: int) -> None:
    widest = characters(plain(grid, 10_000))
    assert not widest - characters(plain(grid, width))


@given(grids(), st.integers(1, 400))
def test_every_cell_stands_in_its_order(grid: Grid, width: int) -> None:
    """In a block a cell is one after another, which a table only promises of its characters."""
    lines = plain(grid, width)
    for row in grid.rows:
        for cell in row.cells:
            for word in NUMBERS.findall(cell.text):
                assert any(word in line for line in lines)


@given(grids(), st.integers(1, 400))
def test_no_line_ends_with_blanks(grid: Grid, width: int) -> None:
    assert all(line == line.rstrip() for line in plain(grid, width))


@given(grids(), st.integers(20, 400))
def test_a_line_is_wider_only_where_nothing_can_be_broken(grid: Grid, width: int) -> None:
    texts = [cell.text for row in grid.rows for cell in row.cells]
    texts += [f"{column.label}: " for column in grid.columns]
    longest = max(cell_len(part) for text in texts for _, part in pieces(text))
    labels = max(cell_len(column.label) for column in grid.columns)
    if longest + labels + 8 <= width and not any(column.brief for column in grid.columns):
        assert all(cell_len(line) <= width for line in plain(grid, width))


@given(WORDING, st.integers(1, 60), st.integers(0, 6))
def test_wrapped_text_is_the_text(text: str, width: int, indent: int) -> None:
    lines = wrapped(text, width, indent)
    assert one_line(text).replace(" ", "") == "".join(lines).replace(" ", "")


@given(WORDING)
def test_pieces_add_up_to_the_text(text: str) -> None:
    flat = one_line(text)
    assert flat == "".join(blank + part for blank, part in pieces(flat))


def closing() -> Iterator[str]:
    yield from "，。、；：！？）】》」”"


@given(st.text(st.sampled_from("目标环境，。（）“”12ab"), min_size=2), st.integers(8, 30))
def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one(
    text: str, width: int
) -> None:
    lines = wrapped(text, width, 0, 0)
    assert not [line for line in lines[1:] if line[0] in closing()]
    assert not [line for line in lines[:-1] if line[-1] in "（“"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("于2026-03-31之前完成", "2026-03-31"),
        ("经费（5000 CNY）", "5000"),
        ("mean(hazardous_waste_rate)的值", "mean(hazardous_waste_rate)"),
        ("截至2026年3月31日为止", "2026年3月31日"),
        ("responsible, Lost-time activity", "responsible,"),
        ("第12区间", "第12区"),
        ("达到 ≥ 80% 为止", "≥ 80%"),
    ],
)
def test_no_word_number_date_or_formula_is_broken(text: str, whole: str) -> None:
    for width in range(1, 60):
        assert any(whole in line for line in wrapped(text, width))


@example("a，b")
@given(WORDING)
def test_a_line_is_filled(text: str) -> None:
    lines = filled(pieces(one_line(text)), 20)
    for line, following in itertools.pairwise(lines):
        (_, first), *_ = pieces(following)
        assert cell_len(line) + 1 + cell_len(first) > 19


def test_a_table_that_fits_is_a_table() -> None:
    grid = Grid([Column("#"), Column("full", "right")], [Row(("a", "1")), Row(("b", "20"))])
    assert ["#  full", "───────", "a     1", "b    20"] == plain(grid, 40)


def test_a_table_that_does_not_fit_is_a_block_a_row() -> None:
    text = "a long text that takes more than one line of what is left"
    columns = [Column("#"), Column("name", leads=True), Column("x", brief=True)]
    columns += [Column("y", brief=True), Column("reason")]
    rows = [Row(("1", "first", "●", "○", text)), Row((Cell("2", indent=2), "", "", "–", "–"))]
    assert [
        "#  name",
        "",
        "1  first",
        "  x ●  y ○",
        "  reason: a long text that",
        "    takes more than one",
        "    line of what is left",
        "",
        "  2",
    ] == plain(Grid(columns, rows), 27)


def test_a_block_of_a_numbered_table_has_its_number_for_a_title() -> None:
    grid = Grid([Column("#"), Column("name")], [Row(("1", "a" * 12)), Row(("2", ""))])
    assert ["# 1", "  name:", "    " + "a" * 12, "", "# 2"] == plain(grid, 10)


def test_columns_in_which_nothing_is_said_are_left_out() -> None:
    grid = Grid([Column("#"), Column("remark"), Column("x")], [Row(("1", "–", "a"))])
    assert ["#  x", "────", "1  a"] == plain(grid, 40)


def test_a_table_without_rows_shows_its_head() -> None:
    assert ["#  remark", "─────────"] == plain(Grid([Column("#"), Column("remark")], []), 40)


def test_a_sign_without_a_number_is_a_piece_of_its_own() -> None:
    assert (("", "a"), (" ", "≤")) == pieces("a ≤")
    assert (("", "≥"),) == pieces("≥")
