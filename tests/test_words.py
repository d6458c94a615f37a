"""A word of one language has one word of the other, wherever the library says it."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

SOURCES = Path(__file__).parents[1] / "src" / "mgmtsys"
PAGES = Path(__file__).parents[1] / "docs"
#: English words that mean two things, for which Chinese has two words.
HOMONYMS = {
    "department": {"部门", "责任部门"},  # any; of a corrective action
    "due": {"期限", "到期"},  # by when; has fallen due
    "none": {"无", "无需应对"},  # nothing there; no response is called for
    "note": {"注", "备注", "说明"},  # of a standard; of an author; of a sheet
    "objective": {"目标", "审核目标"},  # of a system; of an audit
    "observation": {"观察", "观察项"},  # how something is learnt; a grade
    "reason": {"原因", "理由"},  # of a state; of a claim
    "requirement": {"要求", "不符合的要求"},  # any; of a corrective action
    "source": {"来源", "信息来源"},  # of a text; of what is learnt of a unit
}
#: Words that are no longer used, with the ones that stand in their place.
RETIRED = {
    "让步": "豁免",
    "当责": "最终负责者（A）",
    "无法判断": "无法判定",
    "遏制": "控制",
    "效力": "约束程度",
    "力度": "约束程度",
    "偏离政策": "偏离处置规则",
    "无界": "不适用（目标值为零，不能按百分比）",
}


def said() -> dict[str, set[str]]:
    """Return every English wording that stands in the sources with all Chinese ones beside it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="both"),
                    args=[ast.Constant(value=str(english)), ast.Constant(value=str(chinese))],
                ):
                    found[english].add(chinese)
    return found


def test_an_english_word_has_one_chinese_word_unless_it_means_two_things() -> None:
    several = {english: chinese for english, chinese in said().items() if len(chinese) > 1}
    assert {
        word: several[word] for word in several if not several[word] <= HOMONYMS.get(word, set())
    } == {}


def test_no_retired_word_is_printed_or_written() -> None:
    written = [
        *SOURCES.rglob("*.py"), *SOURCES.rglob("*.po"), *SOURCES.rglob("*.yaml"), *PAGES.rglob("*.md"),
        *PAGES.parent.glob("README*.md"),
    ]  # fmt: skip
    found = {
        (path.name, word) for path in written for word in RETIRED if word in path.read_text("utf-8")
    }
    # The glossaries say what a waiver is not.
    assert {("glossary.md", "让步")} == found


def test_an_owner_is_called_alike_everywhere() -> None:
    written = [
        *SOURCES.rglob("*.py"), *SOURCES.rglob("*.po"), *PAGES.rglob("*.md"),
        *PAGES.parent.glob("README*.md"),
    ]  # fmt: skip
    assert [] == [path.name for path in written if "负责人" in path.read_text("utf-8")]
