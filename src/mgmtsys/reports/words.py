"""The words that reports print, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from mgmtsys.clause import Duty, Force
from mgmtsys.matrix import Coverage
from mgmtsys.questions import Status
from mgmtsys.text import Text
from mgmtsys.units import decimal


def _t(en: str, zh: str) -> Text:
    return Text({"en": en, "zh": zh})


STATUS: Mapping[Status, Text] = {
    Status.EVIDENCED: _t("evidenced", "有证据"),
    Status.PARTIAL: _t("partial", "部分"),
    Status.GAP: _t("gap", "缺口"),
    Status.WAIVED: _t("waived", "让步"),
    Status.NOT_APPLICABLE: _t("not applicable", "不适用"),
    Status.UNDETERMINED: _t("undetermined", "无法判定"),
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
FORCE: Mapping[Force, Text] = {
    Force.HEADING: _t("heading", "标题"),
    Force.SHALL: _t("shall", "应"),
    Force.CONSIDER: _t("shall consider", "应考虑"),
    Force.TAKE_INTO_ACCOUNT: _t("shall take into account", "必须考虑"),
    Force.SHOULD: _t("should", "宜"),
    Force.MAY: _t("may", "可"),
    Force.NOTE: _t("note", "注"),
}
DUTY: Mapping[Duty, Text] = {
    Duty.MAINTAIN: _t("maintain documented information", "保持文件化信息"),
    Duty.RETAIN: _t("retain documented information", "保留文件化信息"),
}

TITLE = _t("Clause matrix", "条款矩阵")
ORGANISATION = _t("organisation", "组织")
PERIOD = _t("period", "期间")
ON = _t("as of", "截至")
VERSION = _t("version", "版本")
FINGERPRINT = _t("fingerprint of the input", "输入指纹")
STANDARD = _t("standard", "标准")
CLAUSE = _t("clause", "条款")
REQUIREMENT = _t("requirement", "要求")
STATE = _t("status", "状态")
EVIDENCE = _t("evidence", "证据")
MISSING = _t("missing", "缺少")
WHAT_IS_MISSING = _t("What is missing", "缺少什么")
WHAT_IS_DECLARED = _t("Declared evidence", "所声明的证据")
COVERAGE = _t("Coverage", "覆盖情况")
APPLICABLE = _t("applicable", "适用")
SHARE = _t("evidenced of applicable", "有证据占适用")
OBJECTIVES = _t("Objectives", "目标")
STATEMENT = _t("objective", "目标")
MEASURE = _t("measure", "测量方法")
RESPONSIBLE = _t("responsible", "责任人")
DUE = _t("due", "期限")
PROGRAMME = _t("programme", "方案")
RACI = _t("Responsibilities (RACI)", "职责（RACI）")
ACTIVITY = _t("activity", "活动")
FORMS = _t("Forms", "表单")
FORM = _t("form", "表单")
TITLE_OF = _t("title", "名称")
KIND = _t("kind", "类别")
RETENTION = _t("retention", "保存")
ITEMS = _t("requirements", "要求数")
NONE = _t("none", "无")


def share(coverage: Coverage) -> str:
    """Print the evidenced share of what applies, rounded to a tenth of a percent; ``–`` of nothing."""
    if not coverage.denominator:
        return "–"
    return f"{decimal(Fraction(100 * coverage[Status.EVIDENCED], coverage.denominator), 1)}%"
