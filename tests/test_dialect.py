"""What stands before the decimals in a file of readings: decided by the whole file, or refused."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from mgmtsys.files.readings import load_readings
from mgmtsys.files.systems import structure_system
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood
from mgmtsys.values.number import DecimalMark

SYSTEM = structure_system(
    {"organisation": "Works", "period": "2026", "series": {"power": {"unit": "kWh"}}}
)
DAY = date(2026, 6, 30)


def read(
    folder: Path, delimiter: str, *figures: str, decimal: str | DecimalMark | None = None
) -> list[Fraction]:
    file = folder / "r.csv"
    rows = [("series", "period", "value")] + [
        ("power", f"2026-01-{day:02}", figure) for day, figure in enumerate(figures, start=1)
    ]
    cells = [[f'"{one}"' if delimiter in one else one for one in row] for row in rows]
    file.write_text("".join(delimiter.join(row) + "\n" for row in cells), "utf-8")
    record = load_readings([file], SYSTEM, DAY, decimal=decimal)
    return [one.value.magnitude for one in record.readings]


def refused(
    folder: Path, delimiter: str, *figures: str, decimal: str | None = None, lang: str = "en"
) -> str:
    with pytest.raises(InvalidDocument) as caught:
        read(folder, delimiter, *figures, decimal=decimal)
    return caught.value.read(lang).replace(f"{folder}/", "")


@pytest.mark.parametrize(
    ("delimiter", "figures", "values"),
    [
        (";", ["0,354"], ["0.354"]),  # no group of thousands follows a lone 0
        (";", ["-0,500"], ["-0.5"]),
        (";", ["12,5", "2,125"], ["12.5", "2.125"]),
        (";", ["1,2345", "2,125"], ["1.2345", "2.125"]),
        (";", ["1.234,5", "1.234"], ["1234.5", "1234"]),
        (";", ["12.5", "1.234"], ["12.5", "1.234"]),
        (";", ["12.5", "1,234"], ["12.5", "1234"]),
        (";", ["1,234,567", "1,234"], ["1234567", "1234"]),
        (";", ["1.234.567", "1,234"], ["1234567", "1.234"]),
        (";", ["1234.567"], ["1234.567"]),
        (";", ["1234,567"], ["1234.567"]),
        (";", ["0,035 MWh", "12"], ["0.035", "12"]),
        (";", ["1200", "7"], ["1200", "7"]),
        ("\t", ["0,354"], ["0.354"]),
        ("\t", ["12.5", "1.234"], ["12.5", "1.234"]),
        (",", ["1.234"], ["1.234"]),  # a comma between cells leaves the point
        (",", ["2,125", "8,500"], ["2125", "8500"]),
        (",", ["0,354", "2,125"], ["0.354", "2.125"]),  # but a figure proves more
        (";", ["０，３５４"], ["0.354"]),
    ],
)
def test_the_figures_of_a_file_decide(
    tmp_path: Path, delimiter: str, figures: list[str], values: list[str]
) -> None:
    assert [Fraction(one) for one in values] == read(tmp_path, delimiter, *figures)


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize(
    ("figures", "comma", "point"),
    [
        (["2,125", "8,500", "1,000"], "2.125", "2125"),
        (["12", "1.234"], "1234", "1.234"),
        (["12,345"], "12.345", "12345"),
    ],
)
def test_what_no_figure_decides_is_refused_with_both_readings(
    tmp_path: Path, delimiter: str, figures: list[str], comma: str, point: str
) -> None:
    first = next(one for one in figures if not one.isdigit())
    line = 2 + figures.index(first)
    assert refused(tmp_path, delimiter, *figures) == (
        f"r.csv:{line}:1: value: {first!r} is {comma} with a decimal comma and {point} with a decimal "
        "point, and no figure of the file decides: expected --decimal , or --decimal ."
    )
    assert refused(tmp_path, delimiter, *figures, lang="zh") == (
        f"r.csv:{line}:1: value: {first!r} 按小数逗号读作 {comma}，按小数点读作 {point}，"
        "文件中没有数能够判定：请写明 --decimal , 或 --decimal ."
    )


def test_figures_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, ";", "12,5", "7", "12.5").splitlines()
    assert said[0] == (
        "r.csv:4:1: value: '12.5' is written with a decimal point, and '12,5' in line 2 with a decimal "
        "comma: expected one of them in a file"
    )
    assert ["r.csv:2:1"] == [line.partition(": ")[0] for line in said[1:]]


@pytest.mark.parametrize(
    ("decimal", "values"),
    [(",", ["2.125", "8.5"]), (".", ["2125", "8500"]), (DecimalMark.COMMA, ["2.125", "8.5"])],
)
def test_the_mark_that_a_person_names_decides(
    tmp_path: Path, decimal: str, values: list[str]
) -> None:
    expected = [Fraction(one) for one in values]
    assert expected == read(tmp_path, ";", "2,125", "8,500", decimal=decimal)


def test_a_figure_with_the_other_mark_than_the_one_named_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, ";", "12.5", decimal=",") == (
        "r.csv:2:1: value: '12.5' is written with a decimal point: expected a decimal comma"
    )
    assert "write a decimal point, 12.5" in refused(tmp_path, ";", "12,5", decimal=".")
    assert "'x' is not an exact number" in refused(tmp_path, ";", "x", decimal=",")


def test_a_mark_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match="'x' is not a decimal mark"):
        read(tmp_path, ";", "1", decimal="x")


def test_figures_that_are_none_decide_nothing(tmp_path: Path) -> None:
    said = refused(tmp_path, ";", "a,b", "2,125")
    assert 2 == len(said.splitlines())
    assert "'2,125' is 2.125 with a decimal comma" in said
