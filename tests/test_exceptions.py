"""What is raised says it in two languages, and survives pickling."""

from __future__ import annotations

import inspect
import pickle

import pytest

from mgmtsys.values import exceptions
from mgmtsys.values.exceptions import (
    CheckFailed,
    InvalidDocument,
    NotUnderstood,
    Place,
    Problem,
    problems_of,
)
from mgmtsys.values.text import Text

_RAISED = [
    kind
    for _, kind in inspect.getmembers(exceptions, inspect.isclass)
    if issubclass(kind, NotUnderstood) and not issubclass(kind, InvalidDocument | CheckFailed)
]


def _said(en: str, zh: str) -> Text:
    return Text({"en": en, "zh": zh})


@pytest.mark.parametrize("kind", _RAISED)
def test_every_exception_reads_in_both_languages_and_pickles(kind: type[NotUnderstood]) -> None:
    error = kind("{field}: {problem}", field="due", problem="x")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - what was just written
    assert (kind, error.args) == (type(again), again.args)
    assert ["due: x", "due: x", "due：x", "due：x"] == [
        again.read(lang) for lang in ("en", "fr", "zh", "zh-tw")
    ]
    assert "due: x" == str(error)
    assert isinstance(error, ValueError)


def test_checks_that_fail_are_told_one_a_line_in_both_languages_and_pickle() -> None:
    error = CheckFailed((("a", _said("a breaks", "a 出错")), ("b", _said("b breaks", "b 出错"))))
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - what was just written
    assert (error.failed, "a breaks\nb breaks", "a 出错\nb 出错") == (
        again.failed,
        again.read("en"),
        again.read("zh"),
    )


_FIRST = Problem(("parties", "Ada"), _said("nobody", "没有人"), Place("a.yaml", 3, 5))
_SECOND = Problem((), _said("nothing", "没有"))


def test_a_problem_says_where_it_stands() -> None:
    assert "a.yaml:3:5: parties.Ada: nobody" == str(_FIRST)
    assert ("a.yaml:3:5: parties.Ada: 没有人", "没有") == (_FIRST.read("zh"), _SECOND.read("zh"))


def test_a_document_is_refused_with_every_problem_a_line() -> None:
    error = InvalidDocument((_FIRST, _SECOND))
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - what was just written
    assert (_FIRST, _SECOND) == again.problems
    assert "a.yaml:3:5: parties.Ada: nobody\nnothing" == str(error)
    assert "a.yaml:3:5: parties.Ada: 没有人\n没有" == error.read("zh")


def test_problems_of_an_exception_stand_under_its_path() -> None:
    assert [("top", "parties", "Ada"), ("top",)] == [
        problem.path for problem in problems_of(InvalidDocument((_FIRST, _SECOND)), ("top",))
    ]
    assert (Problem(("top",), Text({"en": "nothing", "zh": "没有"})),) == problems_of(
        NotUnderstood(Text({"en": "nothing", "zh": "没有"})), ("top",)
    )
