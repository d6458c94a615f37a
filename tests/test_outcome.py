"""Where the subjects of a report stand, whose findings they are, and which families are asked for."""

from datetime import date

import attrs
import pytest

from mgmtsys.auditing.outcome import Outcome, check_known
from mgmtsys.system.finding import Audited, Finding, Grade
from mgmtsys.system.report import Report
from mgmtsys.values.exceptions import Place, UnknownCheck
from mgmtsys.values.text import Text

DAY = date(2026, 6, 30)
NORTH, SOUTH = (Audited(Text(name), name, on=DAY) for name in ("North", "South"))


def finding(subject: str, audited: Audited, grade: Grade = Grade.MINOR) -> Finding:
    return Finding("own.x", grade, subject=(subject,), message=Text("bad"), audited=audited)


def test_whose_a_finding_is_is_said_where_a_report_is_of_several_systems() -> None:
    one, other = finding("a", NORTH), finding("a", SOUTH)
    both = Outcome(Report((one, other), audited=(NORTH, SOUTH)))
    assert ["North", "South"] == [both.whose(each, "en") for each in (one, other)]
    assert "" == both.whose(attrs.evolve(one, audited=None), "en")
    assert "" == Outcome(Report((one,), audited=(NORTH,))).whose(one, "en")


def test_subjects_stand_in_the_order_of_their_file_and_each_system_apart() -> None:
    places: dict[tuple[str, ...], Place] = {("a",): Place("x.yaml", 9, 1), ("b",): Place("x.yaml", 3, 5), ("c",): Place("x.yaml", 3, 1)}  # fmt: skip
    found = tuple(finding(subject, NORTH) for subject in "abcd")
    alone = Outcome(Report(found, audited=(NORTH,)), places)
    assert ["d", "c", "b", "a"] == [subject for (subject,), _ in alone.by_subject(found)]
    two = Outcome(Report((finding("a", NORTH), finding("a", SOUTH)), audited=(NORTH, SOUTH)))
    assert [1, 1] == [len(each) for _, each in two.by_subject(two.report.findings)]


def test_a_finding_fails_from_a_grade_on() -> None:
    mild, grave = finding("a", NORTH, Grade.OBSERVATION), finding("b", NORTH, Grade.MAJOR)
    report = Report((mild, grave))
    assert (grave,) == Outcome(report).failing
    assert (mild, grave) == Outcome(report, fail_on=Grade.OBSERVATION).failing
    assert (grave,) == Outcome(report, fail_on=Grade.MAJOR).failing


def test_a_family_without_a_member_is_refused_with_the_nearest() -> None:
    check_known(["own.x.y"], ["own", "own.x", "own.x.y", "waiver"])
    with pytest.raises(UnknownCheck, match=r"there is no check 'own\.z': expected one like own\.x"):
        check_known(["own.x"], ["own.z"])
    with pytest.raises(UnknownCheck, match="the name of a check or of a family"):
        check_known(["own.x"], ["%%%"])
