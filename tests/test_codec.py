"""Values to plain data and back, with every problem at once."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from mgmtsys.files.codec import is_keyed, member_of, structure, unstructure
from mgmtsys.files.standards import SHIPPED, shipped
from mgmtsys.files.systems import structure_system
from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef, Force, Standard
from mgmtsys.system.deviation import Basis
from mgmtsys.system.document import Procedure, Retention, Section
from mgmtsys.system.finding import Finding, Grade
from mgmtsys.system.measure import Formula, Measure, Series
from mgmtsys.system.objective import Indicator, Milestone, Programme, Resource
from mgmtsys.system.party import Party, PartyKind
from mgmtsys.system.policy import Band, DeviationPolicy
from mgmtsys.system.raci import RaciMatrix, cell
from mgmtsys.system.response import Colour
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.exceptions import InvalidDocument, UnknownStandard
from mgmtsys.values.period import Duration, Frequency, Period
from mgmtsys.values.text import Text
from mgmtsys.values.units import Quantity, Unit

OWN = Standard("own:1", Text("Own"), clauses=(Clause(ClauseNumber("1"), Text("Rule")),))


def resolve(reference: str) -> Standard:
    return OWN if reference == "own:1" else shipped(reference)


def problems(read: Callable[[], object]) -> list[str]:
    with pytest.raises(InvalidDocument) as caught:
        read()
    assert len(caught.value.problems) == len(caught.value.read("zh").splitlines())
    return [str(problem) for problem in caught.value.problems]


def complaints(data: Any, kind: type) -> list[str]:
    return problems(lambda: structure(data, kind))


def system_complaints(data: dict[str, Any]) -> list[str]:
    whole = {"organisation": "Works", "period": "2026", **data}
    return problems(lambda: structure_system(whole, resolve))


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ("6.2.1.a", ClauseNumber("6.2.1.a")),
        ("own:1/1", ClauseRef("own:1", ClauseNumber("1"))),
        ("5000 CNY", Quantity.parse("RMB 5,000")),
        ("kWh/person", Unit.parse("kWh/人")),
        ("2026-Q1", Period.parse("2026-Q1")),
        ("3 months", Duration.parse("quarter")),
        ("every month", Frequency.parse("每月")),
        ("--12", Deadline.parse("12 月")),
        ("permanent", Retention.parse("永久")),
        ("0.05", Fraction(1, 20)),
        ("2026-06-30", date(2026, 6, 30)),
        ("sum(a) / mean(b)", Formula.parse("sum(a)/mean(b)")),
        ("目标", Text("目标")),
        ({"zh": "目标", "en": "objective"}, Text({"zh": "目标", "en": "objective"})),
        ({"at_least": "80%"}, Target.at_least("80%")),
        ({"above": "1 kg"}, Target.above("1 kg")),
        ({"exactly": "20 °C", "tolerance": "1 K"}, Target.exactly("20 °C", "1 K")),
        ({"between": ["6 pH", "9 pH"]}, Target.between("6 pH", "9 pH")),
        ({"zero": True}, Target.zero()),
        ({"done_by": "2026-06-30"}, Target.done_by(date(2026, 6, 30))),
        (
            {"reduce_by": "0.05", "baseline": "100 kWh"},
            Target.reduce_by("5%", Quantity.parse("100 kWh")),
        ),
        (
            [{"at_least": "6"}, {"at_most": "9"}],
            Target.at_least("6") & Target.at_most("9"),
        ),
        ([], Target()),
        (
            {"a": {"x": "A+R", "y": "-"}, "b": {"x": "-", "y": "-"}},
            RaciMatrix(("a", "b"), ("x", "y"), cells=((("a", "x"), cell("RA")),)),
        ),
        ({}, RaciMatrix()),
        (
            {
                "basis": "absolute",
                "bands": [
                    {"below": "5 kg", "response": "monitor", "colour": "yellow", "printed": "< 5"},
                    {"response": "capa", "procedure": "SOP-8", "name": {"zh": "纠正"}},
                ],
            },
            DeviationPolicy(
                (
                    Band(
                        "monitor",
                        Quantity.parse("5 kg"),
                        closed=False,
                        printed="< 5",
                        colour=Colour.YELLOW,
                    ),
                    Band("capa", procedure="SOP-8", name=Text({"zh": "纠正"})),
                ),
                Basis.ABSOLUTE,
            ),
        ),
        ("minor", Grade.MINOR),
        ("person", PartyKind.PERSON),
        ({"unit": "kWh", "id": "a"}, Series("a", Unit.parse("kWh"))),
    ],
)  # fmt: skip
def test_a_value_and_its_data_lead_to_each_other(data: Any, value: Any) -> None:
    assert value == structure(data, type(value))
    assert data == unstructure(value)


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (80, Quantity(80)),
        (0.8, Quantity(Fraction(4, 5))),
        (5, Fraction(5)),
        ({"at_least": 0.1}, Target.at_least("0.1")),
        ({"zero": "true"}, Target.zero()),
        ({"exactly": "1", "tolerance": None}, Target.exactly("1")),
        ({"a": {"x": None, "y": "Ａ＋Ｒ"}}, RaciMatrix.of({"a": {"x": "", "y": "AR"}})),
        (
            {"bands": ({"response": "none", "up_to": "1%"}, {"above": "1%", "response": "capa"})},
            DeviationPolicy(
                (
                    Band("none", Quantity.parse("1%")),
                    Band("capa"),
                )
            ),
        ),
        (
            {"bands": [{"response": "none", "from": "0"}]},
            DeviationPolicy((Band("none"),)),
        ),
        ([{"at_least": "1"}], Target.at_least("1")),
        (Text("as it is"), Text("as it is")),
        (Party("a", PartyKind.ROLE), Party("a", PartyKind.ROLE)),
        (
            {"id": "a", "kind": "role", "member_of": None},
            Party("a", PartyKind.ROLE),
        ),
        (
            {"milestones": [{"title": "x"}], "resources": ({"name": Text("y")},)},
            Programme(milestones=(Milestone(Text("x")),), resources=(Resource(Text("y")),)),
        ),
        (
            {"formula": Formula.parse("1"), "unit": Unit.parse("%")},
            Measure(Formula.parse("1"), Unit.parse("%")),
        ),
    ],
)  # fmt: skip
def test_more_than_one_form_is_read(data: Any, value: Any) -> None:
    assert value == structure(data, type(value))


def test_what_has_its_default_is_left_out() -> None:
    assert {"id": "a", "kind": "role"} == unstructure(Party("a", PartyKind.ROLE))
    assert {"number": "1", "text": "x"} == unstructure(Clause(ClauseNumber("1"), Text("x")))


def test_members_with_an_id_are_written_by_it() -> None:
    procedure = Procedure("P", Text("Paper"), sections=(Section("3.10", Text("Ten")),))
    system = ManagementSystem(
        Text("Works"), Period.parse("2026"), standards=(OWN,), procedures=(procedure,)
    )
    data = {
        "organisation": "Works",
        "period": "2026",
        "standards": [{"id": "own:1", "title": "Own", "clauses": [{"number": "1", "text": "Rule"}]}],
        "procedures": {
            "P": {"title": "Paper", "sections": [{"number": "3.10", "title": "Ten"}]}
        },
    }  # fmt: skip
    assert data == unstructure(system)
    assert system == structure_system(data) == structure(data, ManagementSystem)
    assert system == structure_system(data | {"standards": ["own:1"]}, resolve)
    assert [True, False, False, False] == [
        is_keyed(one) for one in (Procedure, Section, Standard, str)
    ]
    assert [Procedure, None, None] == [
        member_of(kind) for kind in (tuple[Procedure, ...], tuple[str, int], str)
    ]


@pytest.mark.parametrize(
    ("data", "kind", "found"),
    [
        (6.1, ClauseNumber, ["6.1 is not text, and the number 6.10 would read as 6.1: write a clause number as text"]),
        (6, ClauseRef, ["found 6: expected text"]),
        (None, str, ["found nothing: expected text"]),
        (2026, Period, ["found 2026: expected text"]),
        (1.5, Formula, ["found 1.5: expected text"]),
        ("maybe", bool, ["found 'maybe': expected true or false"]),
        (1, bool, ["found 1: expected true or false"]),
        ("humans", PartyKind, ["found 'humans': expected one of person, role, department, body, group"]),
        ("worst", Grade, ["found 'worst': expected one of conformity, opportunity, observation, minor, major"]),
        ({"check": "x", "grade": 3, "subject": ["x"], "message": "x"}, Finding, ["grade: found 3: expected one of conformity, opportunity, observation, minor, major"]),
        (["person"], PartyKind, ["found a list: expected one of person, role, department, body, group"]),
        ({"a": "b"}, PartyKind, ["found a mapping: expected one of person, role, department, body, group"]),
        ({}, Text, ["a text has no wording in any language"]),
        ({"zh": None}, Text, ["the zh wording is blank"]),
        (" ", Text, ["the wording is blank"]),
        ([], Series, ["found a list: expected a mapping with unit, name, frequency, within, divide, source, definition, procedure"]),
        ("x" * 99, Programme, [f"found {repr('x' * 99)[:60]}…: expected a mapping with departments, responsible, actions, resources, milestones, indicators, verifications, integration"]),
        ("x", Standard, ["found 'x': expected a mapping with id, title, clauses, name, source, confidence, provisional, based_on, hangs_on, issuer, issued, in_force"]),
        ({"zero": "false"}, Target, ["zero is either true or left out"]),
        ({"zero": True, "at_least": "1"}, Target, ["a target has one kind, and this names 2: expected one of at_least, at_most, above, below, exactly, between, zero, reduce_by, increase_by, done_by"]),
        ({}, Target, ["a target has one kind, and this names 0: expected one of at_least, at_most, above, below, exactly, between, zero, reduce_by, increase_by, done_by"]),
        ("80%", Target, ["found '80%': expected a target such as {at_least: 80%}"]),
        ("≤3%", Target, ["found '≤3%': expected a target such as {at_most: 3%}"]),
        ("<21%", Target, ["found '<21%': expected a target such as {below: 21%}"]),
        ("> 90%", Target, ["found '> 90%': expected a target such as {above: 90%}"]),
        (">= 5 kWh", Target, ["found '>= 5 kWh': expected a target such as {at_least: 5 kWh}"]),
        ({"between": "1"}, Target, ["found '1': expected a lower and an upper limit"]),
        ({"between": ["1"]}, Target, ["found a list: expected a lower and an upper limit"]),
        ({"between": ["2", "1"]}, Target, ["no value lies between 2 and 1"]),
        ({"at_least": None}, Target, ["found nothing: expected an amount such as 80% or 5 kWh"]),
        ({"at_least": "nan"}, Target, ["'nan' is not an exact number: expected one such as 12, 0.80, 1/20, 5,000 or 5%"]),
        ({"at_least": float("nan")}, Target, ["nan is not an exact number: expected one such as 12, 0.80, 1/20, 5,000 or 5%"]),
        ({"at_least": True}, Target, ["true is not an exact number: expected one such as 12, 0.80, 1/20, 5,000 or 5%"]),
        ({"done_by": 2026}, Target, ["found 2026: expected text"]),
        ({"at_least": "1", "tolerance": "1"}, Target, ["at_least has no tolerance"]),
        ([{"at_least": "x"}, "y", {"above": "1"}], Target, ["0: 'x' is not an exact number: expected one such as 12, 0.80, 1/20, 5,000 or 5%", "1: found 'y': expected a target such as {at_least: 80%}"]),
        ([], RaciMatrix, ["found a list: expected rows of cells by activity"]),
        ({"a": "R", "b": {"x": "X", "y": 1}}, RaciMatrix, ["a: found 'R': expected cells by party, such as {KC: A+R}", "b.x: 'X' is not a responsibility cell: expected letters of R, A, S, C, I, such as R or A+R, or - for none", "b.y: found 1: expected text"]),
        ([], DeviationPolicy, ["found a list: expected a policy with its bands"]),
        ({}, DeviationPolicy, ["found nothing: expected a list of bands"]),
        ({"bands": []}, DeviationPolicy, ["the last band must be unbounded: leave out its edge"]),
        ({"bands": [{"response": "capa", "up_to": "5%"}]}, DeviationPolicy, ["the last band must be unbounded: leave out its edge"]),
        ({"bands": [{"response": "none", "up_to": "5%"}, {"response": "none", "up_to": "5%"}, {"response": "capa"}]}, DeviationPolicy, ["bands overlap: an edge at 0.05 follows one at 0.05"]),
        ({"bands": [{"response": "none", "up_to": "5%"}, {"from": "5%", "response": "capa"}]}, DeviationPolicy, ["bands.1: bands overlap at 5%: expected each value in one band"]),
        ({"bands": [{"response": "none", "up_to": "5%"}, {"above": "6%", "response": "capa"}]}, DeviationPolicy, ["bands.1: bands leave a gap at 6%: expected each value in one band"]),
        ({"bands": [{"response": "none", "up_to": "5%", "below": "5%"}, {"from": "1", "above": "1", "response": "capa"}]}, DeviationPolicy, ["bands.0: an edge is written once: up_to or below", "bands.1: an edge is written once: from or above"]),
        ({"bands": [{}, "x"], "base": "x"}, DeviationPolicy, ["base: unknown key 'base': expected 'basis' perhaps, or another of basis, time_basis, misses, beaten, bands"]),
        ({"bands": [{}, "x"]}, DeviationPolicy, ["bands.0: found nothing: expected a response such as capa", "bands.1: found 'x': expected a band such as {up_to: 5%, response: monitor}"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_was_expected(
    data: Any, kind: type, found: list[str]
) -> None:
    assert found == complaints(data, kind)


def test_an_unknown_key_suggests_a_near_one() -> None:
    assert [
        "knd: unknown key 'knd': expected 'kind' perhaps, or another of kind, name, member_of",
        "zz: unknown key 'zz': expected one of kind, name, member_of",
    ] == complaints({"id": "a", "kind": "role", "zz": "1", "knd": "person"}, Party)
    assert [
        (
            "at_leest: unknown key 'at_leest': expected 'at_least' perhaps, or another of at_least, "
            "at_most, above, below, exactly, between, zero, reduce_by, increase_by, done_by, "
            "tolerance, baseline, by"
        ),
        (
            "x: unknown key 'x': expected one of at_least, at_most, above, below, exactly, between, "
            "zero, reduce_by, increase_by, done_by, tolerance, baseline, by"
        ),
    ] == complaints({"at_leest": "1", "x": "y"}, Target)


def test_an_unknown_key_suggests_a_near_one_in_chinese() -> None:
    with pytest.raises(InvalidDocument) as caught:
        structure({"id": "a", "kind": "role", "zz": "1", "knd": "person"}, Party)
    assert (
        "knd: 未知的键 'knd'：是否为 'kind'？应为 kind、name、member_of 之一\n"
        "zz: 未知的键 'zz'：应为 kind、name、member_of 之一"
    ) == caught.value.read("zh")


def test_a_missing_field_is_named_where_it_is_missing() -> None:
    assert ["no formula: expected one"] == complaints({}, Measure)
    assert ["no title: expected one", "no clauses: expected one"] == complaints(
        {"id": "x"}, Standard
    )
    assert [
        "objectives.E1: no statement: expected one",
        "objectives.E1.measure: no formula: expected one",
        "objectives.E1: no target: expected one",
        "evidence.0: no clauses: expected one",
        "evidence.0: no document: expected one",
    ] == system_complaints({"objectives": {"E1": {"measure": {}}}, "evidence": [{}]})


def test_every_problem_is_reported_at_once_and_each_once() -> None:
    data = {
        "period": "2026-13",
        "standards": ["own:1", "own:2"],
        "parties": {"Ann": {"kind": "human"}, "Bob": {"kind": "role", "member_of": ["Ann", "Zoe"]}},
        "series": {"water": {"unit": "furlong"}, "steam": {"unit": "t"}},
        "objectives": {
            "E1": {
                "statement": "x",
                "measure": {"formula": "sum(water)", "unit": "t"},
                "target": {"at_least": "1 t"},
                "responsible": ["Ann", "Bob", "Cat"],
            },
            "E2": {"statement": "", "measure": {"formula": "sum(steam"}},
            "E3": {
                "statement": "x",
                "measure": {"formula": "sum(steam)", "unit": "t"},
                "target": {"zero": "true"},
                "baseline": {"period": "2025", "value": "1 kg"},
            },
        },
        "evidence": [{"clauses": ["own:1/9"], "document": "P", "objectives": ["E2", "E9"]}],
        "colour": "red",
    }
    assert [
        (
            "standards.1: no shipped standard 'own:2': expected one of "
            f"{', '.join(SHIPPED)}, or the path of a catalogue file"
        ),
        (
            "period: '2026-13' is not a period: expected one such as 2026, 2026-Q1, 2026-06, 2026-06-30 or "
            "2026-04-01..2027-03-31"
        ),
        "parties.Ann.kind: found 'human': expected one of person, role, department, body, group",
        (
            "series.water.unit: unknown unit 'furlong': expected one such as kWh, m3, t, CNY, person or %, or item(furlong) for "
            "what you count yourself"
        ),
        "objectives.E2.statement: the wording is blank",
        (
            "objectives.E2.measure.formula: 'sum(steam' is not a formula: expected sum, mean, last, max, "
            "min or count of a series, numbers, + - * / and parentheses, such as sum(electricity) / "
            'mean(headcount); an id that is not a single word stands in quotes, such as sum("w-1")'
        ),
        "objectives.E2: no target: expected one",
        "colour: unknown key 'colour': expected one of ",
        "parties.Bob.member_of.1: no party 'Zoe' is declared: expected one listed under parties",
        "objectives.E1.responsible.2: no party 'Cat' is declared: expected one listed under parties",
        "evidence.0.clauses.0: own:1 has no 9: expected one such as 1",
        (
            "evidence.0.document: no document 'P' is declared: expected one listed under procedures or "
            "forms"
        ),
        "evidence.0.objectives.1: no objective 'E9' is declared: expected one listed under objectives",
    ] == [
        line.partition("organisation, ")[0] if line.startswith("colour") else line
        for line in system_complaints(data)
    ]


@pytest.mark.parametrize("field", ["parties", "objectives", "procedures", "forms", "series"])
@pytest.mark.parametrize("given", ["x", [], [{"id": "a"}], "6.10"])
def test_what_has_ids_is_a_mapping_by_them(field: str, given: Any) -> None:
    found = "a list" if isinstance(given, list) else repr(given)
    assert [f"{field}: found {found}: expected a mapping by id"] == system_complaints(
        {field: given}
    )


def test_an_id_is_written_once_and_filled() -> None:
    once = "the key above is the id: expected it filled and written once"
    assert [f"parties.a: {once}", f"parties.: {once}", "parties.b: found nothing: expected a mapping with kind, name, member_of"] == (
        system_complaints(
            {"parties": {"a": {"id": "a", "kind": "role"}, "": {"kind": "role"}, "b": None}}
        )
    )  # fmt: skip


def test_a_column_id_is_used_once_in_a_system() -> None:
    form = {"title": "x"}
    assert [
        "procedures.checks: 'checks' is already in use (clause matrix): expected an id of its own",
        "forms.P: 'P' is already in use (procedures): expected an id of its own",
        "forms.system: 'system' is already in use (clause matrix): expected an id of its own",
    ] == system_complaints(
        {"procedures": {"P": {}, "checks": {}}, "forms": {"P": form, "system": form}}
    )


def test_a_list_is_a_list() -> None:
    assert ["evidence: found 'x': expected a list"] == system_complaints({"evidence": "x"})
    assert ["standards: found 'own:1': expected a list"] == system_complaints(
        {"standards": "own:1"}
    )
    assert ["training.1: found 'x': expected a mapping with title, duration, audience, frequency, effectiveness"] == (
        system_complaints({"training": [{"title": "a"}, "x"]})
    )  # fmt: skip


def test_a_blank_section_is_an_empty_one() -> None:
    blank = dict.fromkeys(("standards", "parties", "objectives", "evidence", "training"))
    assert ManagementSystem(Text("Works"), Period.parse("2026")) == structure_system(
        {"organisation": "Works", "period": "2026", **blank}
    )


def test_without_a_resolver_no_catalogue_is_known() -> None:
    data = {"organisation": "x", "period": "2026", "standards": ["own:1"]}
    assert ["standards.0: no catalogue 'own:1' is known"] == problems(
        lambda: structure_system(data)
    )


def test_a_catalogue_may_stand_in_the_data_itself() -> None:
    for given in (OWN, unstructure(OWN)):
        data = {"organisation": "x", "period": "2026", "standards": [given]}
        assert (OWN,) == structure_system(data).standards


def test_what_a_resolver_says_is_reported_where_the_standard_is_named() -> None:
    def fails(reference: str) -> Standard:
        raise UnknownStandard(
            Text({"en": f"never heard of {reference}", "zh": f"没听说过 {reference}"})
        )

    data = {"organisation": "x", "period": "2026", "standards": ["a", OWN, "b"]}
    assert [
        "standards.0: never heard of a",
        "standards.2: never heard of b",
    ] == problems(lambda: structure_system(data, fails))


def test_a_broken_catalogue_is_reported_as_one() -> None:
    item = {"number": "1", "text": "x"}
    assert ["clauses.1.number: 1 is listed twice: expected each number once"] == complaints(
        {"id": "own:1", "title": "x", "clauses": [item, item]}, Standard
    )
    assert [
        "clauses.0.items.0: no text: expected one",
        (
            "clauses.0.items.0.force: found 'must': expected one of heading, shall, consider, "
            "take_into_account, should, may, note"
        ),
    ] == complaints(
        {
            "id": "own:1",
            "title": "x",
            "clauses": [{**item, "items": [{"number": "1.a", "force": "must"}]}],
        },
        Standard,
    )
    assert [
        "clauses.0.items.0.number: 2 is listed below 1 and does not extend it: expected one such as 1.1"
    ] == complaints(
        {"id": "own:1", "title": "x", "clauses": [{**item, "items": [{**item, "number": "2"}]}]},
        Standard,
    )


def test_a_standard_is_read_and_written_whole() -> None:
    for standard in (OWN, shipped("iso14001:2015"), shipped("cts-q-zg040:2023")):
        assert standard == structure(unstructure(standard), Standard)
    assert Force.SHALL == shipped("iso14001:2015")["6.2.2.a"].force


def test_an_error_of_the_program_is_no_complaint_about_the_data() -> None:
    class Broken(dict[str, Any]):
        def __iter__(self) -> Any:
            raise RuntimeError("not about the data")

    with pytest.raises(RuntimeError, match="not about the data"):
        structure({"name": "x", "target": Broken()}, Indicator)


def test_a_list_that_is_left_empty_holds_nothing() -> None:
    assert structure({"number": "1", "text": "x"}, Clause) == structure(
        {"number": "1", "text": "x", "items": None}, Clause
    )
