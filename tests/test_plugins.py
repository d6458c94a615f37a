"""Checks and questions of installed packages: found through entry points, refused by name when they are none."""

from pathlib import Path

import pytest

from mgmtsys.files.plugins import installed_checks, installed_questions
from mgmtsys.values.exceptions import BrokenEntryPoint, DuplicateCheck

MODULE = """
from mgmtsys.auditing.check import check
from mgmtsys.auditing.questions import Answer, Question
from mgmtsys.values.text import Text

@check("{name}.one")
def one(system, on):
    '''It is one.'''
    return ()

@check("{name}.two")
def two(system, on):
    '''It is two.'''
    return ()

BOTH = [one, two]
ASKED = Question("{name}.asked", Text("It is asked."), of_system=lambda system: Answer())
WORD = "one"
MIXED = (one, 42)

class Odd:
    def __iter__(self):
        raise RuntimeError("out of order")

ODD = Odd()
"""


def offer(folder: Path, module: str, *points: str, group: str = "mgmtsys.checks") -> None:
    """Make a package with entry points installed in a folder."""
    (folder / f"{module}.py").write_text(MODULE.format(name=module), "utf-8")
    info = folder / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("\n".join([f"[{group}]", *points, ""]))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_nothing_is_installed_here() -> None:
    assert () == installed_checks()
    assert {} == installed_questions()


def test_an_entry_point_offers_a_check_or_several(site: Path) -> None:
    offer(site, "tenfold", "b = tenfold:one")
    offer(site, "elevenfold", "a = elevenfold:BOTH")
    names = [one.name for one in installed_checks()]
    assert ["elevenfold.one", "elevenfold.two", "tenfold.one"] == names


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        ("nowhere:one", "cannot be loaded: ModuleNotFoundError", "无法加载：ModuleNotFoundError"),
        ("broken:three", "cannot be loaded: AttributeError", "无法加载：AttributeError"),
        ("broken:ODD", "cannot be loaded: RuntimeError: out of order", "无法加载：RuntimeError"),
        (
            "broken:WORD",
            "loads 'one': expected a check, or several",
            "加载得到 'one'：应为一个或多个",
        ),
        ("broken:MIXED", "loads 42: expected a check, or several", "加载得到 42：应为一个或多个"),
    ],
)
def test_an_entry_point_that_offers_no_checks_is_named(
    site: Path, value: str, en: str, zh: str
) -> None:
    offer(site, "broken", f"rules = {value}")
    with pytest.raises(BrokenEntryPoint) as caught:
        installed_checks()
    culprit = f"broken [mgmtsys.checks] rules = {value}"
    assert caught.value.read("en").startswith(f"{culprit}: {en}")
    assert caught.value.read("zh").startswith(f"{culprit}：{zh}")


def test_a_name_in_use_is_refused_with_both_who_use_it(site: Path) -> None:
    offer(site, "doubled", "a = doubled:one", "b = doubled:BOTH")
    with pytest.raises(
        DuplicateCheck, match=r"b = doubled:BOTH: the check doubled.one is"
    ) as caught:
        installed_checks()
    assert "(doubled [mgmtsys.checks] a = doubled:one)" in caught.value.read("en")
    assert "已被使用" in caught.value.read("zh")


def test_a_name_of_the_library_is_refused(site: Path) -> None:
    offer(site, "raci", "a = raci:one")
    module = site / "raci.py"
    module.write_text(module.read_text("utf-8").replace("raci.one", "raci.no_accountable"), "utf-8")
    with pytest.raises(DuplicateCheck, match=r"raci.no_accountable is already in use \(mgmtsys\)"):
        installed_checks()


def test_an_entry_point_offers_a_question(site: Path) -> None:
    offer(site, "asking", "a = asking:ASKED", group="mgmtsys.questions")
    assert ["asking.asked"] == list(installed_questions())


@pytest.mark.parametrize(
    ("points", "complaint"),
    [
        (["a = wrongly:one"], "expected a question, or several"),
        (
            ["a = wrongly:ASKED", "b = wrongly:ASKED"],
            r"b = wrongly:ASKED: the question wrongly.asked is already in use \(wrongly ",
        ),
    ],
)
def test_what_is_no_question_or_has_a_name_in_use_is_named(
    site: Path, points: list[str], complaint: str
) -> None:
    offer(site, "wrongly", *points, group="mgmtsys.questions")
    with pytest.raises(BrokenEntryPoint, match=complaint) as caught:
        installed_questions()
    assert "问题" in caught.value.read("zh")
