"""Tables in a terminal: no text and no column is lost at any width, and nothing is broken in the middle."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import example, given, strategies as st
from rich.cells import cell_len

from mgmtsys.cli.drawing import drawn
from mgmtsys.cli.lines import filled, pieces, wrapped
from mgmtsys.values.table import CellKind, Column, Row, Shown, Table, Tone, Weight
from mgmtsys.values.text import Text
from mgmtsys.values.visible import one_line

WORDING = st.text(
    st.sampled_from(
        [*"ab1-/.,;()≥% \n", *"目标环境，。（）“”年月日第2", "é", "🌱", "\u0301", "\x1b"]
    )
)
TEXTS = WORDING.filter(lambda text: text.strip() != "").map(Text)
LABELS = st.text(st.sampled_from("abc标题"), min_size=1, max_size=6)
NUMBERS = re.compile(r"[0-9A-Za-z][0-9A-Za-z./%-]*")


#: What shares a line of a block with its neighbours.
BRIEF = (CellKind.NUMBER, CellKind.SIGN, CellKind.STATUS)


def table_of(heads: list[str], *rows: list[str], kinds: dict[str, CellKind] | None = None) -> Table:
    """Return a table whose columns are called by their heads."""
    columns = (
        Column(head, Text(head), kind=(kinds or {}).get(head, CellKind.WORDING)) for head in heads
    )
    return Table(tuple(columns), [dict(zip(heads, row, strict=True)) for row in rows])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    labels = draw(st.lists(LABELS, min_size=1, max_size=6))
    columns = tuple(
        Column(
            str(number),
            Text(label),
            kind=draw(st.sampled_from(CellKind)),
            leads=draw(st.booleans()),
        )
        for number, label in enumerate(labels)
    )
    shown = st.builds(Shown, st.none(), TEXTS, tone=st.none() | st.sampled_from(Tone))
    cells = st.fixed_dictionaries({column.id: WORDING | shown for column in columns})
    rows = st.builds(Row, cells, depth=st.integers(0, 2), weight=st.sampled_from(Weight))
    return Table(columns, draw(st.lists(rows, max_size=4)))


LANGUAGES = st.sampled_from(["en", "zh"])


def plain(table: Table, width: int, lang: str = "en") -> list[str]:
    return [line.plain for line in drawn(table, lang, width)]


def characters(lines: list[str]) -> Counter[str]:
    return Counter(re.sub(r"[\s─–]", "", "".join(lines)))


@given(tables(), st.integers(1, 400), LANGUAGES)
def test_no_text_and_no_column_is_lost_at_any_width(table: Table, width: int, lang: str) -> None:
    widest = characters(plain(table, 10_000, lang))
    assert not widest - characters(plain(table, width, lang))


@given(tables(), st.integers(1, 400), LANGUAGES)
def test_every_cell_stands_in_its_order(table: Table, width: int, lang: str) -> None:
    """In a block a cell is one after another, which a table only promises of its characters."""
    lines = plain(table, width, lang)
    for row in table.lines(lang):
        for text in map(one_line, row):
            for word in NUMBERS.findall(text):
                assert any(word in line for line in lines)


@given(tables(), st.integers(1, 400), LANGUAGES)
def test_no_line_ends_with_blanks(table: Table, width: int, lang: str) -> None:
    assert all(line == line.rstrip() for line in plain(table, width, lang))


@given(tables(), st.integers(24, 400), LANGUAGES)
def test_a_line_is_wider_only_where_nothing_can_be_broken(
    table: Table, width: int, lang: str
) -> None:
    heads = table.headings(lang)
    texts = [one_line(text) for row in table.lines(lang) for text in row]
    texts += [f"{head}: " for head in heads]
    longest = max(cell_len(part) for text in texts for _, part in pieces(text))
    labels = max(map(cell_len, heads))
    is_brief = any(column.kind in BRIEF for column in table.columns)
    if longest + labels + 12 <= width and not is_brief:
        assert all(cell_len(line) <= width for line in plain(table, width, lang))


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
    table = table_of(["#", "full"], ["a", "1"], ["b", "20"], kinds={"full": CellKind.NUMBER})
    assert ["#  full", "───────", "a     1", "b    20"] == plain(table, 40)


def test_a_table_that_does_not_fit_is_a_block_a_row() -> None:
    text = "a long text that takes more than one line of what is left"
    columns = (
        Column("#", Text("#")),
        Column("name", Text("name"), leads=True),
        Column("x", Text("x"), kind=CellKind.SIGN),
        Column("y", Text("y"), kind=CellKind.STATUS),
        Column("reason", Text("reason")),
    )
    rows = [
        Row({"#": "1", "name": "first", "x": "●", "y": "○", "reason": text}),
        Row({"#": "2"}, depth=1),
    ]
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
    ] == plain(Table(columns, rows), 27)


def test_a_block_of_a_numbered_table_has_its_number_for_a_title() -> None:
    table = table_of(["#", "name"], ["1", "a" * 12], ["2", ""])
    assert ["# 1", "  name:", "    " + "a" * 12, "", "# 2"] == plain(table, 10)


def test_columns_in_which_nothing_is_said_are_left_out() -> None:
    assert ["#  x", "────", "1  a"] == plain(table_of(["#", "remark", "x"], ["1", "–", "a"]), 40)


def test_a_table_without_rows_shows_its_head() -> None:
    assert ["#  remark", "─────────"] == plain(table_of(["#", "remark"]), 40)


def test_a_sign_without_a_number_is_a_piece_of_its_own() -> None:
    assert (("", "a"), (" ", "≤")) == pieces("a ≤")
    assert (("", "≥"),) == pieces("≥")
