"""Words that are no longer used stand nowhere; which term goes with which is in ``test_terms``."""

from __future__ import annotations

from pathlib import Path

SOURCES = Path(__file__).parents[1] / "src" / "mgmtsys"
PAGES = Path(__file__).parents[1] / "docs"
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
