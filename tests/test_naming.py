"""Ids: seen whole, in one spelling, told apart by eye, and named by every reference that may name them."""

import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from mgmtsys.auditing.checks import audit
from mgmtsys.cycle.evaluation import evaluate
from mgmtsys.files.loading import load, loads
from mgmtsys.files.readings import load_readings
from mgmtsys.files.systems import structure_system
from mgmtsys.system.measure import Formula
from mgmtsys.system.party import Party, PartyKind
from mgmtsys.system.reading import Reading, Record
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.deadline import Deadline
from mgmtsys.values.exceptions import InvalidDocument, InvalidFormula
from mgmtsys.values.fingerprint import fingerprint_of
from mgmtsys.values.naming import alike, composed, fault_of
from mgmtsys.values.period import Period
from mgmtsys.values.text import Text
from mgmtsys.values.units import Quantity

NFC, NFD = "Ren\u00e9", "Rene\u0301"
HEAD = "format: mgmtsys/1\norganisation: P\nperiod: 2026\n"
ODD = [
    "w-1",
    "w 1",
    "w.1",
    "1w",
    "a(b)",
    "水 表",
    "a/b",
    "s@1",
    'say "w"',
    "class",
    "None",
    "²",
    "m²",
    "Ｌi",
    "#",
]


def complaints(data: dict[str, Any]) -> list[str]:
    with pytest.raises(InvalidDocument) as caught:
        structure_system({"organisation": "P", "period": "2026", **data})
    return [str(one) for one in caught.value.problems]


def parties(*ids: str) -> dict[str, Any]:
    return {"parties": {id: {"kind": "person"} for id in ids}}


@pytest.mark.parametrize(
    ("id", "en", "zh"),
    [
        ("Li\u200b", "'Li\\u200b' holds \\u200b, which is invisible: expected an id without it", "编号 'Li\\u200b' 含有不可见的 \\u200b：应去掉"),
        ("\u202eLi", "'\\u202eLi' holds \\u202e, which is invisible: expected an id without it", "编号 '\\u202eLi' 含有不可见的 \\u202e：应去掉"),
        ("L\u00adi", "'L\\xadi' holds \\xad, which is invisible: expected an id without it", "编号 'L\\xadi' 含有不可见的 \\xad：应去掉"),
        ("L\ni", "'L\\ni' holds \\n, which is invisible: expected an id without it", "编号 'L\\ni' 含有不可见的 \\n：应去掉"),
        ("Li ", "'Li ' starts or ends with a space: expected an id without it", "编号 'Li ' 首尾有空格：应去掉"),
        ("\u3000Li", "'\\u3000Li' starts or ends with a space: expected an id without it", "编号 '\\u3000Li' 首尾有空格：应去掉"),
        (" ", "an id is blank: expected it filled in", "编号为空：应填写"),
        (NFD, f"{NFD!r} is not in composed form (NFC): expected {NFC!r} with its accents composed", f"编号 {NFD!r} 不是合成形式（NFC）：应写作合成形式的 {NFC!r}"),
    ],
)  # fmt: skip
def test_what_is_no_id_is_refused_where_it_is_declared(id: str, en: str, zh: str) -> None:
    fault = fault_of(id)
    assert fault is not None
    assert (en, zh) == (fault.read("en"), fault.read("zh"))
    (said,) = complaints(parties(id))
    assert said.endswith(f": {en}")
    with pytest.raises(InvalidDocument) as caught:
        ManagementSystem(Text("P"), Period.parse("2026"), parties=(Party(id, PartyKind.PERSON),))
    assert [(en, zh)] == [
        (str(one.message), one.message.read("zh")) for one in caught.value.problems
    ]


def test_ids_that_look_alike_are_named_beside_each_other() -> None:
    assert [
        "parties.Ｌi: 'Ｌi' looks like 'Li': expected ids that can be told apart"
    ] == complaints(parties("Li", "Ｌi", "li"))
    assert [
        "parties.a\xa0b: 'a\\xa0b' looks like 'a b': expected ids that can be told apart"
    ] == complaints(parties("a b", "a\u00a0b"))


def test_a_problem_elsewhere_hides_no_ids_that_look_alike() -> None:
    said = complaints(parties("Li", "Ｌi") | {"series": {"w": {"unit": "furlong"}}})
    assert 1 == sum("looks like" in one for one in said)
    assert 1 == sum("furlong" in one for one in said)


@given(st.lists(st.text(max_size=4)))
def test_no_two_ids_that_are_canonically_equal_are_both_taken(ids: list[str]) -> None:
    taken = [id for id in dict.fromkeys(ids) if fault_of(id) is None]
    assert len(taken) == len({unicodedata.normalize("NFC", one) for one in taken})
    others = {one for one, _ in alike(taken)}
    kept = [one for one in taken if one not in others]
    assert len(kept) == len({unicodedata.normalize("NFKC", one) for one in kept})


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}parties: {{{NFC}: {{kind: person}}, A: {{kind: role, member_of: [{NFD}]}}}}\n",
        f"{HEAD}parties: {{{NFD}: {{kind: person}}, A: {{kind: role, member_of: [{NFC}]}}}}\n",
        f'{HEAD}parties: {{"Rene\\u0301": {{kind: person}}, A: {{kind: role, member_of: ["{NFC}"]}}}}\n',
    ],
)
def test_names_in_files_are_compared_in_composed_form(text: str) -> None:
    assert [NFC, "A"] == [one.id for one in loads(text).parties]


def test_a_key_written_in_two_forms_is_written_twice() -> None:
    with pytest.raises(InvalidDocument, match="is written twice"):
        loads(f"{HEAD}parties: {{{NFC}: {{kind: person}}, {NFD}: {{kind: role}}}}\n")


def test_a_fingerprint_is_of_what_is_said_and_not_of_its_form() -> None:
    assert fingerprint_of(Text(NFC)) == fingerprint_of(Text(NFD))
    assert fingerprint_of(Text(NFC)) != fingerprint_of(Text("Rene"))


@pytest.mark.parametrize("id", ODD)
def test_every_id_of_a_series_can_be_named_by_a_formula(id: str) -> None:
    formula = Formula.parse(f"2 * sum({json.dumps(id, ensure_ascii=False)}) / count(b)")
    assert (id, "b") == formula.series
    assert formula == Formula.parse(str(formula))
    system = structure_system(
        {
            "organisation": "P",
            "period": "2026",
            "series": {id: {"unit": "m3"}},
            "objectives": {
                "E": {
                    "statement": "x",
                    "measure": {"formula": f"sum({json.dumps(id)})", "unit": "m3"},
                    "target": {"at_most": "9 m3"},
                }
            },
        }
    )
    assert (id,) == system.objectives[0].measure.formula.series


@given(st.text(max_size=8).filter(lambda text: fault_of(text) is None))
def test_formulas_and_their_ids_come_back_from_text(id: str) -> None:
    formula = Formula.parse(f"sum({json.dumps(id)})")
    assert (id,) == formula.series
    assert formula == Formula.parse(str(formula))


def test_quotes_of_every_kind_hold_an_id() -> None:
    assert ("w-1", "水 表", "it's", "q") == Formula.parse(
        """sum('w-1') + sum(“水 表”) + sum("it's") + sum(q)"""
    ).series
    assert ("qq0", "w-1") == Formula.parse('sum(qq0) + sum("w-1")').series
    assert (NFC,) == Formula.parse(f"sum({NFD})").series
    assert ("Ｌi",) == Formula.parse("sum(Ｌi)").series


@pytest.mark.parametrize(
    "text",
    ["sum(w-1)", "sum(w 1)", 'sum("w-1)', 'sum("a" "b")', '"w-1"', 'sum("\\x")', "sum(sum)(a)"],
)
def test_an_id_out_of_quotes_is_told_how_to_be_named(text: str) -> None:
    with pytest.raises(InvalidFormula) as refused:
        Formula.parse(text)
    assert refused.value.read("en").endswith(
        'an id that is not a single word stands in quotes, such as sum("w-1")'
    )
    assert refused.value.read("zh").endswith('不是单个词的编号应加引号，如 sum("w-1")')


def test_readings_of_ids_that_divide_a_name_are_told_apart() -> None:
    month, value = Period.parse("2026-01"), Quantity.parse("1 m3")
    whole, part = Reading("a/b", month, value=value), Reading("a", month, value=value, site="b")
    assert ('"a/b"@2026-01', "a/b@2026-01") == (whole.name, part.name)
    assert '"s@1"/"x/y"@2026-01' == Reading("s@1", month, value=value, site="x/y").name
    assert 2 == len(Record((whole, part)).current)


def test_an_odd_id_is_evaluated_and_corrected(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(
        HEAD + "parties: {Ann: {kind: person}}\nseries: {水 表/1: {unit: m3}}\n"
        "objectives:\n  W:\n    statement: at most 9 m3\n"
        "    measure: {formula: 'sum(\"水 表/1\")', unit: m3}\n"
        "    target: {at_most: 9 m3}\n    responsible: [Ann]\n    due: ongoing\n",
        "utf-8",
    )
    (tmp_path / "r.csv").write_text(
        "series,period,value,id,supersedes\n水 表/1,2026-01,10,,\n"
        '水 表/1,2026-01,8,c,"""水 表/1""@2026-01"\n',
        "utf-8",
    )
    system = load(tmp_path / "s.yaml")
    record = load_readings([tmp_path / "r.csv"], system, date(2026, 12, 31))
    (verdict,) = evaluate(system, record, Period.parse("2026"), date(2026, 12, 31)).verdicts
    assert Quantity.parse("8 m3") == verdict.actual
    assert audit(system, date(2026, 12, 31)) is not None
    assert Deadline.parse("ongoing") == system.objectives[0].due
    assert composed("x") == "x"
