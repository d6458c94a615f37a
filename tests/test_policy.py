"""Bands with their edges, parts that tile, policies that are joined of parts, and responses in order."""

from __future__ import annotations

import pickle
from datetime import date
from fractions import Fraction

import attrs
import pytest

from mgmtsys.files.codec import structure, unstructure
from mgmtsys.system.deviation import Basis, Deviation, deviation_of
from mgmtsys.system.policy import Band, DeviationPolicy, PolicyPart, TimeBasis
from mgmtsys.system.response import (
    ADJUST,
    BUILT_IN,
    CAPA,
    MONITOR,
    Colour,
    Response,
    known_responses,
    named,
)
from mgmtsys.system.target import Target
from mgmtsys.values.exceptions import (
    IncompatibleUnits,
    InvalidDocument,
    InvalidField,
    InvalidPolicy,
)
from mgmtsys.values.period import Duration
from mgmtsys.values.text import Text
from mgmtsys.values.units import Quantity, Unit

_TARGET, _CHANGE, _POINTS, _ABSOLUTE = Basis
KNOWN = known_responses()


def _q(text: str) -> Quantity:
    return Quantity.parse(text)


def _part(*edges: str, basis: Basis | None = None) -> PolicyPart:
    responses = ("monitor", "adjust", "capa")
    bands = [Band(one, _q(edge)) for one, edge in zip(responses, edges, strict=False)]
    return PolicyPart((*bands, Band(responses[len(edges)])), basis)


_PROCEDURE = _part("5%", "25%")


@pytest.mark.parametrize(
    ("value", "response"),
    [
        (Fraction(0), "monitor"),
        (Fraction(1, 20), "monitor"),
        (Fraction(1, 20) + Fraction(1, 10**30), "adjust"),
        (Fraction(1, 4), "adjust"),
        (Fraction(1, 4) + Fraction(1, 10**30), "capa"),
        (Fraction(10**99), "capa"),
        (None, "capa"),
    ],
)
def test_each_edge_belongs_to_one_band(value: Fraction | None, response: str) -> None:
    assert response == _PROCEDURE.band(Deviation(value)).response


def test_an_open_edge_belongs_to_the_band_above() -> None:
    part = PolicyPart((Band("monitor", _q("5%"), closed=False), Band("capa")))
    assert "capa" == part.band(Deviation(Fraction(1, 20))).response
    assert "monitor" == part.band(Deviation(Fraction(49, 1000))).response


def test_a_band_can_hold_nothing_but_zero() -> None:
    part = PolicyPart((Band("none", _q("0%")), Band("capa")))
    assert "none" == part.band(Deviation(Fraction(0))).response
    assert "capa" == part.band(Deviation(Fraction(1, 10**30))).response


def test_absolute_bands_have_units_and_their_edges_are_differences() -> None:
    part = PolicyPart((Band("monitor", _q("5 °C")), Band("capa")), _ABSOLUTE)
    warm, hot = (
        deviation_of(Target.at_most("50 °C"), _q(text), _ABSOLUTE) for text in ("328.15 K", "56 °C")
    )
    assert isinstance(warm, Deviation)
    assert isinstance(hot, Deviation)
    assert ("monitor", "capa") == (part.band(warm).response, part.band(hot).response)


@pytest.mark.parametrize("spelled", ["5%", "5", "5 %", "５％"])
def test_five_percent_of_percentage_points_are_five_points(spelled: str) -> None:
    part = PolicyPart((Band("monitor", _q(spelled)), Band("capa")), _POINTS)
    two = deviation_of(Target.at_least("90%"), _q("88%"), _POINTS)
    five = deviation_of(Target.at_least("90%"), _q("85%"), _POINTS)
    six = deviation_of(Target.at_least("90%"), _q("84%"), _POINTS)
    answers = [part.band(one).response for one in (two, five, six) if isinstance(one, Deviation)]
    assert ["monitor", "monitor", "capa"] == answers


@pytest.mark.parametrize(
    ("basis", "edge", "en"),
    [
        (_POINTS, "0.05", "the edge 0.05 can be 0.05 of a point or 5 points: expected one such as"),
        (_POINTS, "1", "the edge 1 can be 1 of a point or 100 points: expected one such as 1%"),
        (_TARGET, "5", "the edge 5 can be 5% or 500%: expected the sign"),
        (None, "1.5", "the edge 1.5 can be 1.5% or 150%: expected the sign"),
    ],
)
def test_an_edge_that_reads_in_two_ways_is_refused(basis: Basis | None, edge: str, en: str) -> None:
    with pytest.raises(InvalidPolicy) as refused:
        PolicyPart((Band("monitor", _q(edge)), Band("capa")), basis)
    assert refused.value.read("en").startswith(en)


def test_bare_ratios_and_signs_mean_the_same_where_they_can_mean_one_thing_only() -> None:
    assert _part("0.05", "0.25") == _PROCEDURE
    nothing = PolicyPart((Band("none", _q("0")), Band("capa")), _POINTS)
    assert "none" == nothing.band(Deviation(Fraction(0), _POINTS)).response


@pytest.mark.parametrize(
    ("deviation", "en", "zh"),
    [
        (
            Deviation(Fraction(1), _TARGET),
            "a deviation relative_to_target in 1 does not fit these bands",
            "relative_to_target（1）的偏离不适用于这些档",
        ),
        (
            Deviation(Fraction(1), _ABSOLUTE, unit=Unit.parse("kg")),
            "a deviation absolute in kg does not fit these bands",
            "absolute（kg）的偏离不适用于这些档",
        ),
        (
            Deviation(None, _ABSOLUTE, unit=Unit.parse("kg")),
            "a deviation absolute in kg does not fit these bands",
            "absolute（kg）的偏离不适用于这些档",
        ),
    ],
)
def test_a_deviation_that_fits_no_band_is_refused(deviation: Deviation, en: str, zh: str) -> None:
    part = PolicyPart((Band("monitor", _q("5 kWh")), Band("capa")), _ABSOLUTE)
    with pytest.raises(IncompatibleUnits) as refused:
        part.band(deviation)
    assert (en, zh) == (refused.value.read("en"), refused.value.read("zh"))


_UNBOUNDED = (
    "the last band must be unbounded: leave out its edge",
    "最后一档不能有上限：不写 up_to",
)
_ANY = Band("capa")


@pytest.mark.parametrize(
    ("bands", "basis", "en", "zh"),
    [
        ((), None, *_UNBOUNDED),
        ((Band("capa", _q("5%")),), None, *_UNBOUNDED),
        ((_ANY, _ANY), None, "only the last band is unbounded", "只有最后一档可以没有上限"),
        (
            (Band("capa", _q("5%")), Band("capa", _q("4%")), _ANY),
            None,
            "bands overlap: an edge at 0.04 follows one at 0.05",
            "各档重叠：0.05 之后出现边界 0.04",
        ),
        (
            (Band("capa", _q("5%")), Band("capa", _q("5%")), _ANY),
            None,
            "bands overlap: an edge at 0.05 follows one at 0.05",
            "各档重叠：0.05 之后出现边界 0.05",
        ),
        (
            (Band("capa", _q("5%")), Band("capa", _q("5%"), closed=False), _ANY),
            None,
            "bands overlap: an edge at 0.05 follows one at 0.05",
            "各档重叠：0.05 之后出现边界 0.05",
        ),
        (
            (Band("capa", _q("0%"), closed=False), _ANY),
            None,
            "the first band is empty",
            "第一档为空",
        ),
        ((Band("capa", _q("-1%")), _ANY), None, "the first band is empty", "第一档为空"),
        (
            (Band("capa", _q("5 kWh")), _ANY),
            _TARGET,
            "the edge 5 kWh is not a ratio: only an absolute basis has edges with units",
            "边界 5 kWh 不是比率：只有 absolute 基准的边界才带单位",
        ),
        (
            (Band("capa", _q("5 kWh")), Band("capa", _q("9000 t")), _ANY),
            _ABSOLUTE,
            "edges measure different things",
            "各边界的量纲不同",
        ),
    ],
)
def test_bands_that_do_not_tile_are_refused(
    bands: tuple[Band, ...], basis: Basis | None, en: str, zh: str
) -> None:
    with pytest.raises(InvalidPolicy) as refused:
        DeviationPolicy(bands, basis)
    assert (en, zh) == (refused.value.read("en"), refused.value.read("zh"))


@pytest.mark.parametrize("misses", [0, -1])
def test_a_run_is_of_one_miss_or_more(misses: int) -> None:
    with pytest.raises(InvalidPolicy, match="misses in a row"):
        PolicyPart((_ANY,), misses=misses)


def test_the_end_is_no_run() -> None:
    with pytest.raises(InvalidPolicy, match="the end is a single figure"):
        PolicyPart((_ANY,), time_basis=TimeBasis.END, misses=2)


def test_a_band_names_its_response_by_id() -> None:
    with pytest.raises(InvalidField, match=r"Band\.response is Response"):
        Band(CAPA)  # type: ignore[arg-type]


def test_a_policy_is_made_of_bands_or_of_terms_and_not_of_both() -> None:
    policy = DeviationPolicy((_ANY,))
    with pytest.raises(InvalidPolicy, match="not of both"):
        attrs.evolve(policy, basis=_POINTS)
    assert policy == attrs.evolve(policy) == pickle.loads(pickle.dumps(policy))  # noqa: S301 - ours


def test_a_join_keeps_its_parts_in_the_order_of_writing() -> None:
    shared, own = DeviationPolicy(terms=((_PROCEDURE,),)), DeviationPolicy.zero_tolerance("adjust")
    assert (_PROCEDURE, *own.parts) == (shared | own).parts
    assert (*own.parts, _PROCEDURE) == (own | shared).parts
    assert shared | own == own | shared
    assert {hash(shared | own)} == {hash(own | shared)}
    assert [(("stricter", "0"), _PROCEDURE), (("stricter", "1"), own.parts[0])] == [
        *(shared | own).placed()
    ]
    assert [("laxer", "0"), ("laxer", "1")] == [path for path, _ in (shared & own).placed()]
    assert [()] == [path for path, _ in shared.placed()]


def test_the_strictest_counts_of_a_join_and_the_mildest_of_a_meet() -> None:
    one, two = DeviationPolicy((Band("monitor"),)), DeviationPolicy((Band("adjust"),), _POINTS)
    (first,), (second,) = one.parts, two.parts
    said = {first: MONITOR, second: ADJUST}
    assert ADJUST == (one | two).strictest(said)
    assert MONITOR == (one & two).strictest(said)
    assert MONITOR == (one | two).strictest({first: MONITOR, second: None})
    assert (one & two).strictest({first: MONITOR, second: None}) is None


def test_what_cannot_be_judged_is_left_out() -> None:
    one, two = DeviationPolicy((Band("monitor"),)), DeviationPolicy((Band("adjust"),), _POINTS)
    said = {one.parts[0]: MONITOR}
    assert MONITOR == (one | two).strictest(said) == (one & two).strictest(said)
    assert two.strictest(said) is None


def test_what_is_foreign_is_left_to_itself() -> None:
    policy = DeviationPolicy((_ANY,))
    assert NotImplemented is CAPA.__lt__(3)
    assert NotImplemented is policy.__or__(CAPA)
    assert NotImplemented is policy.__and__(CAPA)


_STOP = Response("stop_work", 4, within=Duration.parse("24 h"))


@pytest.mark.parametrize(
    ("milder", "graver"),
    [
        (MONITOR, ADJUST),
        (CAPA, Response("stop", Fraction(7, 2))),
        (Response("monitor", within=Duration.parse("1 day")), ADJUST),
        (CAPA, Response("capa", within=Duration.parse("7999 years"))),
        (CAPA, Response("capa", within=Duration.parse("1 month"))),
        (
            Response("capa", within=Duration.parse("1 month")),
            Response("capa", within=Duration.parse("30 days")),
        ),
        (CAPA, Response("capa", tell=("KC",))),
        (CAPA, Response("capa", procedure="SOP-1")),
        (Response("capa", colour=Colour.RED), Response("capa", procedure="SOP-1")),
    ],
)
def test_responses_have_an_order_without_ties(milder: Response, graver: Response) -> None:
    assert milder < graver
    assert not graver < milder


def test_a_response_is_due_so_long_after_the_miss_was_known() -> None:
    assert date(2026, 7, 1) == _STOP.due(date(2026, 6, 30))
    assert CAPA.due(date(2026, 6, 30)) is None


def test_what_is_left_out_of_a_built_in_response_is_as_built_in() -> None:
    limited = Response("capa", within=Duration.parse("14 days"))
    assert (Fraction(3), True, "纠正措施") == (
        limited.rank,
        limited.opens_action,
        named(limited).read("zh"),
    )
    assert not _STOP.opens_action
    assert Text("stop_work") == named(_STOP)
    assert limited == known_responses([limited])["capa"]
    assert ["none", "monitor", "adjust", "capa"] == [one.id for one in BUILT_IN]


def test_a_response_is_written_with_what_is_not_built_in() -> None:
    data = {"id": "stop_work", "rank": "4", "within": "1 day"}
    assert data == unstructure(_STOP)
    assert _STOP == structure(data, Response)
    assert {"id": "capa", "within": "14 days"} == unstructure(
        Response("capa", within=Duration.parse("14 days"))
    )


def test_a_response_of_ones_own_needs_a_rank() -> None:
    with pytest.raises(InvalidPolicy, match="has no rank"):
        Response("stop_work")
    with pytest.raises(InvalidDocument, match="has no rank"):
        structure({"id": "stop_work", "name": "stop"}, Response)


def test_what_a_band_says_holds_in_the_place_of_what_is_declared() -> None:
    band = Band(
        "capa",
        name=Text({"en": "CAPA", "zh": "纠正"}),
        colour=Colour.RED,
        within=Duration.parse("1 day"),
    )
    called = band.called_for(KNOWN)
    assert (Fraction(3), True, Colour.RED) == (called.rank, called.opens_action, called.colour)
    assert "纠正" == named(called).read("zh")


def test_parts_are_written_as_they_are_joined() -> None:
    data = {
        "stricter": [
            {"bands": [{"up_to": "5%", "response": "monitor"}, {"response": "capa"}]},
            {"misses": "3", "time_basis": "period", "bands": [{"response": "adjust"}]},
            {
                "laxer": [
                    {"basis": "percentage_points", "bands": [{"response": "capa"}]},
                    {"bands": [{"response": "stop_work", "within": "1 day", "tell": ["KC"]}]},
                ]
            },
        ]
    }
    policy = structure(data, DeviationPolicy)
    assert data == unstructure(policy)
    assert 4 == len(policy.parts)
    nested = {"stricter": [data, data["stricter"][0]]}
    assert policy == structure(nested, DeviationPolicy)
    assert policy.parts[1] == structure(unstructure(policy.parts[1]), PolicyPart)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"stricter": []}, "found a list: expected a list of policies"),
        ({"stricter": {"bands": []}}, "found a mapping: expected a list of policies"),
        ({"stricter": [{"bands": [{"response": "capa"}]}], "laxer": []}, "unknown key 'laxer'"),
        ({"laxer": [{"bands": [{"response": "capa"}]}, {"bands": 1}]}, "laxer.1: found 1"),
        ({"bands": [{"response": "capa", "tell": "KC"}]}, "found 'KC': expected a list of parties"),
        ({"bands": [{"response": "capa"}], "misses": "1.5"}, "expected a whole number"),
        ({"bands": [{"response": ["capa"]}]}, "found a list: expected a response such as capa"),
    ],
)
def test_a_policy_that_is_not_understood_is_refused_with_its_place(data: object, said: str) -> None:
    with pytest.raises(InvalidDocument) as refused:
        structure(data, DeviationPolicy)
    assert said in str(refused.value)
