"""A company of another kind counts for itself: pallets, patients, bed days."""

from datetime import date
from pathlib import Path

import pytest

import mgmtsys as ms

SYSTEM = """\
format: mgmtsys/1
organisation: {en: Hospital, zh: 医院}
period: 2026
parties: {matron: {kind: role}}
series:
  falls: {unit: incident, frequency: monthly}
  days: {unit: item(bed day), frequency: monthly}
  pallets: {unit: 件(托盘), frequency: monthly}
deviation_policy: {bands: [{up_to: 5%, response: monitor}, {response: capa}]}
objectives:
  F:
    statement: At most 3 falls in 1000 bed days
    measure: {formula: sum(falls)/sum(days), unit: incident/item(bed day)}
    target: {at_most: 0.003 incident/item(bed day)}
    responsible: [matron]
    due: 2026-12-31
  P:
    statement: At most 40 pallets in any month
    measure: {formula: max(pallets), unit: item(托盘)}
    target: {at_most: 40 item(托盘)}
    responsible: [matron]
    due: 2026-12-31
    deviation_policy: {basis: absolute, bands: [{up_to: 2 件(托盘), response: monitor}, {response: adjust}]}
"""
READINGS = """\
series,period,value,unit
falls,2026-01,4,incident
days,2026-01,"1,250",item(bed day)
pallets,2026-01,42件（托盘）,
"""


def test_figures_in_units_of_ones_own_are_judged_exactly(tmp_path: Path) -> None:
    (tmp_path / "readings.csv").write_text(READINGS, "utf-8")
    system = ms.loads(SYSTEM)
    record = ms.load_readings([tmp_path / "readings.csv"], system, date(2026, 2, 10))
    found = ms.evaluate(system, record, ms.Period.parse("2026-01"), date(2026, 2, 10))
    falls, pallets = found.verdicts
    assert ("0.0032 incident/item(bed day)", "1/15") == (str(falls.actual), str(falls.deviation))
    assert ("42 item(托盘)", "1/20") == (str(pallets.actual), str(pallets.deviation))
    assert ["capa", "monitor"] == [one.response and one.response.id for one in (falls, pallets)]
    assert found == ms.structure(ms.unstructure(found), ms.Evaluation)


@pytest.mark.parametrize("suffix", ["yaml", "json", "toml"])
def test_a_system_with_units_of_its_own_is_saved_and_loaded(tmp_path: Path, suffix: str) -> None:
    system = ms.loads(SYSTEM)
    ms.save(system, tmp_path / f"system.{suffix}")
    assert system == ms.load(tmp_path / f"system.{suffix}")


def test_a_unit_that_nobody_knows_is_refused_in_its_place_with_what_to_write() -> None:
    with pytest.raises(ms.InvalidDocument) as caught:
        ms.loads(SYSTEM.replace("item(bed day), frequency", "bed day, frequency"))
    (problem,) = caught.value.problems
    assert "text.yaml:7:10: series.days.unit: unknown unit 'bed day'" in str(problem)
    assert "or item(bed day) for what you count yourself" in str(problem)


def test_another_kind_is_refused_where_it_does_not_fit() -> None:
    with pytest.raises(ms.InvalidDocument, match=r"objectives\.P\.target"):
        ms.loads(SYSTEM.replace("at_most: 40 item(托盘)", "at_most: 40 item(pallet)"))
