"""Catalogues of one's own: based on another, broken in every way, and worded anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from mgmtsys.files.loading import load, load_standard, load_wording, save
from mgmtsys.files.schema import schema_of
from mgmtsys.files.standards import shipped
from mgmtsys.standard.clause import ClauseNumber, Standard
from mgmtsys.values.exceptions import InvalidDocument, UnknownClause, UnknownStandard
from mgmtsys.values.text import Text

Write = Callable[[str, str], Path]
HEAD = "format: mgmtsys.catalogue/1\nid: own:1\ntitle: Own\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file and return its path."""

    def put(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return put


def complaints(path: Path, lang: str = "en") -> list[str]:
    """What is wrong with a catalogue, one line each, with places but without the folder."""
    with pytest.raises(InvalidDocument) as caught:
        load_standard(str(path))
    return caught.value.read(lang).replace(f"{path.parent}/", "").splitlines()


def test_a_catalogue_is_based_on_a_shipped_edition(write: Write) -> None:
    path = write(
        "own.yaml",
        f"{HEAD}based_on: iso14001:2015\nchanges:\n"
        "- {number: 6.2.1.f, text: Put up at the gate}\n"
        "- {number: 6.2.1.c, text: Looked at weekly}\n",
    )
    own = load_standard(str(path))
    base = shipped("iso14001:2015")
    assert ("own:1", "iso14001:2015", 193) == (own.id, own.based_on, len(own.requirements()))
    assert {"6.2.1.f"} == {str(one.number) for one in own if one.number not in base}
    assert "Looked at weekly" == str(own["6.2.1.c"].text)
    assert ("6.2.1.e", "6.2.1.f") == tuple(str(one.number) for one in own["6.2.1"].items[7:9])
    with pytest.raises(UnknownClause, match=r"own:1 has no 6\.3; iso14001:2026 has 6\.3"):
        own["6.3"]


def test_a_catalogue_is_based_on_another_file_beside_it(write: Write) -> None:
    write("base/base.yaml", f"{HEAD}clauses:\n- {{number: 1, text: One}}\n")
    middle = "format: mgmtsys.catalogue/1\nid: own:2\ntitle: Own\nbased_on: base/base.yaml\n"
    write("middle.yaml", f"{middle}changes: [{{number: 2, text: Two}}]\n")
    path = write(
        "top.json",
        json.dumps(
            {
                "format": "mgmtsys.catalogue/1", "id": "own:3", "title": "Own",
                "based_on": "middle.yaml", "changes": [{"number": "1.a", "text": "A"}],
            }
        ),
    )  # fmt: skip
    own = load_standard(path.name, path.parent)
    assert ["1", "1.a", "2"] == [str(one.number) for one in own]
    assert "own:2" == own.based_on


def test_a_system_answers_to_a_catalogue_that_is_based_on_another(write: Write) -> None:
    write("own.yaml", f"{HEAD}based_on: iso14001:2015\nchanges: []\n")
    path = write(
        "s.yaml", "format: mgmtsys/1\norganisation: a\nperiod: 2026\nstandards: [own.yaml]\n"
    )
    assert ["own:1"] == [one.id for one in load(path).standards]


def test_a_system_that_points_at_another_editions_clause_is_told_which(write: Write) -> None:
    path = write(
        "s.yaml",
        "format: mgmtsys/1\norganisation: a\nperiod: 2026\nstandards: [iso14001:2015]\n"
        "exclusions: [{clause: iso14001:2015/6.1.5, reason: none}]\n",
    )
    with pytest.raises(InvalidDocument) as caught:
        load(path)
    assert str(caught.value).endswith(
        "iso14001:2015 has no 6.1.5; iso14001:2026 has 6.1.5, Planning action"
    )
    assert caught.value.read("zh").endswith("；iso14001:2026 有 6.1.5“措施的策划”")


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".toml"])
@pytest.mark.parametrize("id", ["iso14001:2015+amd1", "gbt24001:2016", "iso50001:2018"])
def test_a_catalogue_is_written_whole_and_read_back(tmp_path: Path, id: str, suffix: str) -> None:
    path = tmp_path / f"own{suffix}"
    save(shipped(id), path)
    assert shipped(id) == load_standard(str(path))


@pytest.mark.parametrize(
    ("files", "en", "zh"),
    [
        (
            {"a.yaml": "based_on: a.yaml"},
            "a.yaml:4:1: based_on: a.yaml would be based on itself: expected no cycle",
            "a.yaml:4:1: based_on: a.yaml 会以其自身为基础：不能成环",
        ),
        (
            {"a.yaml": "based_on: ./b.yaml", "b.yaml": "based_on: a.yaml"},
            "b.yaml:4:1: based_on.based_on: a.yaml would be based on itself: expected no cycle",
            "b.yaml:4:1: based_on.based_on: a.yaml 会以其自身为基础：不能成环",
        ),
    ],
)
def test_a_cycle_is_refused(write: Write, files: dict[str, str], en: str, zh: str) -> None:
    for name, base in files.items():
        write(name, f"{HEAD}{base}\nchanges: []\n")
    path = write("a.yaml", f"{HEAD}{files['a.yaml']}\nchanges: []\n")
    assert ([en], [zh]) == (complaints(path), complaints(path, "zh"))


def test_everything_wrong_with_a_tree_is_told_at_once_with_its_place(write: Write) -> None:
    path = write(
        "own.yaml",
        f"{HEAD}clauses:\n"
        "- number: 6\n"
        "  text: Six\n"
        "  force: must\n"
        "  items:\n"
        "  - {number: 7.1, text: Seven}\n"
        "  - {number: 6.1, text: One, items: [{number: 6.1, text: Itself}]}\n"
        "  - {number: si x, text: ''}\n"
        "- {number: 6.2, text: Two, zzz: 1}\n"
        "- {number: 6.2, text: Again}\n",
    )
    assert [
        (
            "own.yaml:7:3: clauses.0.force: found 'must': expected one of heading, shall, consider, "
            "take_into_account, should, may, note"
        ),
        (
            "own.yaml:9:6: clauses.0.items.0.number: 7.1 is listed below 6 and does not extend it: expected "
            "one such as 6.1"
        ),
        (
            "own.yaml:10:39: clauses.0.items.1.items.0.number: 6.1 is listed below 6.1 and does not extend "
            "it: expected one such as 6.1.1"
        ),
        (
            "own.yaml:10:39: clauses.0.items.1.items.0.number: 6.1 is listed twice: expected each number "
            "once"
        ),
        (
            "own.yaml:11:6: clauses.0.items.2.number: 'si x' is not a clause number: expected one such as "
            "6.2.1, 6.2.1.a or 9.3.d.1"
        ),
        "own.yaml:11:20: clauses.0.items.2.text: the wording is blank",
        "own.yaml:12:28: clauses.1.zzz: unknown key 'zzz': expected one of ",
        "own.yaml:13:4: clauses.2.number: 6.2 is listed twice: expected each number once",
    ] == [
        line.partition("number, ")[0] if "unknown key" in line else line
        for line in complaints(path)
    ]


@pytest.mark.parametrize(
    "listed", ["x", "{a: b}", "[x, [y]]", "[{number: 1, text: One, items: x}]"]
)
def test_what_is_no_tree_at_all_is_refused(write: Write, listed: str) -> None:
    assert all(
        line.startswith("own.yaml:4:") and ": expected a " in line
        for line in complaints(write("own.yaml", f"{HEAD}clauses: {listed}\n"))
    )


@pytest.mark.parametrize(
    ("body", "en", "zh"),
    [
        (
            "changes: []",
            [("own.yaml:1:1: based_on: found nothing: expected the edition or the catalogue file that is "
             "changed")],
            ["own.yaml:1:1: based_on: 此处为空：应为被修改的标准版本或目录文件"],
        ),
        (
            "based_on: [iso14001:2015]\nchanges: [{number: 1, text: x}, {number: 1, text: y}]",
            [("own.yaml:4:1: based_on: found a list: expected the edition or the catalogue file that is "
             "changed"),
             "own.yaml:5:34: changes.1.number: 1 is listed twice: expected each number once"],
            ["own.yaml:4:1: based_on: 此处为列表：应为被修改的标准版本或目录文件",
             "own.yaml:5:34: changes.1.number: 1 出现两次：每个编号只应出现一次"],
        ),
        (
            "clauses: []\nbased_on: iso14001:2015\nchanges: []\nrank: 1",
            [("own.yaml:4:1: clauses: clauses beside changes: expected clauses for a whole catalogue, or "
             "changes for what differs from based_on"),
             "own.yaml:7:1: rank: unknown key 'rank': expected one of "],
            ["own.yaml:4:1: clauses: clauses 与 changes 同时出现：完整目录写 clauses，仅写与 based_on 的差异时写 changes",
             "own.yaml:7:1: rank: 未知的键 'rank'：应为 "],
        ),
        (
            "based_on: iso1:1\nchanges: x",
            ["own.yaml:4:1: based_on: no shipped standard 'iso1:1': ",
             "own.yaml:5:1: changes: found 'x': expected a list"],
            ["own.yaml:4:1: based_on: 没有内置标准 'iso1:1'：",
             "own.yaml:5:1: changes: 此处为 'x'：应为列表"],
        ),
        (
            "based_on: none.yaml\nchanges: []",
            ["own.yaml:4:1: based_on: none.yaml: cannot be read: no such file or folder"],
            ["own.yaml:4:1: based_on: none.yaml：无法读取：文件或文件夹不存在"],
        ),
    ],
)  # fmt: skip
def test_changes_that_cannot_be_laid_over_anything_are_refused(
    write: Write, body: str, en: list[str], zh: list[str]
) -> None:
    path = write("own.yaml", f"{HEAD}{body}\n")
    for lang, expected in (("en", en), ("zh", zh)):
        found = complaints(path, lang)
        assert len(expected) == len(found)
        assert [
            one for one, line in zip(expected, found, strict=True) if not line.startswith(one)
        ] == []


def test_what_is_wrong_with_the_base_is_placed_in_its_own_file(write: Write) -> None:
    write("base.yaml", f"{HEAD}clauses: [{{number: 1}}]\n")
    path = write("own.yaml", f"{HEAD}based_on: base.yaml\nchanges: [{{number: 2}}]\n")
    assert [
        "base.yaml:4:11: based_on.clauses.0: no text: expected one",
        "own.yaml:5:11: changes.0: no text: expected one",
    ] == complaints(path)


VALIDATOR = jsonschema.Draft202012Validator(schema_of(Standard))


@pytest.mark.parametrize(
    ("body", "valid"),
    [
        ({"clauses": []}, True),
        ({"clauses": [], "based_on": "iso14001:2015"}, True),
        ({"changes": [], "based_on": "iso14001:2015"}, True),
        ({"changes": []}, False),
        ({"changes": [{}], "based_on": "iso14001:2015"}, False),
        ({"changes": [], "clauses": [], "based_on": "iso14001:2015"}, False),
        ({"based_on": "iso14001:2015"}, False),
        ({"clauses": [], "editions": []}, False),
    ],
)
def test_the_schema_takes_a_whole_catalogue_or_changes(body: dict[str, Any], valid: bool) -> None:
    head = {"format": "mgmtsys.catalogue/1", "id": "own:1", "title": "Own"}
    assert valid is VALIDATOR.is_valid(head | body)


# Wording of one's own.

WORDING = "format: mgmtsys.wording/1\nstandard: iso14001:2015\n"


def test_wording_is_laid_over_language_by_language() -> None:
    base = shipped("iso14001:2015")
    worded = base.with_wording(
        {"6.2.1.c": Text({"en": "Looked at"}), ClauseNumber("6.2"): Text({"de": "Ziele"})},
        Text("our copy"),
    )
    assert ("Looked at", base["6.2.1.c"].text.read("zh")) == (
        worded["6.2.1.c"].text.read("en"), worded["6.2.1.c"].text.read("zh"),
    )  # fmt: skip
    assert ("Ziele", base["6.2"].text.read("en")) == (
        worded["6.2"].text.read("de"), worded["6.2"].text.read("en"),
    )  # fmt: skip
    assert "our copy" == str(worded.source_of("6.2.1.c"))
    touched = {"6.2", "6.2.1.c"}
    assert touched == {str(one.number) for one in base if worded[one.number].text != one.text}
    assert base == base.with_wording({})


def test_what_stands_below_new_wording_is_still_from_where_it_was() -> None:
    base = shipped("iso14001:2015")
    worded = base.with_wording({"10.2": Text("Things gone wrong")}, Text("our copy"))
    assert {"10.2"} == {
        str(one.number)
        for one in base
        if worded.source_of(one.number) != base.source_of(one.number)
    }


def test_wording_without_a_source_leaves_the_catalogues_own() -> None:
    base = shipped("iso14001:2015")
    worded = base.with_wording({"6.2.1.c": Text("Looked at")})
    assert base.source_of("6.2.1.c") == worded.source_of("6.2.1.c")


def test_wording_for_what_is_not_there_is_refused_all_at_once() -> None:
    with pytest.raises(InvalidDocument) as caught:
        shipped("iso14001:2015").with_wording({"6.9": Text("x"), "6.2": Text("y"), "!": Text("z")})
    assert [("6.9",), ("!",)] == [one.path for one in caught.value.problems]
    assert (
        "6.9: iso14001:2015 has no 6.9: expected one such as 6.1, 6.2"
        == str(caught.value).splitlines()[0]
    )


@pytest.mark.parametrize("id", ["iso14001:2015", "iso14001:2015+amd1", "gbt24001:2016"])
def test_a_file_words_its_edition_and_those_based_on_it(write: Write, id: str) -> None:
    path = write(
        "w.yaml",
        f"{WORDING}source: our copy\nwording: {{6.2.1 c): {{zh: 每月查看}}, '4': Context}}\n",
    )
    worded = load_wording(path, shipped(id))
    assert ("每月查看", "our copy") == (
        worded["6.2.1.c"].text.read("zh"), str(worded.source_of("6.2.1.c")),
    )  # fmt: skip
    assert id == worded.id


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            ("format: mgmtsys.wording/1\nstandard: iso9001:2015\ncolour: red\n"
            "wording:\n  6.9.z: x\n  '6': {en: ''}\n  si x: x\n"),
            [
                "w.yaml:2:1: standard: found 'iso9001:2015': expected the edition, iso14001:2015",
                "w.yaml:3:1: colour: unknown key 'colour': expected one of standard, source, wording",
                "w.yaml:5:3: wording.6.9.z: iso14001:2015 has no 6.9.z: expected one such as 6.1, 6.2",
                "w.yaml:6:3: wording.6: the en wording is blank",
                ("w.yaml:7:3: wording.si x: 'si x' is not a clause number: expected one such as 6.2.1, "
                "6.2.1.a or 9.3.d.1"),
            ],
        ),
        (
            "format: mgmtsys.wording/1\nsource: {x!: y}\nwording: [x]\n",
            [
                "w.yaml:1:1: standard: found nothing: expected the edition, iso14001:2015",
                "w.yaml:2:1: source: 'x!' is not a language tag: expected one such as zh, en, zh-tw",
                "w.yaml:3:1: wording: found a list: expected wording by clause number",
            ],
        ),
        (
            "format: mgmtsys.catalogue/1\n",
            ["w.yaml:1:1: format: found 'mgmtsys.catalogue/1': expected format: mgmtsys.wording/1"],
        ),
    ],
)  # fmt: skip
def test_a_wording_file_that_cannot_be_understood_says_all_that_is_wrong(
    write: Write, text: str, lines: list[str]
) -> None:
    path = write("w.yaml", text)
    with pytest.raises(InvalidDocument) as caught:
        load_wording(path, shipped("iso14001:2015"))
    assert lines == str(caught.value).replace(f"{path.parent}/", "").splitlines()
    assert len(lines) == len(caught.value.read("zh").splitlines())


def test_a_base_that_nobody_knows_is_no_standard() -> None:
    with pytest.raises(UnknownStandard):
        load_standard("own")


def test_a_standard_says_nothing_of_where_it_looks_for_other_editions() -> None:
    standard = shipped("iso14001:2015")
    bare = Standard(standard.id, standard.title, clauses=())
    assert "editions" not in repr(bare)
    assert bare == Standard(standard.id, standard.title, clauses=(), editions=lambda: (standard,))
