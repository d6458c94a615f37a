"""The syntaxes by suffix, and where the parts of a file stand."""

import pytest

from mgmtsys.files.syntax import SYNTAXES, Source, placing, syntax_of
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood, Place, Problem
from mgmtsys.values.text import Text

TEXTS = {
    "s.yaml": "a: {b: [x]}\nc: {}\n",
    "s.json": '{"a": {"b": ["x"]},\n "c": {}}\n',
    "s.toml": 'a = {b = ["x"]}\nc = {}\n',
}
SPOTS = {
    "s.yaml": {("a", "b", "0"): (1, 9), ("a", "b"): (1, 5), ("c",): (2, 1)},
    "s.json": {("a", "b", "0"): (1, 14), ("a", "b"): (1, 8), ("c",): (2, 2)},
    "s.toml": {("a", "b", "0"): (1, 11), ("a", "b"): (1, 6), ("c",): (2, 1)},
}


def test_the_suffix_names_the_syntax() -> None:
    assert [".yaml", ".yml", ".json", ".toml"] == list(SYNTAXES)
    assert SYNTAXES[".yaml"] == syntax_of("/some/where/FILE.YAML")
    assert SYNTAXES[".toml"] == syntax_of("a.json.toml")
    assert SYNTAXES[".yaml"] == syntax_of("dir.yaml/")


@pytest.mark.parametrize(("file", "suffix"), [("file.txt", ".txt"), ("a.y", ".y")])
def test_an_unknown_suffix_is_refused_with_the_known_ones(file: str, suffix: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        syntax_of(file)
    assert (
        f"{file}: unknown kind of file {suffix!r}: expected one of .yaml, .yml, .json, .toml"
        == str(caught.value)
    )
    assert f"{file}：未知的文件类型 {suffix!r}：应为 .yaml、.yml、.json、.toml 之一" == (
        caught.value.read("zh")
    )


@pytest.mark.parametrize("file", ["", "file", ".yaml"])
def test_a_name_without_a_suffix_is_refused_with_the_known_ones(file: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        syntax_of(file)
    known = ".yaml, .yml, .json, .toml"
    assert f"{file}: the name has no suffix: expected one of {known}" == str(caught.value)
    chinese = known.replace(", ", "、")
    assert f"{file}：文件名没有后缀：应为 {chinese} 之一" == caught.value.read("zh")


@pytest.mark.parametrize("file", TEXTS)
def test_every_syntax_folds_to_the_same_data(file: str) -> None:
    assert {"a": {"b": ["x"]}, "c": {}} == Source(file, TEXTS[file]).data()


@pytest.mark.parametrize("file", TEXTS)
def test_a_path_has_its_place_and_one_that_is_not_there_that_of_its_ancestor(file: str) -> None:
    spots = SPOTS[file]
    asked = {
        ("a", "b", "0"): spots["a", "b", "0"],
        ("a", "b", "7", "x"): spots["a", "b"],
        ("c", "d"): spots["c",],
        ("z",): (1, 1),
        (): (1, 1),
    }
    assert {path: Place(file, *spot) for path, spot in asked.items()} == (
        Source(file, TEXTS[file]).places(frozenset(asked))
    )


@pytest.mark.parametrize("file", TEXTS)
def test_problems_are_placed_in_the_order_of_the_file(file: str) -> None:
    spots = SPOTS[file]
    elsewhere = Place("other.yaml", 1, 2)
    placed = Source(file, TEXTS[file]).placed(
        InvalidDocument(
            (
                Problem(("c",), Text({"en": "second", "zh": "二"})),
                Problem(("a", "b", "0"), Text({"en": "first", "zh": "一"})),
                Problem(("x",), Text({"en": "there", "zh": "彼"}), elsewhere),
                Problem((), Text({"en": "whole", "zh": "全"})),
            )
        )
    )
    assert (
        Problem((), Text({"en": "whole", "zh": "全"}), Place(file, 1, 1)),
        Problem(("x",), Text({"en": "there", "zh": "彼"}), elsewhere),
        Problem(
            ("a", "b", "0"), Text({"en": "first", "zh": "一"}), Place(file, *spots["a", "b", "0"])
        ),
        Problem(("c",), Text({"en": "second", "zh": "二"}), Place(file, *spots["c",])),
    ) == placed.problems


@pytest.mark.parametrize(
    ("file", "text", "line", "zh"),
    [
        (
            "s.yaml",
            "a: 1\nb: {a: 1, a: 2}\n",
            "s.yaml:2:11: b.a: 'a' is written twice: expected each key once",
            "s.yaml:2:11: b.a: 键 'a' 重复：每个键只写一次",
        ),
        (
            "s.json",
            '{"b": {"a": 1, "a": 2}}',
            "s.json:1:16: b.a: 'a' is written twice: expected each key once",
            "s.json:1:16: b.a: 键 'a' 重复：每个键只写一次",
        ),
        (
            "s.toml",
            "a = 1\nb = \n",
            "s.toml:2:5: not TOML: Invalid value",
            "s.toml:2:5: 不是合法的 TOML：Invalid value",
        ),
    ],
)
def test_what_a_syntax_refuses_is_one_line_with_its_place(
    file: str, text: str, line: str, zh: str
) -> None:
    source = Source(file, text)
    with pytest.raises(InvalidDocument) as caught, placing(source):
        Source(file, text).data()
    assert (line, zh) == (str(caught.value), caught.value.read("zh"))


def test_a_problem_is_one_line_whatever_it_holds() -> None:
    problem = Problem(
        ("a\nb", "\x1b[31m目标"),
        Text({"en": "bad\u2028sign", "zh": "坏\u0085字"}),
        Place("f\t.yaml", 1, 2),
    )
    assert "f\\t.yaml:1:2: a\\nb.\\x1b[31m目标: bad\\u2028sign" == str(problem)
    assert "f\\t.yaml:1:2: a\\nb.\\x1b[31m目标: 坏\\x85字" == problem.read("zh")
