"""One English term has one Chinese term in all that the library says; the glossary decides which."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "src/mgmtsys/locale/zh/LC_MESSAGES/mgmtsys.po"
#: Terms that are words of everyday English too, with what else they mean.
EVERYDAY = {
    "answer": "to answer for an objective: 负责",
    "bounds": "of a target: 界限",
    "due": "by which day: 期限",
    "evaluation": "评估 of a year, as documents call it; 评价 of objectives, as GB/T 24001 does",
    "level": "of an organisation: 层次; of a scale: 级",
    "link": "in a file system; to a policy: 联系",
    "measure": "to measure: 测量",
    "number": "of a clause or a document: 编号",
    "opportunity": "as a risk or an opportunity: 机遇",
    "part": "of anything",
    "person": "whoever reads the result: 人; a unit too",
    "reading": "记录 where it is said that there is none",
    "record": "to record, or a record of any kind",
    "report": "an extra of the installation too",
    "responsible": "for an objective: 责任人; in the responsibility matrix: 执行者",
    "retention": "that something is kept: 保存; how long: 保存期限",
    "role": "a post: 岗位; in the responsibility matrix: 职责",
    "sheet": "of a workbook: 工作表",
    "state": "to state: 写明",
    "unit": "of a population, where it is only counted: 个",
    "support": "to support: 协助",
    "visit": "of an audit plan, counted: 场",
}
#: Messages that use a term in another sense, by a part of the message, and the sense.
OTHERWISE = {
    ("approval", "role in the approval"): "编制、审核或批准, which are its roles",
    ("approval", "signed, dated and marked as"): "编制、审核或批准, which are its roles",
    ("check", "Check whether"): "to check: 核对",
    ("check", "an independent check"): "复核, of work",
    ("review", "preparation, review or approval"): "审核, of a document",
    ("claim", "is not JSON"): "a property of a file that this library writes",
    ("clause", "clauses beside changes"): "a key of the file, printed as it is",
    ("deviation", "expected a deviation above 0"): "a standard deviation",
    ("deviation", "size and deviation"): "a standard deviation",
    ("division", "division of labour"): "分工",
    ("evidence", "evidence for"): "佐证, which is a verb",
    ("finding", "no findings"): "没有发现问题, as one says it",
    ("form", "composed form (NFC)"): "a form of Unicode",
    ("gap", "bands leave a gap"): "between two edges",
    ("minor", "minor if left out"): "a word of the command line, printed as it is",
    ("observation", "observations"): "观察, by which something is learnt",
    ("period", "no period, such as shifts"): "周期, of a list",
    ("period", "expected period or to_date"): "a word of the file, printed as it is",
    ("period", "for this period"): "本期",
    ("period", "of the period"): "当期",
    ("period", "not a retention period"): "保存期限",
    ("sample", "Sample"): "the title of a sheet: 抽样记录",
    ("satisfied", "is satisfied by a"): "judged by a day, or a quantity",
    ("status", "status of actions"): "状况, in GB/T 24001, 9.3 a)",
    ("target", "source and the target"): "the standard that a mapping leads to",
    ("target", "source, target and"): "the standard that a mapping leads to",
    ("unknown", "is repeated or unknown"): "a column that there is not",
    ("wording", "difference of wording"): "措辞, in which two requirements differ",
}
#: A type, a key of a file, an option or an argument: no word of the language.
_NAME = re.compile(
    r"`.*?`|\{.*?\}|\b[A-Z]\w*[:.]\w*|--\w+|\w+_\w+|\w+=|\w+\.yaml|'[^']*'|(?<=[a-z,] )[A-Z][a-z]+"
)


def glossary() -> dict[str, set[str]]:
    """Return every plain English term of the glossary with the Chinese ones that stand beside it."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / "docs/glossary.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) != 4 or cells[1] in ("English", "---"):
            continue
        chinese = re.sub("（.*?）|：.*", "", cells[0]).split("，")
        english = cells[1].split(", ")
        if len(english) == 1:
            chinese = ["，".join(chinese)]
        if len(english) == len(chinese) and not re.search("[;；、]", cells[0] + cells[1]):
            for term, said in zip(english, chinese, strict=True):
                found.setdefault(term.lower(), set()).update(said.split("，"))
    return found


def messages() -> list[tuple[str, str]]:
    """Return every message of the catalogue, in its first form, with its Chinese."""
    with CATALOGUE.open("rb") as authored:
        catalogue = read_po(authored, locale="zh")
    return [
        (
            message.id if isinstance(message.id, str) else message.id[0],
            "".join(message.string or ()),
        )
        for message in catalogue
        if message.id
    ]


TERMS = glossary()
#: A term as a whole word, a longer one before what it begins with.
_TERM = re.compile(
    rf"(?<![\w-])({'|'.join(map(re.escape, sorted(TERMS, key=len, reverse=True)))})s?(?![\w-])"
)


def terms_in(english: str) -> set[str]:
    plain = _NAME.sub("", english)
    return set(_TERM.findall(plain[:1].lower() + plain[1:])) - set(EVERYDAY)


def test_one_english_term_has_one_chinese_term() -> None:
    said_otherwise = [
        (term, english, chinese)
        for english, chinese in messages()
        for term in sorted(terms_in(english))
        if not any(expected in chinese for expected in TERMS[term])
        and not any(term == of and part in english for of, part in OTHERWISE)
    ]
    assert [] == said_otherwise


def test_what_is_not_judged_is_a_term_of_the_glossary() -> None:
    assert {*EVERYDAY, *(term for term, _ in OTHERWISE)} <= set(TERMS)


def test_most_terms_are_judged_and_stand_in_messages() -> None:
    used = {term for english, _ in messages() for term in terms_in(english)}
    assert {"objective", "target", "clause", "corrective action", "crosswalk"} <= used
    assert len(EVERYDAY) < len(used)
