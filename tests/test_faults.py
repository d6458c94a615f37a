"""Faults of a syntax beside everything else that is wrong with a file: nothing hides, and nothing is a traceback."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mgmtsys.files.codec import structure
from mgmtsys.files.kinds import KINDS
from mgmtsys.files.loading import load, load_register, load_standard
from mgmtsys.files.readings import load_readings
from mgmtsys.files.standards import shipped
from mgmtsys.files.syntax import Source, json, toml
from mgmtsys.files.syntax.editing import extend
from mgmtsys.files.syntax.misread import Misread
from mgmtsys.files.systems import structure_system
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text

TWICE = {
    "s.json": '{"format":"mgmtsys/1","organisation":"P","period":2026,"period":2027,\n'
    '"series":{"w":{"unit":"mX"}}}',
    "s.yaml": "format: mgmtsys/1\norganisation: P\nperiod: 2026\nperiod: 2027\n"
    "series: {w: {unit: mX}}\n",
    "s.toml": 'format = "mgmtsys/1"\norganisation = "P"\nperiod = "2026"\nperiod = "2027"\n'
    '[series.w]\nunit = "mX"\n',
}


@pytest.mark.parametrize("file", TWICE)
def test_a_key_written_twice_hides_no_other_problem(tmp_path: Path, file: str) -> None:
    (tmp_path / file).write_text(TWICE[file], "utf-8")
    with pytest.raises(InvalidDocument) as caught:
        load(tmp_path / file)
    assert [
        (("period",), "'period' is written twice: expected each key once"),
        (
            ("series", "w", "unit"),
            (
                "unknown unit 'mX': expected one such as kWh, m3, t, CNY, person or %, or item(mX) for "
                "what you count yourself"
            ),
        ),
    ] == [(one.path, str(one.message)) for one in caught.value.problems]
    assert all(one.place for one in caught.value.problems)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("s.json", '{"a":{"x":1},"a":{"y":2}}'),
        ("s.yaml", "a: {x: 1}\na: {y: 2}\n"),
    ],
)
def test_a_mapping_written_twice_keeps_what_both_say(file: str, text: str) -> None:
    source = Source(file, text)
    assert {"a": {"x": "1", "y": "2"}} == source.data()
    assert [("a",)] == [one.path for one in source.faults]


def test_a_mapping_written_twice_never_holds_itself() -> None:
    source = Source("s.yaml", "a: &x {k: 1}\na: {b: *x}\n")
    assert {"a": {"k": "1", "b": {"k": "1"}}} == source.data()


@pytest.mark.parametrize(
    ("file", "text", "lines"),
    [
        ("s.json", '{"a":1,\n"b\nc":2}', ["s.json:2:"]),
        ("s.json", '{"a":1,"a":2}}', ["s.json:1:8: a: 'a' is", "s.json:1:14: not JSON: "]),
        (
            "s.json",
            '{"x":{"a":1,"a":2}, b:1}',
            ["s.json:1:13: x.a: 'a' is", "s.json:1:21: not JSON: "],
        ),
        (
            "s.json",
            '{"a":1,\n"a":{"b":"x\ny"}}',
            ["s.json:2:1: a: 'a' is", "s.json:2:"],
        ),
        ("s.yaml", "a: 1\na: 2\nb: [\n", ["s.yaml:2:1: a: 'a' is written twice", "s.yaml:4:1: "]),
        ("s.toml", "a = 1\na = 2\nb = ][\n", ["s.toml:2:1: a: 'a' is", "s.toml:3:5: not TOML: "]),
    ],
)
def test_a_syntax_error_after_a_key_written_twice_is_told(
    file: str, text: str, lines: list[str]
) -> None:
    source = Source(file, text)
    with pytest.raises(InvalidDocument) as caught:
        source.data()
    told = str(caught.value).splitlines()
    assert len(lines) == len(told)
    assert all(line.startswith(start) for line, start in zip(told, lines, strict=True))


@pytest.mark.parametrize(
    ("text", "repeated", "data"),
    [
        ("a=1\na=2\na=3\nb=2\nb=4", ["a", "a", "b"], {"a": "3", "b": "4"}),
        ("a=[1,\n2]\na=[3,\n4]\nb=1\n", ["a"], {"a": ["3", "4"], "b": "1"}),
        ("[a]\nb=1\n[a]\nb=2\n[c]\n", ["a"], {"a": {"b": "2"}, "c": {}}),
        (
            "[a]\nb=1\n[a]\nc=2\n[a]\nd.e=3\n[c]",
            ["a", "a"],
            {"a": {"b": "1", "c": "2", "d": {"e": "3"}}, "c": {}},
        ),
        ("[a]\nb=1\n[a]\nc=2\nc=3\n", ["a"], {"a": {"b": "1"}}),
        ("[[q]]\n[q.z]\na=1\n[q.z]\nb=2\n", ["q.0.z"], {"q": [{"z": {"a": "1", "b": "2"}}]}),
        ("[a]\n[[a]]\nx=1\n", ["a"], {"a": {}}),
        ("a.b=1\na.b=2", ["a.b"], {"a": {"b": "2"}}),
        ("[[q]]\nx=1\n[[q]]\nx=1\nx=2\n", ["q.1.x"], {"q": [{"x": "1"}, {"x": "2"}]}),
    ],
)
def test_toml_is_read_past_what_is_written_twice(
    text: str, repeated: list[str], data: dict[str, Any]
) -> None:
    with pytest.raises(Misread) as caught:
        toml.fold(text)
    assert repeated == [".".join(path) for _, path, _ in caught.value.complaints]
    assert data == caught.value.data


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("s.yaml", 'parties: {René: {kind: person}, "Rene\\u0301": {kind: robot}}\n', 4),
        ("s.json", '"parties": {"René": {"kind": "person"}, "Rene\\u0301": {"kind": "robot"}}}', 1),
        (
            "s.toml",
            '[parties."René"]\nkind = "person"\n[parties."Rene\\u0301"]\nkind = "robot"\n',
            6,
        ),
    ],
)
def test_keys_that_escapes_make_the_same_are_written_twice(
    tmp_path: Path, file: str, text: str, line: int
) -> None:
    heads = {
        "s.yaml": "format: mgmtsys/1\norganisation: P\nperiod: 2026\n",
        "s.json": '{"format": "mgmtsys/1", "organisation": "P", "period": 2026, ',
        "s.toml": 'format = "mgmtsys/1"\norganisation = "P"\nperiod = 2026\n',
    }
    (tmp_path / file).write_text(heads[file] + text, "utf-8")
    with pytest.raises(InvalidDocument) as caught:
        load(tmp_path / file)
    said = {problem.path: problem for problem in caught.value.problems}
    assert {("parties", "René"), ("parties", "René", "kind")} == set(said)
    again = said["parties", "René"]
    assert "'René' is written twice: expected each key once" == str(again.message)
    assert line == (again.place and again.place.line)
    assert str(said["parties", "René", "kind"].message).startswith("found 'robot': expected one of")


def test_what_is_written_twice_is_not_changed() -> None:
    source = Source("s.yaml", "a: [1]\na: [2]\n")
    with pytest.raises(InvalidDocument, match="'a' is written twice"):
        extend(source, ("a",), ["3"])


#: What a language of programming calls what a file calls otherwise.
INTERNAL = re.compile(r"\b(True|False|None|NoneType|dict|object at)\b")


@pytest.mark.parametrize(
    "given", [True, False, None, [], [None], [True], {}, {"x": None}, {"x": [False]}]
)
@pytest.mark.parametrize(
    "key",
    [
        *("organisation", "period", "standards", "scope", "parties", "raci", "series"),
        *("objectives", "deviation_policy", "procedures", "forms", "training", "evidence"),
    ],
)
def test_no_complaint_speaks_the_language_of_the_program(key: str, given: Any) -> None:
    data = {"organisation": "P", "period": "2026", key: given}
    with suppress(NotUnderstood):
        structure_system(data, shipped)
        return
    with pytest.raises(NotUnderstood) as caught:
        structure_system(data, shipped)
    for lang in ("en", "zh"):
        assert not INTERNAL.search(caught.value.read(lang))


@pytest.mark.parametrize("given", [True, None, [None], {"x": None}])
@pytest.mark.parametrize("target", ["reduce_by", "at_least", "each"])
def test_a_target_of_nothing_is_refused_in_plain_words(target: str, given: Any) -> None:
    with pytest.raises(NotUnderstood) as caught:
        structure({target: given}, Target)
    assert not INTERNAL.search(str(caught.value) + caught.value.read("zh"))


def test_toml_stops_looking_after_twenty_keys_that_are_written_twice() -> None:
    with pytest.raises(Misread) as caught:
        toml.fold("a=1\n" * 30)
    assert (21, None) == (len(caught.value.complaints), caught.value.data)
    with pytest.raises(Misread) as caught:
        toml.fold("a=1\na=[\n" + "1,\n" * 60 + "]\n")  # no statement is looked for so far back
    assert (1, None) == (len(caught.value.complaints), caught.value.data)


def test_toml_within_an_inline_table_is_refused_where_it_stands() -> None:
    with pytest.raises(Misread) as caught:
        toml.fold("x = {a = 1, a = 2}")
    assert [(), None] == [caught.value.complaints[0][1], caught.value.data]


SYSTEM = ManagementSystem(Text("x"), Period.parse("2026"))
BROKEN = {
    "b.yaml": "format: mgmtsys.register/1\nheld: [\n",
    "b.json": '{"format": "mgmtsys.register/1", "held": [',
    "b.toml": 'format = "mgmtsys.register/1"\nheld = [\n',
}
READERS: dict[str, Callable[[Path], Any]] = {
    "load": load,
    "load_register": load_register,
    "load_registers": lambda path: load_register([path, path], SYSTEM),
    "load_standard": lambda path: load_standard(str(path)),
    "load_readings": lambda path: load_readings([path], SYSTEM, date(2026, 1, 1)),
}


@pytest.mark.parametrize("file", BROKEN)
@pytest.mark.parametrize("reader", READERS)
def test_a_syntax_error_is_refused_with_its_place_by_every_reader(
    tmp_path: Path, reader: str, file: str
) -> None:
    path = tmp_path / file
    path.write_text(BROKEN[file], "utf-8")
    with pytest.raises(NotUnderstood) as caught:
        READERS[reader](path)
    line = str(caught.value).splitlines()[0]
    assert line.startswith(f"{path}:")
    assert [True, True] == [part.isdigit() for part in line.removeprefix(f"{path}:").split(":")[:2]]


FORMATS = [
    *(("load", kind.format) for kind in KINDS),
    ("load_register", "mgmtsys.register/1"),
    ("load_standard", "mgmtsys.catalogue/1"),
    ("load_readings", "mgmtsys.readings/1"),
]


@pytest.mark.parametrize(("reader", "format"), FORMATS)
def test_a_key_written_twice_is_refused_beside_the_rest_by_every_reader(
    tmp_path: Path, reader: str, format: str
) -> None:
    path = tmp_path / "s.json"
    path.write_text(f'{{"format": "{format}",\n"x": {{"a": 1, "a": 2}}}}', "utf-8")
    with pytest.raises(InvalidDocument) as caught:
        READERS[reader](path)
    assert f"{path}:2:15: x.a: 'a' is written twice: expected each key once" in str(caught.value)
    assert len(caught.value.problems) > 1


def test_what_json_folds_is_the_data_it_complains_of() -> None:
    with pytest.raises(Misread) as caught:
        json.fold('{"a": {"b": {"c": 1}}, "a": {"b": {"c": 2}}}')
    assert {"a": {"b": {"c": "2"}}} == caught.value.data
