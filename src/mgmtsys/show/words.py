"""The words that reports print, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from mgmtsys.auditing.row import Coverage
from mgmtsys.auditing.status import Status
from mgmtsys.standard.clause import Confidence, Duty, Force
from mgmtsys.values.number import approximated
from mgmtsys.values.table import Cell, Shown, Tone
from mgmtsys.values.text import Text, both

if TYPE_CHECKING:
    from mgmtsys.standard.bounds import Bounds

STATUS: Mapping[Status, Text] = {
    Status.EVIDENCED: both("evidenced", "有证据"),
    Status.PARTIAL: both("partial", "部分满足"),
    Status.GAP: both("gap", "缺口"),
    Status.WAIVED: both("waived", "豁免"),
    Status.NOT_APPLICABLE: both("not applicable", "不适用"),
    Status.UNDETERMINED: both("undetermined", "无法判定"),
}
#: One sign a status, for narrow cells; the word stands in the row's own status.
SIGN: Mapping[Status, str] = {
    Status.EVIDENCED: "●",
    Status.PARTIAL: "◐",
    Status.GAP: "○",
    Status.WAIVED: "△",
    Status.NOT_APPLICABLE: "–",
    Status.UNDETERMINED: "?",
}
TONE: Mapping[Status, Tone] = {
    Status.EVIDENCED: Tone.GOOD,
    Status.PARTIAL: Tone.PARTLY,
    Status.GAP: Tone.BAD,
    Status.WAIVED: Tone.EXCUSED,
    Status.NOT_APPLICABLE: Tone.ASIDE,
    Status.UNDETERMINED: Tone.UNKNOWN,
}
FORCE: Mapping[Force, Text] = {
    Force.HEADING: both("heading", "标题"),
    Force.SHALL: both("shall", "应"),
    Force.CONSIDER: both("shall consider", "应考虑"),
    Force.TAKE_INTO_ACCOUNT: both("shall take into account", "必须考虑"),
    Force.SHOULD: both("should", "宜"),
    Force.MAY: both("may", "可"),
    Force.NOTE: both("note", "注"),
}
QUALIFIED = both("qualified", "（有限定）")
DUTY: Mapping[Duty, Text] = {
    Duty.MAINTAIN: both("maintain", "保持"),
    Duty.RETAIN: both("retain", "保留"),
}
CONFIDENCE: Mapping[Confidence, Text] = {
    Confidence.HIGH: both("high", "高"),
    Confidence.MEDIUM: both("medium", "中"),
    Confidence.LOW: both("low", "低"),
}

TITLE = both("Clause matrix", "条款矩阵")
ORGANISATION = both("organisation", "组织")
PERIOD = both("period", "期间")
ON = both("as of", "截至")
VERSION = both("version", "版本")
FINGERPRINT = both("fingerprint of the input", "输入指纹")
STANDARD = both("standard", "标准")
CLAUSE = both("clause", "条款")
REQUIREMENT = both("requirement", "要求")
STATE = both("status", "状态")
EVIDENCE = both("evidence", "证据")
DOCUMENT = both("document", "文件")
MISSING = both("missing", "缺少")
WHAT_IS_MISSING = both("What is missing", "缺少什么")
WHAT_IS_DECLARED = both("Declared evidence", "所声明的证据")
COVERAGE = both("Coverage", "覆盖情况")
APPLICABLE = both("applicable", "适用")
SHARE = both("evidenced of applicable", "有证据占比（有证据÷适用）")
OBJECTIVES = both("Objectives", "目标")
STATEMENT = both("objective", "目标")
MEASURE = both("measure", "测量方法")
RESPONSIBLE = both("responsible", "责任人")
DUE = both("due", "期限")
PROGRAMME = both("programme", "方案")
RACI = both("Responsibilities (RACI)", "职责（RACI）")
ACTIVITY = both("activity", "活动")
FORMS = both("Forms", "表单")
FORM = both("form", "表单")
TITLE_OF = both("title", "名称")
KIND = both("kind", "类别")
RETENTION = both("retention", "保存")
ITEMS = both("requirements", "要求数")
CONCERNS = both("concerns", "涉及")
NONE = both("none", "无")
LINKS = both("links", "对应关系")
REMARK = both("remark", "备注")
ASSUMPTION = both("assumption", "前提")
SURE = both("confidence", "可信度")
PROVENANCE = both("provenance", "来源")
BOUNDS = both("certainly and possibly evidenced", "确定与可能有证据")


def status(of: Status) -> Shown:
    """Return a status in words and as a sign."""
    return Shown(of, STATUS[of], tone=TONE[of], sign=SIGN[of])


def sure(confidence: Confidence | None) -> Cell:
    """Return how sure something is, in words."""
    return None if confidence is None else Shown(confidence, CONFIDENCE[confidence])


def share(coverage: Coverage) -> str:
    """Print the evidenced share of what applies, rounded to a tenth of a percent or finer; ``–`` of nothing."""
    if not coverage.denominator:
        return "–"
    share = Fraction(100 * coverage[Status.EVIDENCED], coverage.denominator)
    return f"{approximated(share, places=1)}%"


def bounds(of: Bounds) -> Text:
    """Print how many requirements certainly and how many possibly are, of those that apply."""
    return both(
        f"{of.certain} to {of.possible} of {of.denominator} applicable",
        f"适用 {of.denominator} 项中的 {of.certain} 至 {of.possible} 项",
    )
