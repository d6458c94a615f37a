"""Files of readings: what is understood for certain, and what is refused with its place."""

import json
from datetime import date
from pathlib import Path

import attrs
import pytest

from mgmtsys.files.readings import load_readings
from mgmtsys.files.systems import structure_system
from mgmtsys.system.reading import Reading
from mgmtsys.values.exceptions import InvalidDocument, Notice, NotUnderstood
from mgmtsys.values.period import Period
from mgmtsys.values.units import Quantity

SYSTEM = structure_system(
    {
        "organisation": "Works",
        "period": "2026",
        "sites": {"north": {}},
        "series": {"energy": {"unit": "kWh"}, "spills": {"unit": "incident"}},
    }
)
DAY = date(2026, 6, 30)
HEAD = "series,period,value,unit,site,recorder,recorded,evidence,id,supersedes\n"
FULL = Reading(
    "energy",
    Period.parse("2026-01"),
    value=Quantity.parse("1200 kWh"),
    site="north",
    recorder="Ann",
    recorded=date(2026, 2, 3),
    evidence="bill 7",
    id="b",
)
PLAIN = Reading("energy", Period.parse("2026-01"), value=Quantity.parse("1200 kWh"))


def write(folder: Path, content: str | bytes, name: str = "readings.csv") -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def load(*files: Path) -> tuple[Reading, ...]:
    return load_readings(files, SYSTEM, DAY).readings


def complaints(*files: Path, lang: str = "en") -> str:
    with pytest.raises(InvalidDocument) as caught:
        load(*files)
    return caught.value.read(lang).replace(str(files[0].parent) + "/", "")


def test_every_column_is_read(tmp_path: Path) -> None:
    row = 'energy,2026-01,"1,200",kWh,north,Ann,2026-02-03,bill 7,b,\n'
    assert (FULL,) == load(write(tmp_path, HEAD + row))


@pytest.mark.parametrize(
    "row",
    [
        "series,period,value\nenergy,2026-01,1200",
        "series,period,value\nenergy,2026-01,1.2 MWh",
        "period;series;value;unit\n2026-01;energy;1.2;MWh\n",
        "series\tvalue\tperiod\nenergy\t1200 度\t2026年1月\n",
        "# a remark\n# another\nseries,period,value\n\nenergy,2026-01,1200\n",
        "序列,期间,数值,单位\nenergy,2026-01,1200,度\n",
    ],
)
def test_what_is_certain_is_understood(tmp_path: Path, row: str) -> None:
    assert (PLAIN,) == load(write(tmp_path, row))


def test_a_byte_order_mark_is_no_part_of_the_head(tmp_path: Path) -> None:
    text = "series,period,value\nenergy,2026-01,1200\n"
    assert (PLAIN,) == load(write(tmp_path, text.encode("utf-8-sig")))
    assert (PLAIN,) == load(write(tmp_path, text.encode("utf-16")))


def test_gbk_is_read_when_its_own_head_proves_it(tmp_path: Path) -> None:
    text = "序列;期间;数值;单位\nenergy;2026-01;1200;度\n"
    assert (PLAIN,) == load(write(tmp_path, text.encode("gbk")))


@pytest.mark.parametrize(
    "rows",
    [
        "energy;2026-01;1200;度;\n",  # a unit
        "energy;2026年1月;1200;kWh;\n",  # a period
        "energy;2026-01;1200 千瓦时;;\n",  # a quantity
        "energy;2026-01;1200;;一号电表，抄表记录\n",  # everyday Chinese
    ],
)
def test_gbk_is_read_when_its_cells_prove_it(tmp_path: Path, rows: str) -> None:
    text = "series;period;value;unit;evidence\n" + rows
    (reading,) = load(write(tmp_path, text.encode("gbk")))
    assert PLAIN == attrs.evolve(reading, evidence=None)
    assert reading.evidence in (None, "一号电表，抄表记录")


def test_gbk_is_read_when_it_names_what_the_system_declares(tmp_path: Path) -> None:
    system = structure_system(
        {
            "organisation": "x",
            "period": "2026",
            "sites": {"堆场": {}},
            "series": {"e": {"unit": "kWh"}},
        }
    )
    file = write(tmp_path, "series,period,value,site\ne,2026-01,1,堆场\n".encode("gbk"))
    (reading,) = load_readings([file], system, DAY).readings
    assert "堆场" == reading.site


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Zähler, crée, CRÉÉE", "latin-1"),
        ("전기 요금 청구서", "euc_kr"),
        ("счётчик электроэнергии", "cp1251"),
        ("電気メーター", "euc_jp"),
        ("電氣錶讀數", "big5"),
        ("度", "gbk"),
    ],
)
def test_what_is_not_provably_gbk_is_refused(tmp_path: Path, text: str, encoding: str) -> None:
    rows = f"series;period;value;evidence\nenergy;2026-01;1200;{text}\n" * 1
    if encoding == "gbk":
        rows = f"series;period;value;evidence\nenergy;2026-01;1200;a{text}b\n"
    assert "readings.csv:2:1: neither UTF-8 nor provably GBK" in complaints(
        write(tmp_path, rows.encode(encoding))
    )


def test_bytes_of_no_text_are_refused(tmp_path: Path) -> None:
    assert "neither UTF-8" in complaints(write(tmp_path, b"\xff\xff\xff"))


@pytest.mark.parametrize("name", ["readings.json", "readings.yaml"])
def test_documents_hold_the_same_keys(tmp_path: Path, name: str) -> None:
    document = {
        "format": "mgmtsys.readings/1",
        "readings": [{"series": "energy", "period": "2026-01", "value": 1200, "unit": "kWh"}],
    }
    assert (PLAIN,) == load(write(tmp_path, json.dumps(document), name))


def test_a_blank_key_of_a_document_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    text = (
        "format: mgmtsys.readings/1\nreadings:\n"
        "- {series: energy, period: 2026-01, value: 1200, site: }\n"
    )
    assert (PLAIN,) == load(write(tmp_path, text, "r.yaml"))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("energy,2026-13,1", "readings.csv:2:1: period: '2026-13' is not a period"),
        ("energy,2026-01,nan", "readings.csv:2:1: value: 'nan' is not an exact number"),
        ("energy,2026-01,", "readings.csv:2:1: value: no value: expected one"),
        ("energy,2026-01,1 person", "readings.csv:2:1: value: 1 person does not fit energy"),
        ("spills,2026-01,-1", "readings.csv:2:1: value: -1 incident is a negative count"),
        ("water,2026-01,1", "readings.csv:2:1: series: no series 'water'"),
        ("energy,2026-07,1", "readings.csv:2:1: period: 2026-07 lies after 2026-06-30"),
        ("energy,2025-01,1", "readings.csv:2:1: period: 2025-01 lies before 2026-01-01"),
        (
            "energy,2026-01,1\nenergy,2026-01,2",
            "readings.csv:3:1: energy@2026-01 is recorded twice",
        ),
        (
            "energy,2026-01,1\nenergy,2026-Q1,2",
            "readings.csv:3:1: period: 2026-Q1 overlaps 2026-01",
        ),
        ("energy,2026-01,1,2", "readings.csv:2:1: 4 cells under 3 heads"),
    ],
)
def test_a_row_that_cannot_be_understood_is_refused_at_its_line(
    tmp_path: Path, row: str, said: str
) -> None:
    assert said in complaints(write(tmp_path, "series,period,value\n" + row))


def test_everything_wrong_is_told_at_once_and_in_both_languages(tmp_path: Path) -> None:
    first = write(tmp_path, "series,period,value\nenergy,x,1\nwater,2026-01,inf\n")
    second = write(tmp_path, "nothing", "other.csv")
    assert 4 == len(complaints(first, second).splitlines())
    assert "不是期间" in complaints(first, second, lang="zh")


def test_a_problem_hides_no_other(tmp_path: Path) -> None:
    rows = "energy,2026-01,1,2\nenergy,2026-02,nan\nenergy,2026-03,1,2\n"
    assert 3 == len(complaints(write(tmp_path, "series,period,value\n" + rows)).splitlines())
    text = (
        "format: mgmtsys.readings/1\nreadings:\n"
        "- {serie: energy, perio: 2026-01}\n- 5\n- {series: energy, period: 2026-01, value: nan}\n"
    )
    assert 4 == len(complaints(write(tmp_path, text, "r.yaml")).splitlines())


def test_remarks_and_blank_lines_may_stand_above_the_head(tmp_path: Path) -> None:
    assert (PLAIN,) == load(
        write(tmp_path, "# made by hand\n\nseries,period,value\nenergy,2026-01,1200\n")
    )
    chinese = "# 备注\n\n序列;期间;数值\nenergy;2026-01;1200\n".encode("gbk")
    assert (PLAIN,) == load(write(tmp_path, chinese))


def test_a_figure_of_the_whole_beside_that_of_a_site_is_refused_at_its_line(tmp_path: Path) -> None:
    text = "series,period,value,site\nenergy,2026-01,1,\nenergy,2026-01,1,north\n"
    assert "readings.csv:3:1: site: energy is recorded for 2026-01 as a whole" in complaints(
        write(tmp_path, text)
    )


def test_a_site_and_a_unit_of_ones_own_are_checked(tmp_path: Path) -> None:
    row = "energy,2026-01,1 kWh,MWh,east,,,,,\n"
    said = complaints(write(tmp_path, HEAD + row))
    assert "unit: 1 kWh is not in MWh" in said
    assert "site: no site 'east'" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format: mgmtsys.readings/2\n", "expected format: mgmtsys.readings/1"),
        ("format: mgmtsys.readings/1\nreadings: {}\n", "expected a list of readings"),
        ("format: mgmtsys.readings/1\nreadings: [1]\n", "expected a mapping with keys"),
        (
            "format: mgmtsys.readings/1\nreadings: [{serie: x}]\n",
            "2:13: readings.0.serie: unknown key",
        ),
        (
            "format: mgmtsys.readings/1\nreadings:\n- {series: [], period: 2026, value: 1}\n",
            "r.yaml:3:4: series: found a list: expected text",
        ),
    ],
)
def test_a_document_of_another_shape_is_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in complaints(write(tmp_path, text, "r.yaml"))


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("", "found the head ''"),
        ("nothing;ours\n", "with series, period, value among them"),
        (
            "series,period\n",
            "readings.csv:1:1: the head has no value: expected a column of that name",
        ),
        ("series,period,value,value\n", "the columns 'value' and 'value' are both value"),
        ("series,period,value,序列\n", "the columns 'series' and '序列' are both series"),
        ("series,period,value,recoder\n", "unknown column 'recoder': expected 'recorder' perhaps"),
        ("Serie,period,value\n", "unknown column 'Serie': expected 'series' perhaps"),
        ("sep=;\nseries,period,value\n", "readings.csv:2:1: found the head 'series,period,value'"),
    ],
)
def test_a_head_that_is_not_ours_is_refused(tmp_path: Path, head: str, said: str) -> None:
    assert said in complaints(write(tmp_path, head))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match="cannot be read"):
        load(tmp_path / "none.csv")


@pytest.mark.parametrize(
    "text",
    [
        "Series,Period,Value\nenergy,2026-01,1200\n",
        " series , PERIOD,value,\nenergy,2026-01,1200,\n",
        "sep=;\nseries;period;value\nenergy;2026-01;1200\n",
        '"sep=|"\r\nseries|period|value\r\nenergy|2026-01|1200\r\n',
        "ＳＥＲＩＥＳ,期间,Value\nenergy,2026-01,1200\n",
    ],
)
def test_a_head_is_understood_as_people_and_spreadsheets_write_it(
    tmp_path: Path, text: str
) -> None:
    assert (PLAIN,) == load(write(tmp_path, text))


def test_a_column_of_ones_own_is_left_out_with_a_remark(tmp_path: Path) -> None:
    text = "series,period,value,weather,天气\nenergy,2026-01,1200,fine,晴\n"
    file = write(tmp_path, text)
    with pytest.warns(Notice) as told:
        assert (PLAIN,) == load(file)
    assert [
        (
            f"{file}:1:1: the columns 'weather', '天气' are not among a reading's, and are left out",
            f"{file}:1:1：列 'weather'、'天气' 不属于记录值的列，未读取",
        )
    ] == [
        (one.message.read("en"), one.message.read("zh"))
        for one in told
        if isinstance(one.message, Notice)
    ]


def test_many_columns_of_ones_own_are_left_out_with_one_remark(tmp_path: Path) -> None:
    own = [f"c{number}" for number in range(40)]
    text = ",".join(["series,period,value", *own]) + "\nenergy,2026-01,1200\n"
    with pytest.warns(Notice) as told:
        assert (PLAIN,) == load(write(tmp_path, text))
    (notice,) = (str(one.message) for one in told)
    assert notice.endswith("'c10', 'c11' and 28 more are not among a reading's, and are left out")
    with pytest.warns(Notice, match="the column 'c0' is not one of a reading's, and is left out"):
        load(write(tmp_path, "series,period,value,c0\nenergy,2026-01,1200\n"))


def test_what_cannot_be_understood_hides_no_unknown_name(tmp_path: Path) -> None:
    text = "series,period,value,site\nzzz,2026-13,abc,nowhere\nenergy,2026-13,1,\n"
    with pytest.raises(InvalidDocument) as caught:
        load(write(tmp_path, text))
    assert [("period", 2), ("value", 2), ("series", 2), ("site", 2), ("period", 3)] == [
        (one.path[0], one.place and one.place.line) for one in caught.value.problems
    ]
    assert "no series 'zzz' is declared: expected one listed under series" in str(caught.value)
    assert "no site 'nowhere' is declared: expected one listed under sites" in str(caught.value)


def test_a_cell_under_no_head_is_refused_at_its_line(tmp_path: Path) -> None:
    text = "series,period,value,\nenergy,2026-01,1200,\nenergy,2026-02,1200,lost\n"
    assert complaints(write(tmp_path, text)) == (
        "readings.csv:3:1: 'lost' stands in column 4, which has no head: expected one"
    )


def test_a_row_with_columns_of_ones_own_alone_is_no_reading(tmp_path: Path) -> None:
    text = "series,period,value,total\nenergy,2026-01,1200,\n,,,1200\n"
    with pytest.warns(Notice):
        assert (PLAIN,) == load(write(tmp_path, text))


def test_a_kind_of_file_that_is_not_read_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(
        NotUnderstood, match=r"expected one of \.csv, \.yaml, \.yml, \.json, \.toml"
    ):
        load(tmp_path / "r.ods")
