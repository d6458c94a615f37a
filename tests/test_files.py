"""Systems and catalogues in files: read with every problem placed, written whole or not at all."""

import os
from pathlib import Path

import pytest

from mgmtsys.auditing.matrix import clause_matrix
from mgmtsys.files.access import read_source
from mgmtsys.files.loading import load, load_standard, loads, save
from mgmtsys.files.standards import SHIPPED, shipped
from mgmtsys.files.writing import write_text
from mgmtsys.standard.clause import Clause, ClauseNumber, Standard
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood, UnknownStandard
from mgmtsys.values.fingerprint import fingerprint_of
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text
from mgmtsys.values.visible import printable

EXAMPLE = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"
OWN = Standard("own:1", Text("Own"), clauses=(Clause(ClauseNumber("6.10"), Text("Rule")),))
SUFFIXES = pytest.mark.parametrize("suffix", [".yaml", ".yml", ".json", ".toml", ".YAML"])
BLANK = "format: mgmtsys/1\norganisation: Works\nperiod: 2026\n"


def complaint(path: Path | str) -> NotUnderstood:
    with pytest.raises(NotUnderstood) as caught:
        load(path, ManagementSystem)
    return caught.value


@SUFFIXES
def test_the_example_is_the_same_in_every_syntax(tmp_path: Path, suffix: str) -> None:
    system = load(EXAMPLE)
    file = tmp_path / f"system{suffix}"
    save(system, file)
    again = load(file)
    assert system == again
    assert fingerprint_of(system) == fingerprint_of(again)
    ids = [standard.id for standard in system.standards]
    assert clause_matrix(system, ids) == clause_matrix(again, ids)


@SUFFIXES
def test_a_catalogue_is_the_same_in_every_syntax(tmp_path: Path, suffix: str) -> None:
    for standard in (OWN, shipped("iso14001:2015"), shipped("cts-q-zg040:2023")):
        save(standard, tmp_path / f"catalogue{suffix}")
        assert standard == load_standard(f"catalogue{suffix}", tmp_path)
        assert standard == load_standard(str(tmp_path / f"catalogue{suffix}"))


def test_a_system_names_a_catalogue_beside_itself(tmp_path: Path) -> None:
    folder = tmp_path / "deep"
    folder.mkdir()
    save(OWN, folder / "own.json")
    (tmp_path / "system.yaml").write_text(
        f"{BLANK}standards: [iso14001:2015, deep/own.json]\n"
        "forms: {F: {title: x}}\nevidence: [{clauses: [own:1/6.10], document: F}]\n",
        "utf-8",
    )
    assert (shipped("iso14001:2015"), OWN) == load(tmp_path / "system.yaml").standards


def test_a_file_is_named_by_text_or_by_a_path() -> None:
    assert load(EXAMPLE) == load(str(EXAMPLE)) == load(Path(os.path.relpath(EXAMPLE)))


def test_a_file_that_starts_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(BLANK, "utf-8-sig")
    assert ManagementSystem(Text("Works"), Period.parse("2026")) == load(tmp_path / "s.yaml")


def test_lines_may_end_as_on_windows(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_bytes(BLANK.replace("\n", "\r\n").encode())
    assert ManagementSystem(Text("Works"), Period.parse("2026")) == load(tmp_path / "s.yaml")


@pytest.mark.parametrize(
    ("raw", "spot", "byte"),
    [
        (b"\xff\xfea\0", "1:1", "0xff"),
        (b"a: b\n# caf\xe9\nc: d\n", "2:6", "0xe9"),
        (b"\xef\xbb\xbfa: \xc3\x28", "1:4", "0xc3"),
        ("目标: ".encode() + "目标".encode("gbk"), "1:6", "0xb1"),
        (b"a: \xed\xa0\x80\n", "1:4", "0xed"),
    ],
)
def test_a_byte_that_is_not_utf8_is_placed(
    tmp_path: Path, raw: bytes, spot: str, byte: str
) -> None:
    file = tmp_path / "s.yaml"
    file.write_bytes(raw)
    error = complaint(file)
    assert f"{file}:{spot}: byte {byte} is not UTF-8: expected a file saved as UTF-8" == str(error)
    assert f"{file}:{spot}: 字节 {byte} 不是 UTF-8：文件应以 UTF-8 保存" == error.read("zh")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    error = complaint(tmp_path / "none.yaml")
    assert f"{tmp_path}/none.yaml: cannot be read: no such file or folder" == str(error)
    assert f"{tmp_path}/none.yaml：无法读取：文件或文件夹不存在" == error.read("zh")


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").mkdir()
    assert f"{tmp_path}/s.yaml: cannot be read: this is a folder, not a file" == str(
        complaint(tmp_path / "s.yaml")
    )


@pytest.mark.parametrize("name", ["a\0b.yaml", "\ud800.yaml", "x" * 300 + ".yaml"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    assert f"{printable(name)}: cannot be read: " in str(complaint(name))
    with pytest.raises(NotUnderstood) as caught:
        write_text(tmp_path / name, "x")
    assert "cannot be written: " in str(caught.value)
    assert [] == list(tmp_path.iterdir())


def test_a_catalogue_whose_name_no_file_can_have_is_placed(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(BLANK + 'standards: ["a\\0b.yaml"]\n', "utf-8")
    assert (
        f"{tmp_path}/s.yaml:4:13: standards.0: {tmp_path}/a\\x00b.yaml: cannot be read: "
        "its name or text holds what no file can"
    ) == str(complaint(tmp_path / "s.yaml"))


def test_a_suffix_that_names_no_syntax_is_refused(tmp_path: Path) -> None:
    for act in (load, lambda path: save(OWN, path)):
        with pytest.raises(NotUnderstood, match=r"unknown kind of file '\.txt'"):
            act(tmp_path / "s.txt")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "nothing"),
        ("- a\n", "nothing"),
        ("organisation: x\n", "nothing"),
        ("format: mgmtsys/2\n", "'mgmtsys/2'"),
        ("format: mgmtsys.catalogue/1\n", "'mgmtsys.catalogue/1'"),
        ("format: [mgmtsys/1]\n", "a list"),
    ],
)
def test_a_file_states_the_version_of_its_format(tmp_path: Path, text: str, found: str) -> None:
    file = tmp_path / "s.yaml"
    file.write_text(text, "utf-8")
    error = complaint(file)
    assert f"{file}:1:1: format: found {found}: expected format: mgmtsys/1" == str(error)
    zh = {"nothing": "空", "a list": "列表"}.get(found, f" {found}")
    assert f"{file}:1:1: format: 此处为{zh}：应为 format: mgmtsys/1" == error.read("zh")


def test_every_problem_has_its_place_in_the_order_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "format: mgmtsys.catalogue/1\nid: own:1\nclauses: []\n", "utf-8"
    )
    (tmp_path / "s.yaml").write_text(
        "format: mgmtsys/1\nstandards: [own.yaml, iso:1]\nperiod: 26\nparties: {A: {kind: x}}\n"
        "objectives: {E1: {target: {at_least: 1}}}\n",
        "utf-8",
    )
    assert [
        f"{tmp_path}/own.yaml:1:1: standards.0: no title: expected one",
        f"{tmp_path}/s.yaml:1:1: no organisation: expected one",
        (
            f"{tmp_path}/s.yaml:2:23: standards.1: no shipped standard 'iso:1': expected one of "
            f"{', '.join(SHIPPED)}, or the path of a catalogue file"
        ),
        (
            f"{tmp_path}/s.yaml:3:1: period: '26' is not a period: expected one such as 2026, 2026-Q1, "
            "2026-06, 2026-06-30 or 2026-04-01..2027-03-31"
        ),
        (
            f"{tmp_path}/s.yaml:4:15: parties.A.kind: found 'x': expected one of person, role, "
            "department, body, group"
        ),
        f"{tmp_path}/s.yaml:5:14: objectives.E1: no statement: expected one",
        f"{tmp_path}/s.yaml:5:14: objectives.E1: no measure: expected one",
    ] == str(complaint(tmp_path / "s.yaml")).splitlines()


@pytest.mark.parametrize("reference", ["own:1", "own", "iso14001:2016", ""])
def test_an_edition_that_is_not_shipped_is_refused(reference: str) -> None:
    with pytest.raises(UnknownStandard) as caught:
        load_standard(reference)
    assert (
        f"no shipped standard {reference!r}: expected one of {', '.join(SHIPPED)}, or the "
        "path of a catalogue file"
    ) == str(caught.value)


def test_a_broken_catalogue_is_placed_in_its_own_file(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("format: mgmtsys.catalogue/1\nid: own:1\ntitle: x\nclauses: [{}]\n", "utf-8")
    with pytest.raises(InvalidDocument) as caught:
        load_standard(str(file))
    assert (
        f"{file}:4:11: clauses.0: no number: expected one\n"
        f"{file}:4:11: clauses.0: no text: expected one"
    ) == str(caught.value)


def test_a_file_is_written_as_it_is_given(tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    write_text(file, "a\r\nb\n目标")
    assert "a\r\nb\n目标".encode() == file.read_bytes()
    write_text(str(file), "a", "utf-8-sig")
    assert b"\xef\xbb\xbfa" == file.read_bytes()
    assert [file] == list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".toml"])
def test_what_no_file_can_hold_leaves_the_old_file_whole(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"s{suffix}"
    file.write_text("old", "utf-8")
    with pytest.raises(NotUnderstood) as caught:
        save(ManagementSystem(Text("half \ud800"), Period.parse("2026")), file)
    assert str(caught.value).startswith(f"{file}: cannot be written: its name or text holds")
    assert caught.value.read("zh").startswith(f"{file}：无法写入：")
    assert ("old", [file]) == (file.read_text("utf-8"), list(tmp_path.iterdir()))


def test_a_write_that_fails_midway_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    file.write_text("old", "utf-8")
    with pytest.raises(NotUnderstood):
        write_text(file, "x" * 10_000_000 + "\ud800")
    assert ("old", [file]) == (file.read_text("utf-8"), list(tmp_path.iterdir()))


def test_a_target_that_is_a_directory_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out.md").mkdir()
    with pytest.raises(NotUnderstood) as caught:
        write_text(tmp_path / "out.md", "x")
    assert f"{tmp_path}/out.md: cannot be written: this is a folder, not a file" == str(
        caught.value
    )
    assert [tmp_path / "out.md"] == list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood) as caught:
        write_text(tmp_path / "none" / "out.md", "x")
    assert f"{tmp_path}/none/out.md: cannot be written: no such file or folder" == str(caught.value)
    assert f"{tmp_path}/none/out.md：无法写入：文件或文件夹不存在" == caught.value.read("zh")
    assert [] == list(tmp_path.iterdir())


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(NotUnderstood, match="a part of its path is not a folder"):
        write_text(tmp_path / "file" / "out.md", "x")
    assert [tmp_path / "file"] == list(tmp_path.iterdir())


def test_the_text_of_a_file_says_where_its_parts_stand() -> None:
    source = read_source(EXAMPLE)
    assert str(EXAMPLE) == source.file
    assert "format: mgmtsys/1" in source.text


HOUSE = (
    "format: mgmtsys.catalogue/1\nid: house:1\ntitle: House\nclauses: [{number: 1, text: Rule}]\n"
)


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".toml"])
def test_what_is_saved_loads_again_with_a_catalogue_of_ones_own(
    tmp_path: Path, suffix: str
) -> None:
    (tmp_path / "house.yaml").write_text(HOUSE, "utf-8")
    (tmp_path / "s.yaml").write_text(BLANK + "standards: [house.yaml, iso14001:2015]\n", "utf-8")
    system = load(tmp_path / "s.yaml")
    (tmp_path / "elsewhere").mkdir()
    again = tmp_path / "elsewhere" / f"again{suffix}"
    save(system, again)
    assert system == load(again)
    assert ["house:1", "iso14001:2015"] == [one.id for one in load(again).standards]


CATALOGUE = "format: mgmtsys.catalogue/1\ntitle: Own\n"
CHANGED = (
    "procedures: {P: {title: Manual}}\n"
    "exclusions: [{clause: own:2/1, reason: none}]\n"
    "evidence: [{document: P, section: 1, clauses: [own:1/2, iso14001:2015/6.2.1.e]}]\n"
)


def test_what_one_catalogue_adopts_of_another_is_known_after_saving(tmp_path: Path) -> None:
    one, two = (
        "clauses: [{number: 1, text: One}, {number: 2, text: Two}]",
        "based_on: one.yaml\nchanges: []",
    )
    three = "based_on: iso14001:2015\nchanges: []"
    for name, id, body in (("one", 1, one), ("two", 2, two), ("three", 3, three)):
        (tmp_path / f"{name}.yaml").write_text(f"{CATALOGUE}id: own:{id}\n{body}\n", "utf-8")
    (tmp_path / "s.yaml").write_text(
        f"{BLANK}standards: [two.yaml, one.yaml, three.yaml]\n{CHANGED}", "utf-8"
    )
    system = load(tmp_path / "s.yaml")
    save(system, tmp_path / "again.json")
    again = load(tmp_path / "again.json")
    assert system == again
    for known in (system, again):
        assert ["not_applicable", "evidenced"] == [
            row.status.value for row in clause_matrix(known, ["own:1"]).rows
        ]
        assert "evidenced" == clause_matrix(known, ["own:3"])["own:3/6.2.1.e"].status.value


def test_bases_that_lead_in_a_circle_are_names(tmp_path: Path) -> None:
    text = f"{BLANK}standards:\n" + "".join(
        f"- {{id: 'own:{id}', title: Own, based_on: 'own:{base}', clauses: [{{number: 1, text: One}}]}}\n"
        for id, base in ((1, 2), (2, 1), (3, 9))
    )
    nobody: dict[str, Standard] = {}
    for resolve in (None, nobody.__getitem__):
        assert ["own:1", "own:2", "own:3"] == [
            one.id for one in loads(text, resolve=resolve).standards
        ]


def test_a_shipped_catalogue_with_wording_of_ones_own_is_saved_whole(tmp_path: Path) -> None:
    standard = shipped("iso14001:2015").with_wording({"6.2": Text({"de": "Ziele"})})
    system = ManagementSystem(Text("Works"), Period.parse("2026"), standards=(standard,))
    save(system, tmp_path / "s.json")
    assert system == load(tmp_path / "s.json")


def test_catalogues_are_found_by_ones_own_means(tmp_path: Path) -> None:
    house = loads(BLANK + f"standards: [{{{', '.join(HOUSE.splitlines()[1:])}}}]\n").standards[0]
    text = BLANK + "standards: [house:1]\n"
    (tmp_path / "s.yaml").write_text(text, "utf-8")
    system = loads(text, resolve={"house:1": house}.__getitem__)
    assert system == load(tmp_path / "s.yaml", resolve={"house:1": house}.__getitem__)
    assert (house,) == system.standards


def test_text_that_comes_from_no_file_is_read_as_its_name_says() -> None:
    expected = ManagementSystem(Text("Works"), Period.parse("2026"))
    assert expected == loads(BLANK)
    assert expected == loads(
        '{"format": "mgmtsys/1", "organisation": "Works", "period": 2026}', file="row 7.json"
    )
    with pytest.raises(InvalidDocument) as caught:
        loads(
            "format: mgmtsys/1\norganisation:\nperiod: 2026\nstandards: [own:9]\n",
            file="row 7.yaml",
        )
    assert ["row 7.yaml:1:1", "row 7.yaml:4:13"] == [
        str(one.place) for one in caught.value.problems
    ]


def test_a_wording_left_empty_is_a_missing_one() -> None:
    with pytest.raises(InvalidDocument) as caught:
        loads(
            "format: mgmtsys/1\norganisation:\nperiod:\nparties: {A: {kind: , name: }}\n"
            "procedures: {P: {title: , sections: [{number: 1, title: }]}}\n"
        )
    assert [
        ((), "no organisation: expected one"),
        ((), "no period: expected one"),
        (("parties", "A"), "no kind: expected one"),
        (("procedures", "P", "sections", "0"), "no title: expected one"),
    ] == [(one.path, str(one.message)) for one in caught.value.problems]
    with pytest.raises(NotUnderstood) as refused:
        Text(None)
    said = refused.value.message
    assert ("no wording: expected text", "缺少文字：应填写") == (said.read("en"), said.read("zh"))


def test_evidence_for_a_number_over_items_is_asked_for_the_items_beside_all_else() -> None:
    text = (
        "format: mgmtsys/1\norganisation: Own\nperiod: 2026\nstandards: [cts-q-zg040:2023]\n"
        "procedures: {P: {title: Plan}}\n"
        "evidence:\n- {clauses: [cts-q-zg040:2023/6.2.1.b], document: P}\n"
        "- {clauses: [cts-q-zg040:2023/6.2.1.b.1], document: Q}\n"
    )
    with pytest.raises(InvalidDocument) as caught:
        loads(text)
    assert [
        "text.yaml:7:14: evidence.0.clauses.0: cts-q-zg040:2023/6.2.1.b is not a requirement itself",
        "text.yaml:8:43: evidence.1.document: no document 'Q' is declared",
    ] == [line.partition(": expected")[0] for line in str(caught.value).splitlines()]
