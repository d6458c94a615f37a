"""Workbooks that are damaged, huge, hidden in part or not calculated: refused with a reason, never read as empty."""

import contextlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mgmtsys.files.loading import load_standard, save
from mgmtsys.files.spreadsheets import workbooks
from mgmtsys.files.spreadsheets.grids import workbook
from mgmtsys.standard.clause import Clause, ClauseNumber, Force, Standard
from mgmtsys.values.exceptions import Notice, NotUnderstood
from mgmtsys.values.text import Text

ROWS = [
    ("#id", "own:1", "", "", ""),
    ("#title", "Own", "", "", ""),
    ("number", "text", "force", "remark", "documented"),
    ("1", "Rule", "should", "", ""),
]
SHEET = "xl/worksheets/sheet1.xml"
Edit = Callable[[bytes], bytes]


def edited(**edits: Edit) -> bytes:
    """Return a workbook with some of its parts changed, each by the last word of its name."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(ROWS))) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            edit = edits.get(part.rpartition("/")[2].partition(".")[0], bytes)
            new.writestr(part, edit(old.read(part)))
    return made.getvalue()


def with_cell(name: str, cell: str) -> bytes:
    """Return a workbook in which one cell is written otherwise."""
    pattern = rf'<c r="{name}"[^>]*>.*?</c>|<c r="{name}"[^>]*/>'.encode()
    return edited(sheet1=lambda xml: re.sub(pattern, cell.encode(), xml, count=1))


def complaint(folder: Path, raw: bytes, lang: str = "en") -> str:
    file = folder / "own.xlsx"
    file.write_bytes(raw)
    with pytest.raises(NotUnderstood) as caught:
        load_standard(str(file))
    return caught.value.read(lang).replace(f"{folder}/", "")


def test_a_workbook_that_nobody_changed_is_read(tmp_path: Path) -> None:
    (tmp_path / "own.xlsx").write_bytes(edited())
    assert Force.SHOULD is load_standard(str(tmp_path / "own.xlsx"))["1"].force


@pytest.mark.parametrize(
    ("cell", "en", "zh"),
    [
        (
            '<c r="C4" t="e"><v>#REF!</v></c>',
            "the error #REF!",
            "错误值 #REF!",
        ),
        (
            '<c r="C4" s="1" t="e"><f>A1+1</f><v>#N/A</v></c>',
            "the error #N/A",
            "错误值 #N/A",
        ),
        (
            '<c r="C4"><f>"may"</f><v></v></c>',
            "a formula that was never calculated, save it in a spreadsheet first",
            "未计算过的公式（请先用电子表格软件打开并保存）",
        ),
        (
            '<c r="C4"><f>"may"</f><v/></c>',
            "a formula that was never calculated, save it in a spreadsheet first",
            "未计算过的公式（请先用电子表格软件打开并保存）",
        ),
        (
            '<c r="C4"><f t="shared" si="0"/></c>',
            "a formula that was never calculated, save it in a spreadsheet first",
            "未计算过的公式（请先用电子表格软件打开并保存）",
        ),
    ],
)
def test_a_cell_that_would_read_as_empty_is_told(
    tmp_path: Path, cell: str, en: str, zh: str
) -> None:
    raw = with_cell("C4", cell)
    assert complaint(tmp_path, raw) == (
        f"own.xlsx:4:3: cell C4 holds {en}: expected text, with the column formatted as text"
    )
    assert complaint(tmp_path, raw, "zh") == (
        f"own.xlsx:4:3: 单元格 C4 为{zh}：应为文本，请先把该列设为文本格式再填写"
    )


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="C4" t="str"><f>"may"</f><v>may</v></c>',
        '<c r="C4" t="inlineStr"><is><t>may</t></is></c>',
    ],
)
def test_a_formula_with_its_value_is_read(tmp_path: Path, cell: str) -> None:
    (tmp_path / "own.xlsx").write_bytes(with_cell("C4", cell))
    assert Force.MAY is load_standard(str(tmp_path / "own.xlsx"))["1"].force


def test_a_formula_whose_value_is_an_empty_text_is_a_blank_cell(tmp_path: Path) -> None:
    (tmp_path / "own.xlsx").write_bytes(with_cell("C4", '<c r="C4" t="str"><f>""</f><v></v></c>'))
    assert Force.SHALL is load_standard(str(tmp_path / "own.xlsx"))["1"].force


def test_a_cell_without_a_name_is_told_at_the_top(tmp_path: Path) -> None:
    raw = with_cell("C4", '<c t="e"><v>#REF!</v></c>')
    assert complaint(tmp_path, raw).startswith("own.xlsx:1:1: cell A1 holds the error #REF!")


def hidden(xml: bytes) -> bytes:
    """Put a hidden sheet of other rows in front."""
    sheet = re.search(rb"<sheet [^>]*/>", xml)
    assert sheet is not None
    front = sheet[0].replace(b'name="Sheet1"', b'name="Old" state="veryHidden"')
    return xml.replace(sheet[0], front.replace(b'sheetId="1"', b'sheetId="2"') + sheet[0])


def test_the_first_sheet_that_can_be_seen_is_read(tmp_path: Path) -> None:
    (tmp_path / "own.xlsx").write_bytes(
        edited(workbook=lambda xml: xml if b"Rel" in xml[:200] else hidden(xml))
    )
    with pytest.warns(Notice) as told:
        assert Force.SHOULD is load_standard(str(tmp_path / "own.xlsx"))["1"].force
    en = "own.xlsx: read is the sheet Sheet1, left out: Old; hidden of these: Old"
    zh = "own.xlsx：读取的工作表为 Sheet1，未读取：Old；其中隐藏的为 Old"
    (notice,) = (one.message for one in told)
    assert isinstance(notice, Notice)
    assert [en, zh] == [notice.read(lang).removeprefix(f"{tmp_path}/") for lang in ("en", "zh")]


def seen_again(xml: bytes) -> bytes:
    """Put a sheet that can be seen behind the first one."""
    return hidden(xml).replace(b' state="veryHidden"', b"").replace(b'"Old"', b'"Rows"', 1)


def test_a_sheet_beside_the_first_is_said_to_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "own.xlsx").write_bytes(
        edited(workbook=lambda xml: xml if b"Rel" in xml[:200] else seen_again(xml))
    )
    with pytest.warns(Notice, match="read is the sheet Rows, left out: Sheet1$"):
        load_standard(str(tmp_path / "own.xlsx"))


def test_rows_and_columns_that_are_hidden_are_said_to_be_read(tmp_path: Path) -> None:
    def hide(xml: bytes) -> bytes:
        xml = re.sub(rb'(<row r="[34]")', rb'\1 hidden="1"', xml)
        columns = b'<cols><col min="2" max="2" hidden="true"/><col min="4" max="9" hidden="1"/>'
        return re.sub(rb"<cols>.*</cols>", columns + b'<col hidden="1"/></cols>', xml)

    (tmp_path / "own.xlsx").write_bytes(edited(sheet1=hide))
    with pytest.warns(Notice) as told:
        load_standard(str(tmp_path / "own.xlsx"))
    assert [
        "own.xlsx: hidden rows of Sheet1 are read as well: 3, 4",
        "own.xlsx: hidden columns of Sheet1 are read as well: B, D:I",
    ] == [str(one.message).removeprefix(f"{tmp_path}/") for one in told]


def test_a_sheet_that_holds_no_cells_is_passed_over(tmp_path: Path) -> None:
    raw = edited(
        workbook=lambda xml: (
            xml
            if b"Rel" in xml[:200]
            else hidden(xml).replace(b' state="veryHidden"', b"").replace(b"rId1", b"rId2", 1)
        )
    )
    (tmp_path / "own.xlsx").write_bytes(raw)
    with pytest.raises(NotUnderstood):
        load_standard(str(tmp_path / "own.xlsx"))
    assert "Sheet1" == workbooks.first_sheet("own.xlsx", raw).name


def test_a_workbook_of_hidden_sheets_is_refused(tmp_path: Path) -> None:
    raw = edited(
        workbook=lambda xml: xml.replace(b'name="Sheet1"', b'name="Sheet1" state="hidden"')
    )
    assert "own.xlsx: every sheet is hidden: expected one that can be seen" == complaint(
        tmp_path, raw
    )
    assert "own.xlsx：所有工作表都被隐藏：应有可见的工作表" == complaint(tmp_path, raw, "zh")


DAMAGED = "own.xlsx: not a workbook, or a damaged one: expected a file saved as .xlsx"


def test_every_byte_that_is_damaged_is_refused_or_changes_nothing(tmp_path: Path) -> None:
    raw, file = workbook(ROWS), tmp_path / "own.xlsx"
    file.write_bytes(raw)
    whole = load_standard(str(file))
    for at in range(0, len(raw), 7):
        file.write_bytes(raw[:at] + bytes([raw[at] ^ 0x55]) + raw[at + 1 :])
        with contextlib.suppress(NotUnderstood):
            assert whole == load_standard(str(file))


@pytest.mark.parametrize("size", [0, 1, 100, 1000, 4000])
def test_a_workbook_that_is_cut_off_is_refused(tmp_path: Path, size: int) -> None:
    assert complaint(tmp_path, workbook(ROWS)[:size]) == DAMAGED


@pytest.mark.parametrize(
    "edits",
    [
        {"workbook": lambda _: b"<"},
        {"workbook": lambda _: b"<workbook/>"},
        {"sheet1": lambda _: b"\xff\xfe<"},
    ],
)
def test_parts_that_are_none_are_refused(tmp_path: Path, edits: dict[str, Edit]) -> None:
    assert complaint(tmp_path, edited(**edits)).startswith("own.xlsx")


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        parts.writestr("content.xml", "<office/>")
    assert complaint(tmp_path, made.getvalue()) == DAMAGED


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path,
) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        for number in range(5):
            parts.writestr(f"xl/worksheets/sheet{number}.xml", b" " * (workbooks.MOST_BYTES // 4))
    assert len(made.getvalue()) < 1_000_000
    assert "own.xlsx: a workbook that unpacks to 80 MiB: expected at most 64 MiB" == complaint(
        tmp_path, made.getvalue()
    )
    assert "own.xlsx：工作簿解压后为 80 MiB：最多 64 MiB" == complaint(
        tmp_path, made.getvalue(), "zh"
    )


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\ud800"])
def test_a_sign_that_no_workbook_holds_is_refused_and_nothing_written(
    tmp_path: Path, sign: str
) -> None:
    own = Standard(
        "own:1", Text("Own"), clauses=(Clause(ClauseNumber("1"), Text(f"mis{sign}ing")),)
    )
    with pytest.raises(NotUnderstood):
        save(own, tmp_path / "own.xlsx")
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".toml", ".csv"])
def test_a_sign_that_is_none_comes_back_from_text(tmp_path: Path, suffix: str) -> None:
    own = Standard(
        "own:1", Text("Own"), clauses=(Clause(ClauseNumber("1"), Text("mis\ufffeing\uffff")),)
    )
    save(own, tmp_path / f"own{suffix}")
    assert own == load_standard(str(tmp_path / f"own{suffix}"))
