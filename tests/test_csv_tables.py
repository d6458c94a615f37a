"""One reader of CSV for readings, populations, catalogues and crosswalks: proved or refused, nothing lost."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mgmtsys.files.fieldwork import load_population
from mgmtsys.files.loading import load_standard, loads
from mgmtsys.files.readings import load_readings
from mgmtsys.values.exceptions import NotUnderstood

SYSTEM = loads(
    "format: mgmtsys/1\norganisation: P\nperiod: 2026\nseries: {w: {unit: m3, frequency: monthly}}\n"
)
FACTS = "#id,house:1\n#title,House\n"
Read = Callable[[Path], list[tuple[str, ...]]]


def readings(path: Path) -> list[tuple[str, ...]]:
    found = load_readings([path], SYSTEM, date(2026, 12, 31)).readings
    return [(one.series, str(one.period), str(one.value), one.evidence or "") for one in found]


def units(path: Path) -> list[tuple[str, ...]]:
    population = load_population(path)
    columns = (column.values for column in population.columns)
    return list(zip(population.ids, *columns, strict=True))


def clauses(path: Path) -> list[tuple[str, ...]]:
    return [(str(one.number), str(one.text)) for one in load_standard(str(path))]


def text_of(path: Path, text: str | bytes) -> Path:
    file = path / "t.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


HEADS: list[tuple[Read, str]] = [
    (readings, "series,period,value,evidence\n"),
    (units, "id,shop,floor,line\n"),
    (clauses, FACTS + "number,text,force,remark\n"),
]


@pytest.mark.parametrize(("read", "head"), HEADS)
@pytest.mark.parametrize(
    "rows",
    [
        'w,2026-01,1,"photo\nw,2026-02,2,x\n',
        'w,2026-01,"1"2,x\n',
        'w,2026-01,1,"photo\nw,2026-02,2,"x"\n',
    ],
)
def test_a_quote_that_is_not_closed_swallows_no_rows(
    tmp_path: Path, read: Read, head: str, rows: str
) -> None:
    line = head.count("\n") + 1
    with pytest.raises(NotUnderstood, match=f":{line}:1: the row that starts here is not a row"):
        read(text_of(tmp_path, head + rows))


def test_blank_cells_beyond_the_head_say_nothing(tmp_path: Path) -> None:
    row = ("w", "2026-01", "1 m3", "")
    assert [row] == readings(text_of(tmp_path, "series,period,value\nw,2026-01,1,,\n"))
    assert [("a", "x")] == units(text_of(tmp_path, "id,shop\na,x, ,\n"))
    assert [("6", "Plan")] == clauses(text_of(tmp_path, FACTS + "number,text\n6,Plan,,\n"))


def test_a_row_stands_where_it_starts(tmp_path: Path) -> None:
    text = 'series,period,value,evidence\n"w","2026-01",x,"a\nb"\nw,2026-02,y,\n'
    with pytest.raises(NotUnderstood) as caught:
        readings(text_of(tmp_path, text))
    lines = [line.removeprefix(f"{tmp_path}/") for line in str(caught.value).splitlines()]
    assert ["t.csv:2:1", "t.csv:4:1"] == [line.partition(": ")[0] for line in lines]


@pytest.mark.parametrize(("read", "head"), HEADS)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-32"])
def test_what_is_no_text_is_refused(tmp_path: Path, read: Read, head: str, encoding: str) -> None:
    with pytest.raises(NotUnderstood, match=r":1:1: not text, since it holds a zero byte"):
        read(text_of(tmp_path, (head + "w,2026-01,1,x\n").encode(encoding)))


# -- catalogues and crosswalks


def test_the_head_of_a_catalogue_proves_what_divides_it(tmp_path: Path) -> None:
    # More commas than semicolons stand in this head.
    head = "number;text;notes, remarks, ideas, and more\n"
    text = "#id;house:1\n#title;House, and more\n" + head + "6;Plan, do;a, b\n"
    with pytest.warns(UserWarning, match="left out: the columns notes, remarks, ideas, and more"):
        assert [("6", "Plan, do")] == clauses(text_of(tmp_path, text))


@pytest.mark.parametrize(
    "head", ["Control ID;Description\n", "number;force,text;x\n", "a,b\n", "number,force;alias\n"]
)
def test_a_head_that_proves_nothing_is_not_divided(tmp_path: Path, head: str) -> None:
    with pytest.raises(
        NotUnderstood, match=r":3:1: the head has no (number, )?text: expected a col"
    ):
        clauses(text_of(tmp_path, FACTS + head + "6;Plan\n"))


def test_a_catalogue_in_gbk_is_read_where_its_words_prove_it(tmp_path: Path) -> None:
    text = "#id,house:1\n#title,企业标准\nnumber,text:zh\n6,应策划环境目标\n"
    assert [("6", "应策划环境目标")] == clauses(text_of(tmp_path, text.encode("gbk")))


def test_the_first_line_of_a_spreadsheet_says_what_divides_a_catalogue(tmp_path: Path) -> None:
    for end in ("\n", "\r\n", "\r"):
        lines = ("sep=|", "#id|house:1", "#title|House", "number|text", "6|Plan; do, check", "")
        assert [("6", "Plan; do, check")] == clauses(text_of(tmp_path, end.join(lines)))


def test_a_fact_may_take_several_lines(tmp_path: Path) -> None:
    text = '#id,house:1\n#title,"House\nof all"\n# a remark\n\nnumber,text\n6,Plan\n7,\n'
    with pytest.raises(NotUnderstood, match=r":8:1: clauses\.1: no text"):
        clauses(text_of(tmp_path, text))


def test_a_sign_that_becomes_a_semicolon_divides_nothing(tmp_path: Path) -> None:
    text = "series;period;value;evidence\nw;2026-01;1,5;a\u037eb\n"
    assert [("w", "2026-01", "1.5 m3", "a;b")] == readings(text_of(tmp_path, text))


# -- what was guarded on its way out


def test_what_was_guarded_is_read_as_it_was(tmp_path: Path) -> None:
    text = "series,period,value,evidence\nw,2026-01,'-5 m3,'=photo\n"
    assert [("w", "2026-01", "-5 m3", "=photo")] == readings(text_of(tmp_path, text))
    assert [("=A1", "'x")] == units(text_of(tmp_path, "id,shop\n'=A1,'x\n"))
