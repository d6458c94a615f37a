"""From an assessment to the clause matrix, and from findings back to an assessment."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from mgmtsys.auditing.matrix import clause_matrix
from mgmtsys.auditing.status import Status
from mgmtsys.files.loading import load
from mgmtsys.scoring.assessment import Assessment, Grading, score_of
from mgmtsys.scoring.findings import assessment_report, lowered_by
from mgmtsys.scoring.scheme import AssessmentUnit, Element
from mgmtsys.scoring.score import Deduction, Marking
from mgmtsys.standard.clause import ClauseRef
from mgmtsys.system.finding import Finding, Grade, Waiver
from mgmtsys.values.exceptions import InvalidAssessment
from mgmtsys.values.text import Text

EXAMPLES = Path(__file__).parents[1] / "examples"
COMPANY = load(EXAMPLES / "she_assessment" / "assessment.yaml", Assessment)
SYSTEM = load(EXAMPLES / "lithera_2026" / "system.yaml")


def marked(id: str, *deductions: Deduction) -> Assessment:
    """Return the company with one element marked so, and no other."""
    return attrs.evolve(COMPANY, markings=(Marking(id, deductions),))


def finding(clause: str, grade: Grade, waived: Waiver | None = None) -> Finding:
    return Finding(
        "own.check",
        grade,
        subject=(),
        message=Text({"en": "wrong", "zh": "不符"}),
        clauses=(ClauseRef.parse(clause),),
        waived=waived,
    )


def rate_of(assessment: Assessment, id: str) -> Fraction | None:
    (one,) = (one for one in score_of(assessment).elements if one.element.id == id)
    return one.rate


def test_an_element_that_loses_a_lot_is_a_finding_of_the_grade_that_the_table_says() -> None:
    report = assessment_report(COMPANY)
    assert ["assessment.2.1", "assessment.2.3", "assessment.2.4"] == [
        one.check for one in report.findings
    ]
    assert {Grade.OBSERVATION} == {one.grade for one in report.findings}
    (first, *_) = report.findings
    assert first.message.read("en").startswith(
        "2.1 Legal and other requirements loses 20% of its marks: contractors are not covered; two"
    )
    assert first.message.read("zh").startswith("2.1 法律法规与其他要求失分 20%：未覆盖承包商；")
    assert ("assessment", "2.1") == first.subject


@pytest.mark.parametrize(
    ("lost", "grade"),
    [("1/100", None), ("1/10", Grade.OBSERVATION), ("1/2", Grade.MAJOR), ("49/100", Grade.MINOR)],
)
def test_the_gravest_line_that_is_reached_decides(lost: str, grade: Grade | None) -> None:
    # All phases alike: the loss of three of them compounds, so only the achievement is spoilt.
    rate = Fraction(lost) / Fraction(4, 10)
    off = [Deduction("achievement", min(rate, Fraction(1)))]
    rest = Fraction(lost) - min(rate, Fraction(1)) * Fraction(4, 10)
    off += [Deduction("compliance", rest / Fraction(3, 10))] if rest else []
    report = assessment_report(marked("2.4", *off))
    assert ([] if grade is None else [grade]) == [one.grade for one in report.findings]


def test_findings_without_reasons_say_what_is_lost() -> None:
    report = assessment_report(marked("2.4", Deduction("achievement", 1)))
    assert ["2.4 Objectives and targets loses 40% of its marks"] == [
        one.message.read("en") for one in report.findings
    ]


def test_only_what_is_assessed_and_names_clauses_speaks() -> None:
    report = assessment_report(COMPANY)
    applied = {one.name: one.applied for one in report.checks}
    assert {
        "assessment.2.1": True, "assessment.2.2": False, "assessment.2.3": True, "assessment.2.4": True,
    } == applied  # fmt: skip
    unmarked = assessment_report(marked("2.4"))
    assert ["assessment.2.4"] == [one.name for one in unmarked.checks if one.applied]
    assert () == unmarked.findings


def test_without_a_table_nothing_is_said() -> None:
    bare = attrs.evolve(COMPANY, grading=())
    with pytest.raises(InvalidAssessment, match="no grading is stated"):
        assessment_report(bare)
    assert 3 == len(assessment_report(bare, [Grading("1%", Grade.MAJOR)]).findings)


def speaking(*deductions: Deduction) -> Status:
    """Return the state of a requirement for which nothing speaks but one element, marked so."""
    clause = ClauseRef.parse("iso14001:2015/6.2.1.d")
    element = Element("e", 100, clauses=(clause,))
    assessment = attrs.evolve(
        COMPANY,
        units=(AssessmentUnit("u", elements=(element,)),),
        markings=(Marking("e", deductions),),
    )
    report = assessment_report(assessment)
    matrix = clause_matrix(SYSTEM, ["iso14001:2015"], on=date(2026, 6, 30), report=report)
    cell = matrix[clause]["checks"]
    assert cell is not None
    return cell.status


def test_an_assessment_speaks_for_the_clauses_of_a_matrix_or_against_them() -> None:
    plan, achievement = Deduction("plan", "60%"), Deduction("achievement", "50%")
    assert [Status.EVIDENCED, Status.GAP] == [speaking(), speaking(plan, achievement)]


def test_a_finding_takes_off_the_elements_whose_clauses_it_names_what_the_table_says() -> None:
    perfect = attrs.evolve(COMPANY, markings=(Marking("2.4"), Marking("2.1")))
    minor = lowered_by(perfect, [finding("iso14001:2015/6.2.1.a", Grade.MINOR)])
    assert [1 - Fraction(30, 100) * Fraction(20, 100), 1] == [
        rate_of(minor, id) for id in ("2.4", "2.1")
    ]
    major = lowered_by(perfect, [finding("iso14001:2015/6", Grade.MAJOR)])
    lost = Fraction(30, 100) / 2 + Fraction(40, 100) / 4
    assert [1 - lost] * 2 == [rate_of(major, id) for id in ("2.4", "2.1")]
    (taken, _) = major.markings[0].deductions
    assert (Text({"en": "wrong", "zh": "不符"}), ("own.check",)) == (taken.reason, taken.evidence)


def test_without_a_table_nothing_is_taken_off() -> None:
    with pytest.raises(InvalidAssessment, match="no lowering is stated"):
        lowered_by(attrs.evolve(COMPANY, lowering=()), [])


def test_findings_never_take_more_than_there_is() -> None:
    perfect = attrs.evolve(COMPANY, markings=(Marking("2.4"),))
    three = [finding("iso14001:2015/6.2", Grade.MAJOR)] * 3
    four = lowered_by(perfect, [*three, *three])
    assert Fraction(3, 10) == rate_of(four, "2.4")


def test_what_is_waived_elsewhere_deleted_or_not_assessed_is_left_alone() -> None:
    waiver = Waiver(Text("allowed"), "Ada", expires=date(2026, 12, 31), check="own.check")
    others = [
        finding("iso14001:2015/6.2", Grade.MAJOR, waiver),
        finding("iso45001:2018/6.2", Grade.MAJOR),
        finding("iso14001:2015/7.2", Grade.MAJOR),
        finding("iso14001:2015/5.3", Grade.OPPORTUNITY),
        finding("iso14001:2015/6.2", Grade.CONFORMITY),
    ]
    some = attrs.evolve(COMPANY, markings=(*COMPANY.markings[:4], *COMPANY.markings[5:]))
    assert some == lowered_by(some, others)
    assert (
        some.markings[3]
        == lowered_by(some, [finding("iso14001:2015/5.3", Grade.MAJOR)]).markings[3]
    )
