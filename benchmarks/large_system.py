"""A system of as many objectives as wanted, each written like one of the Lithera procedure."""

from __future__ import annotations

import random

_OWNERS = ("Robert", "KC", "王婧", "盛转红")
_DUES = ("ongoing", "12 月", "Q3", "2026-11-30")
_LEVELS = (70, 75, 80, 85, 90, 95, 100)
#: Series, unit, wording in Chinese and English, and the records, of each kind of objective.
_KINDS = (
    ("spills", "incident", "化学品泄漏事故", "Chemical spills", "事故记录", "accident records"),
    ("waste", '"%"', "危废合规处置率", "Compliant disposal of hazardous waste", "处置记录 + 转移联单", "disposal records and transfer manifests"),
    ("energy", "kWh/person", "办公室单位人员能源消耗", "Office energy consumption per person", "电费帐单对比", "comparison of electricity bills"),
    ("audits", '"%"', "法规符合性稽核通过率", "Pass rate of legal-compliance audits", "内审报告", "internal audit reports"),
)  # fmt: skip
_HEAD = """\
format: mgmtsys/1
organisation: Lithera
period: 2026
standards: [iso14001:2015, cts-q-zg040:2023]
parties:
  Robert: {kind: person}
  KC: {kind: person}
  王婧: {kind: person, name: {zh: 王婧, en: Wang Jing}}
  盛转红: {kind: person, name: {zh: 盛转红, en: Sheng Zhuanhong}}
  品质技术部: {kind: department, name: {zh: 品质技术部, en: Quality and Technology}}
  仓储: {kind: department, name: {zh: 仓储, en: Warehousing}}
series:
  office_electricity: {unit: kWh, source: {zh: 电费帐单, en: electricity bills}}
  headcount: {unit: person}
"""
_PROGRAMME = """\
    programme:
      departments: [品质技术部, 仓储]
      responsible: [Robert, 盛转红]
      resources:
        - name:
            zh: 应急装备升级（HF 急救药盒、二次围阻、监视器）
            en: Upgrade of emergency equipment (HF first-aid kits, secondary containment, monitors)
        - name: {zh: 季度演练经费, en: Budget for the quarterly drill}
          amount: RMB %(amount)d
          every: quarter
      milestones:
        - {due: Q1, title: {zh: 仓储应急装备完整检查与修补, en: Warehouse emergency equipment checked and repaired}}
        - {due: Q4, title: {zh: 年度总结, en: Summary of the year}}
      indicators:
        - {name: {zh: 应急装备完整率, en: completeness of emergency equipment}, target: {at_least: %(level)d%%}}
      verifications:
        - {method: {zh: 应急装备检查, en: check of emergency equipment}, frequency: quarterly}
"""


def _objective(number: int, chance: random.Random) -> tuple[str, str]:
    """Return the series and the objective of one number, as they stand in the file."""
    kind, unit, zh, en, records_zh, records_en = _KINDS[number % len(_KINDS)]
    level, series = chance.choice(_LEVELS), f"{kind}_{number}"
    formula, target, aim = {
        "spills": (f"sum({series})", "{zero: true}", "= 0"),
        "energy": (
            "sum(office_electricity) / mean(headcount)",
            f"{{reduce_by: {100 - level}%}}",
            f"-{100 - level}%",
        ),
    }.get(kind, (f"mean({series})", f"{{at_least: {level}%}}", f"≥ {level}%"))
    declared = f"  {series}: {{unit: {unit}, source: {{zh: {records_zh}, en: {records_en}}}}}\n"
    owners = ", ".join(chance.sample(_OWNERS, chance.choice((1, 1, 1, 2))))
    lines = [
        f"  E{number}:",
        f"    statement: {{zh: {zh} {aim}（第 {number} 项）, en: {en} {aim} (number {number})}}",
        "    measure:",
        f"      formula: {formula}",
        f"      unit: {unit}",
        f"      method: {{zh: {records_zh}, en: {records_en}}}",
        f"    target: {target}",
    ]
    if kind == "energy":
        lines.append("    baseline: {period: 2025}")
    lines += [f"    responsible: [{owners}]", f"    due: {chance.choice(_DUES)}"]
    body = "\n".join(lines) + "\n"
    if number % 5 == 0:
        body += _PROGRAMME % {"amount": 1000 * chance.randint(1, 20), "level": level}
    return declared, body


def large_system(objectives: int) -> str:
    """Return the text of a system file with so many objectives; the same number gives the same text."""
    chance = random.Random(objectives)  # noqa: S311 - figures, no secrets
    parts = [_objective(number, chance) for number in range(objectives)]
    declared, written = ("".join(column) for column in zip(*parts, strict=True))
    return f"{_HEAD}{declared}objectives:\n{written}"
