"""A table holds values by the names of their columns, and puts them into words when it is drawn."""

from datetime import date
from fractions import Fraction

import pytest

from mgmtsys.show import csv, markdown
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.exceptions import InvalidField
from mgmtsys.values.table import CellKind, Column, Row, Sheet, Shown, Table, spelled
from mgmtsys.values.text import Text

ID = Column("id", Text("#"), kind=CellKind.IDENTIFIER)
STATE = Column("state", Text({"en": "status", "zh": "状态"}), kind=CellKind.SIGN)
GAP = Shown("gap", Text({"en": "gap", "zh": "缺口"}), sign="○")
TABLE = Table((ID, STATE), [{"id": "E1", "state": GAP}, {"id": "=E2"}])


@pytest.mark.parametrize(
    ("cell", "en", "zh"),
    [
        (None, "", ""),
        ((), "", ""),
        ("E1", "E1", "E1"),
        (0, "0", "0"),
        (date(2026, 1, 31), "2026-01-31", "2026-01-31"),
        (Text({"en": "met", "zh": "达成"}), "met", "达成"),
        (Deadline.parse("ongoing"), "ongoing", "持续"),
        (Shown(Fraction(1, 3), Text("≈ 33.3%")), "≈ 33.3%", "≈ 33.3%"),
        ((Text({"en": "a", "zh": "甲"}), "b"), "a; b", "甲；b"),
    ],
)
def test_a_cell_is_put_into_words_of_each_language(cell: object, en: str, zh: str) -> None:
    assert (en, zh) == (spelled(cell, "en"), spelled(cell, "zh"))  # type: ignore[arg-type]


def test_cells_are_found_by_the_name_of_their_column() -> None:
    first, second = TABLE.rows
    assert (GAP, "E1", None) == (first["state"], first["id"], second["state"])


def test_a_table_refuses_a_cell_of_no_column_and_two_columns_of_one_name() -> None:
    with pytest.raises(InvalidField, match="column 'state' is repeated or unknown"):
        Table((ID,), [{"id": "E1", "state": GAP}])
    with pytest.raises(InvalidField, match="column 'id' is repeated or unknown"):
        Table((ID, ID), ())


def test_a_table_without_a_column_keeps_the_others_and_how_rows_stand() -> None:
    table = Table((ID, STATE), [Row({"id": "E1", "state": GAP}, depth=1)])
    assert Table((ID,), [Row({"id": "E1"}, depth=1)]) == table.without("state")


def test_a_page_has_room_for_a_sign_and_a_spreadsheet_for_its_word() -> None:
    sheet = Sheet.of(Text("T"), (), TABLE)
    assert "# T\n\n| # | 状态 |\n|---|---|\n| E1 | ○ |\n| =E2 | – |\n" == markdown.render(
        sheet, "zh"
    )
    assert "#,status\r\nE1,gap\r\n'=E2,–\r\n" == csv.render(sheet, "en")
