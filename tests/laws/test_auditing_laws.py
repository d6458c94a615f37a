"""Reports are a commutative, idempotent monoid; checks are functions of the system and the day."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from mgmtsys.auditing.check import Check, check
from mgmtsys.auditing.checks import audit
from mgmtsys.system.finding import Finding, Grade, Waiver
from mgmtsys.system.party import Party, PartyKind
from mgmtsys.system.raci import Activity, ActivityKind, RaciMatrix
from mgmtsys.system.report import Examined, Report
from mgmtsys.system.system import ManagementSystem
from mgmtsys.testing import findings, systems
from mgmtsys.testing.laws import check_is_lawful, stands_in
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text

DAY = date(2026, 6, 30)
#: Few words, so that findings are often alike.
WORDS = st.sampled_from(("a", "b"))
EXAMINED = st.builds(Examined, WORDS, WORDS.map(Text), grade=st.sampled_from(Grade))
ALIKE = st.builds(
    Finding,
    WORDS,
    st.sampled_from(Grade),
    subject=st.lists(WORDS, max_size=2).map(tuple),
    message=WORDS.map(Text),
    remedy=st.none() | WORDS.map(Text),
    waived=st.none() | st.just(Waiver(Text("so"), "ann", expires=DAY, check="a")),
)
REPORTS = st.builds(
    Report,
    st.lists(ALIKE | findings(), max_size=4).map(tuple),
    st.lists(EXAMINED, max_size=3).map(tuple),
)


@given(REPORTS, REPORTS, REPORTS)
def test_adding_reports_is_associative_commutative_and_idempotent(
    one: Report, two: Report, three: Report
) -> None:
    assert (one + two) + three == one + (two + three)
    assert one + two == two + one
    assert one + one == one


@given(REPORTS)
def test_the_empty_report_is_the_identity(report: Report) -> None:
    assert report == report + Report()
    assert report == Report() + report
    assert Grade.CONFORMITY is Report().worst


@given(REPORTS, REPORTS)
def test_the_worst_of_a_sum_is_the_worst_of_the_worst(one: Report, two: Report) -> None:
    assert max(one.worst, two.worst) == (one + two).worst


@given(REPORTS, REPORTS)
def test_readers_and_sums_commute(one: Report, two: Report) -> None:
    assert one.about("a") + two.about("a") == (one + two).about("a")
    assert one.under("x:1/1") + two.under("x:1/1") == (one + two).under("x:1/1")
    assert set((one + two).standing) | set((one + two).waived) == set((one + two).findings)


@given(REPORTS, REPORTS)
def test_a_report_holds_what_it_yields(one: Report, two: Report) -> None:
    assert list(one) == list(one.findings)
    assert len(one) == len(set(one))
    assert all(finding in one and finding in one + two for finding in one)
    assert set(one + two) == {*one, *two}


@given(REPORTS, REPORTS)
def test_what_is_new_since_a_report_is_none_of_it(one: Report, two: Report) -> None:
    assert () == one.new_since(one).findings
    assert one.findings == one.new_since(Report()).findings
    assert set(one.new_since(two).findings) <= set(one.findings)


def seeing(name: str) -> Check:
    @check(name)
    def examine(system: ManagementSystem, on: date) -> Iterator[Any]:
        """All is well."""
        for objective in system.objectives:
            if name in objective.id.lower():
                yield objective, "bad"
        if on.day % 2:
            yield system, "odd"

    return examine


CHECKS = tuple(seeing(name) for name in "abc1")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=30)
@given(systems(), st.dates(), st.sets(st.sampled_from(CHECKS)), st.sets(st.sampled_from(CHECKS)))
def test_adding_checks_adds_findings(
    system: ManagementSystem, on: date, some: set[Check], more: set[Check]
) -> None:
    bare = attrs.evolve(system, waivers=())
    fewer, all_ = audit(bare, on, some), audit(bare, on, some | more)
    assert set(fewer.findings) <= set(all_.findings)
    assert all_ == fewer + audit(bare, on, more - some)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=20)
@given(systems(), st.dates())
def test_a_lawful_check_is_lawful_inside_a_law(system: ManagementSystem, on: date) -> None:
    check_is_lawful(CHECKS[0], system, on)
    check_is_lawful(CHECKS[1], system)


def test_a_lawful_check_is_lawful_in_a_plain_call() -> None:
    check_is_lawful(CHECKS[0])
    check_is_lawful(CHECKS[0], on=DAY)


SYSTEM = ManagementSystem(
    organisation=Text("Works"),
    period=Period.parse("2026"),
    parties=(Party("ann", PartyKind.PERSON), Party("bob", PartyKind.PERSON, name=Text("Bob"))),
    activities=(Activity("run", kind=ActivityKind.REVIEW),),
    raci=RaciMatrix.of({"run": {"ann": "R"}}),
    waivers=(Waiver(Text("so"), "ann", expires=DAY, check="a"),),
)


def unlawful(examine: Callable[[ManagementSystem, date], Any]) -> Check:
    return check("own.unlawful")(examine)


def _changes(system: ManagementSystem, on: date) -> Iterator[Any]:
    del on
    object.__setattr__(system, "scope", Text("everything"))
    yield from ()


def _remembers() -> Callable[[ManagementSystem, date], Any]:
    calls: list[date] = []

    def examine(system: ManagementSystem, on: date) -> Iterator[Any]:
        calls.append(on)
        yield system, f"call {len(calls)}"

    return examine


def _looks_at_the_first(system: ManagementSystem, on: date) -> Iterator[Any]:
    del on
    yield system.parties[0], "comes first"


def _raises(system: ManagementSystem, on: date) -> Iterator[Any]:
    raise RuntimeError("no power")


@pytest.mark.parametrize(
    ("examine", "complaint"),
    [
        (_changes, "own.unlawful changes the system"),
        (_remembers(), "own.unlawful sees something else the second time"),
        (_looks_at_the_first, "own.unlawful depends on the order of objectives or parties"),
        (_raises, "the check own.unlawful raises RuntimeError: no power"),
        (lambda _, __: [42], "the check own.unlawful yields 42"),
        (
            lambda _, __: [("parties.eve", "bad")],
            "own.unlawful names parties.eve, which is not in the system",
        ),
        (
            lambda _, __: [("parties.ann.name.en", "bad")],
            "own.unlawful names parties.ann.name.en, which is not in the system",
        ),
    ],
)
def test_an_unlawful_check_is_told_what_it_breaks(
    examine: Callable[[ManagementSystem, date], Any], complaint: str
) -> None:
    system = attrs.evolve(SYSTEM)
    with pytest.raises(AssertionError, match=complaint):
        check_is_lawful(unlawful(examine), system, DAY)


@pytest.mark.parametrize(
    ("path", "stands"),
    [
        ("", True),
        ("parties", True),
        ("parties.ann", True),
        ("parties.1", True),
        ("parties.2", False),
        ("parties.eve", False),
        ("parties.ann.name", True),
        ("parties.ann.name.en", False),
        ("parties.bob.name.und", False),
        ("scope", True),
        ("waivers.0.expires", True),
        ("waivers.0.expires.year", False),
        ("raci.run.ann", True),
        ("raci.run.bob", False),
        ("nowhere", False),
        ("standards.0", False),
    ],
)
def test_a_path_stands_where_the_system_has_something_or_leaves_a_field_empty(
    path: str, *, stands: bool
) -> None:
    assert stands is stands_in(SYSTEM, tuple(path.split(".")) if path else ())
