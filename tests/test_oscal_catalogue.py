"""OSCAL catalogues, read as standards and written from them; compliance-trestle judges what is written."""

from __future__ import annotations

import copy
import gc
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from trestle.oscal.catalog import Catalog

from mgmtsys.files.standards import SHIPPED, shipped
from mgmtsys.files.syntax import Source
from mgmtsys.oscal.catalogue import kinds_of, render
from mgmtsys.oscal.catalogue_reader import read
from mgmtsys.oscal.modality import force_of
from mgmtsys.standard.clause import Clause, ClauseNumber, Duty, Force, Standard
from mgmtsys.values.exceptions import InvalidDocument
from mgmtsys.values.text import Text

DAY = date(2026, 3, 1)
METADATA = {
    "title": "House Rules",
    "last-modified": "2026-01-01T00:00:00Z",
    "version": "5.1",
    "oscal-version": "1.1.3",
    "language": "en",
}


def prop(name: str, value: str, **more: str) -> dict[str, str]:
    return {"name": name, "value": value, **more}


def own(name: str, value: str, **more: str) -> dict[str, str]:
    return prop(name, value, ns="urn:mgmtsys:oscal", **more)


def smt(id: str, prose: str | None = None, *parts: Any) -> dict[str, Any]:
    said = {"id": f"{id}_smt", "name": "statement", "prose": prose, "parts": list(parts)}
    return {key: one for key, one in said.items() if one}


def item(id: str, label: str, prose: str, *parts: Any) -> dict[str, Any]:
    return {
        "id": id,
        "name": "item",
        "props": [prop("label", label)],
        "prose": prose,
        **({"parts": list(parts)} if parts else {}),
    }


def control(id: str, title: str, *parts: Any, **more: Any) -> dict[str, Any]:
    return {"id": id, "title": title, "parts": list(parts), **more}


def catalogue(*groups: Any, **more: Any) -> dict[str, Any]:
    return {
        "catalog": {
            "uuid": "1c6cd3a1-33d2-4a5b-9e5c-0f1f4b8c2d10",
            "metadata": METADATA,
            "groups": list(groups),
            **more,
        }
    }


def group(id: str, *controls: Any, **more: Any) -> dict[str, Any]:
    return {"id": id, "title": id.upper(), "controls": list(controls), **more}


def source(data: Any) -> Source:
    text = data if isinstance(data, str) else json.dumps(data, indent=1, ensure_ascii=False)
    return Source("house.json", text)


def standard(data: Any, **options: Any) -> Standard:
    return read(source(data), **options)


def problems(data: Any) -> list[str]:
    """Return the path and the wording of everything wrong, sorted; each is placed, and in Chinese too."""
    with pytest.raises(InvalidDocument) as caught:
        standard(data)
    assert all(problem.place is not None for problem in caught.value.problems)
    said = caught.value.read("zh").splitlines()
    assert len(said) == len(caught.value.problems)
    return sorted(f"{'.'.join(one.path)}: {one.message!s}" for one in caught.value.problems)


def outline(given: Standard) -> list[str]:
    return [f"{one.number} {one.force.value}: {one.text.read('en')}" for one in given]


ACCOUNTS = control(
    "ac-2",
    "Accounts",
    smt(
        "ac-2",
        "The organisation: ",
        item("ac-2_smt.a", "a.", "Defines kinds of account;"),
        item(
            "ac-2_smt.b",
            "b.",
            "Reviews them:",
            item("ac-2_smt.b.1", "1.", "each {{ insert: param, ac-2_prm_1 }};"),
            item("ac-2_smt.b.2", "(2)", "after a change."),
        ),
    ),
    {"id": "ac-2_gdn", "name": "guidance", "prose": "Kinds may be many."},
    {"id": "ac-2_obj", "name": "assessment-objective", "prose": "determine whether"},
    params=[{"id": "ac-2_prm_1", "label": "period"}],
    controls=[control("ac-2.1", "Automation", smt("ac-2.1", "Support it by machine."))],
)


def test_groups_controls_and_enhancements_become_a_tree_of_clauses() -> None:
    made = standard(
        catalogue(group("ac", ACCOUNTS, control("ac-10", "Sessions", smt("ac-10", "Limit them."))))
    )
    assert "house-rules:5.1" == made.id
    assert "House Rules" == made.title.read("en")
    assert outline(made) == [
        "ac heading: AC",
        "ac-2 heading: Accounts",
        "ac-2.a shall: Defines kinds of account;",
        "ac-2.b heading: Reviews them:",
        "ac-2.b.1 shall: each [period];",
        "ac-2.b.2 shall: after a change.",
        "ac-2.n1 note: Kinds may be many.",
        "ac-2.1 heading: Automation",
        "ac-2.1.p1 shall: Support it by machine.",
        "ac-10 heading: Sessions",
        "ac-10.p1 shall: Limit them.",
    ]
    assert "The organisation: " == str(made["ac-2"].remark)
    assert made["ac-2"].alias is None
    assert "ac-2_smt.b.1" == made["ac-2.b.1"].alias
    assert "ac-2.1_smt" == made["ac-2.1.p1"].alias


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("House Rules, Vol. 2/3", "house-rules-vol.-2-3:5.1"),
        ("目录", "目录:5.1"),
        ("*", "catalogue:5.1"),
    ],
)
def test_an_edition_is_named_by_its_title_and_version_or_by_hand(title: str, id: str) -> None:
    given = catalogue()
    given["catalog"]["metadata"] = METADATA | {"title": title}
    assert id == standard(given).id
    assert "house:1" == standard(given, id="house:1").id


@pytest.mark.parametrize("version", ["1.0.4", "1.1.2", "1.2.0", "v1.2.2", "1.0.0-rc1"])
def test_every_version_of_the_first_major_one_is_read(version: str) -> None:
    given = catalogue(group("a"))
    given["catalog"]["metadata"] = METADATA | {"oscal-version": version}
    assert ["a heading: A"] == outline(standard(given))


@pytest.mark.parametrize(
    ("group_id", "id", "number"),
    [
        ("ac", "ac-2", "ac-2"),
        ("APP.1", "APP.1.1.A1", "APP.1.1.A1"),
        ("organizational-controls", "control-5.1", "organizational-controls.control-5.1"),
        ("guidelines", "ism-0714", "guidelines.ism-0714"),
        ("GV.OC", "GV.OC-01", "GV.OC-01"),
        ("SP_800_03.01", "SP_800_03.01.02", "SP_800_03.01.02"),
        ("_6", "_6.10", "6.10"),
        ("a", "目标", "a.目标"),
        ("a", "x1234567890", "a.c1"),
        ("a", "__", "a.c1"),
    ],
)
def test_a_control_is_numbered_by_its_id_below_its_group_and_keeps_the_id(
    group_id: str, id: str, number: str
) -> None:
    made = standard(catalogue(group(group_id, control(id, "One"))))
    clause = made.clauses[0].items[0]
    assert number == str(clause.number)
    derived = f"_{number}" if number[0].isdigit() else number
    assert (None if derived == id else id) == clause.alias
    written = json.loads(render(made, "en", DAY))["catalog"]
    assert id == written["groups"][0]["controls"][0]["id"]


def test_two_ids_that_read_as_one_number_stay_apart() -> None:
    made = standard(catalogue(group("a", control("a_1", "One"), control("a.1", "Two"))))
    assert ["a", "a_1", "a.1"] == [str(one.number) for one in made]
    assert [None, None, None] == [one.alias for one in made]


def test_groups_without_ids_and_items_without_labels_are_counted() -> None:
    bare = {"name": "item", "prose": "Do."}
    made = standard(
        catalogue(
            {"title": "One", "groups": [{"title": "In"}]},
            {"title": "Two", "controls": [control("b", "B", smt("b", None, bare, bare))]},
        )
    )
    assert ["g1", "g2", "g3", "b", "b.u1", "b.u2"] == [str(one.number) for one in made]


def test_an_item_whose_label_is_the_number_of_an_enhancement_gives_way() -> None:
    made = standard(
        catalogue(
            controls=[
                control(
                    "a-1",
                    "A",
                    smt("a-1", None, item("x", "1.", "Do."), item("y", "", "Do too.")),
                    controls=[control("a-1.1", "More")],
                )
            ]
        )
    )
    assert ["a-1", "a-1.u1", "a-1.u2", "a-1.1"] == [str(one.number) for one in made]


def test_a_label_of_a_class_of_its_own_gives_way_to_the_plain_one() -> None:
    labels = [
        prop("label", "AC-9(z)", **{"class": "other"}),
        prop("label", "b."),
        prop("sort-id", "x"),
    ]
    part = {"id": "x", "name": "item", "props": labels, "prose": "Do."}
    made = standard(catalogue(controls=[control("a", "A", smt("a", None, part))]))
    assert ["a", "a.b"] == [str(one.number) for one in made]


def test_a_label_with_a_leading_zero_is_the_number_without() -> None:
    parts = (item("x", "01.", "Do."), item("y", "0", "Do."), item("z", "12345678", "Do."))
    made = standard(catalogue(controls=[control("a", "A", smt("a", None, *parts))]))
    assert ["a", "a.1", "a.0", "a.u1"] == [str(one.number) for one in made]


def test_a_statement_in_the_words_of_the_title_makes_the_control_itself_the_requirement() -> None:
    made = standard(catalogue(controls=[control("a", "Keep records.", smt("a", "Keep records."))]))
    assert ["a shall: Keep records."] == outline(made)


def test_prose_that_does_more_than_introduce_its_list_is_a_paragraph() -> None:
    made = standard(
        catalogue(
            controls=[control("a", "A", smt("a", "Keep records.", item("x", "a.", "Paper;")))]
        )
    )
    assert ["a heading: A", "a.p1 shall: Keep records.", "a.a shall: Paper;"] == outline(made)


def test_an_item_without_prose_goes_by_its_title_its_label_or_its_number() -> None:
    parts = (
        {"name": "item", "title": "Titled"},
        {"name": "item", "props": [prop("label", "b)")]},
        {"name": "item", "parts": [{"name": "item", "prose": "Do."}]},
    )
    made = standard(catalogue(controls=[control("a", "A", smt("a", None, *parts))]))
    assert [
        "a heading: A", "a.u1 shall: Titled", "a.b shall: b)", "a.u2 heading: a.u2",
        "a.u2.u1 shall: Do.",
    ] == outline(made)  # fmt: skip


def test_guidance_may_have_parts_and_no_prose() -> None:
    guidance = {"name": "guidance", "parts": [{"name": "item", "prose": "See B."}]}
    made = standard(catalogue(controls=[control("a", "A", guidance)]))
    assert ["a heading: A", "a.n1 note: See B."] == outline(made)


def test_a_withdrawn_control_is_a_heading_that_says_where_it_went() -> None:
    withdrawn = control(
        "a-1",
        "Gone",
        smt("a-1", "Was demanded."),
        props=[prop("status", "Withdrawn")],
        links=[
            {"rel": "incorporated-into", "href": "#a-2"},
            {"rel": "moved-to", "href": "#a-3"},
            {"rel": "related", "href": "#a-9"},
            {"rel": "moved-to"},
        ],
    )
    plain = control("a-2", "Gone too", props=[prop("status", "withdrawn")])
    made = standard(catalogue(controls=[withdrawn, plain]))
    assert ["a-1 heading: Gone", "a-2 heading: Gone too"] == outline(made)
    remarks = [one.remark for one in made if one.remark]
    assert ["Withdrawn; see a-2, a-3", "Withdrawn"] == [one.read("en") for one in remarks]
    assert ["已撤销，见 a-2、a-3", "已撤销"] == [one.read("zh") for one in remarks]


@pytest.mark.parametrize(
    ("lang", "text", "force"),
    [
        ("en", "Review the plan.", Force.SHALL),
        ("en", "The owner shall review what should be kept.", Force.SHALL),
        ("en", "Plans Should be reviewed.", Force.SHOULD),
        ("en", "The owner may keep a copy.", Force.MAY),
        ("en", "Organizations may keep copies.", Force.MAY),
        ("en", "Protect data that may be lost.", Force.SHALL),
        ("en", "The data that may be lost are protected.", Force.SHALL),
        ("en", "The owner may keep what must be kept.", Force.SHALL),
        ("en-gb", "Plans should be reviewed.", Force.SHOULD),
        ("zh", "组织应评审。", Force.SHALL),
        ("zh", "宜评审计划。", Force.SHOULD),
        ("zh", "评审其适宜性。", Force.SHALL),
        ("zh", "组织可保留副本。", Force.MAY),
        ("zh", "确定相应的措施。", Force.SHALL),
        ("de", "Der Plan SOLLTE geprüft werden.", Force.SHOULD),
        ("de", "Der Plan MUSS geprüft werden, wie er sollte.", Force.SHALL),
        ("de", "Die Leitung kann zustimmen.", Force.MAY),
        ("und", "Plans should be reviewed.", Force.SHOULD),
    ],
)
def test_a_statement_demands_unless_its_words_are_milder(
    lang: str, text: str, force: Force
) -> None:
    assert force is force_of(text, lang)


def prose(text: str, *params: Any, **options: Any) -> str:
    made = standard(
        catalogue(controls=[control("a", "A", smt("a", text))], params=list(params)), **options
    )
    return str(made["a.p1"].text)


@pytest.mark.parametrize(
    ("parameter", "said"),
    [
        ({"values": ["a day", "a week"], "label": "x"}, "a day, a week"),
        ({"label": "period"}, "[period]"),
        (
            {"select": {"how-many": "one", "choice": ["a day", "{{insert: param,q}}"]}},
            "[a day; [q]]",
        ),
        ({"select": {}, "label": "period"}, "[period]"),
        ({}, "[p]"),
    ],
)
def test_a_parameter_is_put_into_the_prose(parameter: Any, said: str) -> None:
    text = "Each {{ insert: param, p }} or {{insert: param, p}}."
    assert f"Each {said} or {said}." == prose(text, {"id": "p", **parameter}, {"id": "q"})


def test_parameters_of_groups_and_of_other_controls_are_known() -> None:
    made = standard(
        catalogue(
            group(
                "a",
                control("a-1", "{{ insert: param, two }}", smt("a-1", "{{ insert: param, one }}")),
                control("a-2", "Two", params=[{"id": "two", "label": "Second"}]),
                params=[{"id": "one", "label": "first"}],
            )
        )
    )
    assert ["[Second]", "[first]"] == [str(made[one].text) for one in ("a-1", "a-1.p1")]


def test_parameters_can_be_left_as_they_are() -> None:
    text = "Each {{ insert: param, nowhere }}."
    assert text == prose(text, resolved=False)


def test_a_parameter_that_is_nowhere_is_placed() -> None:
    given = catalogue(controls=[control("a", "A", smt("a", "Each {{ insert: param, nowhere }}."))])
    assert [
        "catalog.controls.0.parts.0.prose: no parameter 'nowhere': expected one that the catalogue states"
    ] == problems(given)


def test_parameters_that_stand_inside_each_other_are_refused() -> None:
    chain = [
        {"id": "p", "label": "{{ insert: param, q }}"},
        {"id": "q", "values": ["{{ insert: param, p }}"]},
    ]
    given = catalogue(
        controls=[control("a", "A", smt("a", "{{ insert: param, p }} {{ insert: param, p }}"))],
        params=chain,
    )
    assert ["catalog.params.0: a parameter contains itself: p → q → p"] == problems(given)


def test_a_chain_of_parameters_that_is_too_long_is_refused() -> None:
    chain = [{"id": f"p{n}", "label": f"{{{{ insert: param, p{n + 1} }}}}"} for n in range(2000)]
    given = catalogue(controls=[control("a", "{{ insert: param, p0 }}")], params=chain)
    assert ["catalog.params.64: parameters nest more than 64 deep"] == problems(given)


def test_parameters_that_grow_without_bound_are_refused() -> None:
    twice = [
        {"id": f"p{n}", "values": [f"{{{{ insert: param, p{n + 1} }}}}"] * 8} for n in range(40)
    ]
    given = catalogue(
        controls=[control("a", "{{ insert: param, p0 }}")], params=[*twice, {"id": "p40"}]
    )
    told = problems(given)
    assert told
    assert all("the wording of a parameter grows beyond 100000 characters" in one for one in told)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ([], ": found a list: expected an OSCAL document with catalog"),
        ({}, ": not OSCAL: expected catalog at the top of the document"),
        ({"catalog": []}, "catalog: found a list: expected a mapping: the catalog"),
        (
            {"$schema": "x", "profile": {}},
            "profile: this is OSCAL of another model, profile: expected catalog",
        ),
    ],
)
def test_another_model_is_refused(data: Any, told: str) -> None:
    assert [told] == problems(data)


@pytest.mark.parametrize("version", ["2.0.0", "0.9", "10.1.0", "latest", "1"])
def test_another_major_version_is_refused(version: str) -> None:
    given = catalogue()
    given["catalog"]["metadata"] = METADATA | {"oscal-version": version}
    assert [
        f"catalog.metadata.oscal-version: found OSCAL {version}: expected version 1, such as 1.1.3 or 1.2.0"
    ] == problems(given)


def test_all_that_metadata_lack_is_said_at_once() -> None:
    given = catalogue()
    given["catalog"] |= {"uuid": "", "metadata": {"title": " ", "version": {}}}
    assert sorted(
        [
            "catalog: no uuid: expected one",
            "catalog.metadata: no last-modified: expected one",
            "catalog.metadata: no oscal-version: expected one",
            "catalog.metadata.title: found ' ': expected text",
            "catalog.metadata.version: found a mapping: expected text",
        ]
    ) == problems(given)


@pytest.mark.parametrize(
    ("about", "told"),
    [
        (None, "catalog: no metadata: expected one"),
        ([], "catalog.metadata: found a list: expected a mapping"),
        (
            METADATA | {"language": "Über"},
            "catalog.metadata.language: 'Über' is not a language tag: expected one such as zh, en, zh-tw",
        ),
        (
            METADATA | {"props": [{"name": "x"}]},
            "catalog.metadata.props.0: no value: expected one",
        ),
        (
            METADATA | {"props": [own("confidence", "sure")]},
            "catalog.metadata.props: found 'sure': expected one of high, medium, low",
        ),
    ],
)
def test_metadata_that_cannot_be_understood_are_placed(about: Any, told: str) -> None:
    given = catalogue()
    given["catalog"]["metadata"] = about
    assert [told] == problems(given)


def test_everything_wrong_with_controls_is_said_at_once() -> None:
    given = catalogue(
        {"id": "g", "controls": {}},
        "nothing",
        {
            "id": "h",
            "title": "H",
            "controls": [
                {"title": "no id"},
                {"id": "c", "title": ["x"], "parts": [{"prose": "nameless"}]},
                control("c", "\t", smt("d", "  ")),
                control("e", "E", smt("e", None, item("c", "a.", "Do.")), props=[{"name": {}}]),
                control("f", "F", params=[{"label": "x"}, {"id": "p", "select": []}]),
                control("i", "I", params=[{"id": "q", "values": "x"}, {"id": "r", "label": {}}]),
                control("j", "J", params=[{"id": "q", "select": {"choice": [[]]}}]),
            ],
        },
    )
    assert sorted(
        [
            "catalog.groups.0: no title: expected one",
            "catalog.groups.0.controls: found a mapping: expected a list",
            "catalog.groups.1: found 'nothing': expected a mapping",
            "catalog.groups.2.controls.0: no id: expected one",
            "catalog.groups.2.controls.1.parts.0: no name: expected one",
            "catalog.groups.2.controls.1.title: found a list: expected text",
            "catalog.groups.2.controls.2.id: the id 'c' is given twice: expected each once",
            "catalog.groups.2.controls.2.title: found '\\t': expected text",
            "catalog.groups.2.controls.3.props.0: no value: expected one",
            "catalog.groups.2.controls.3.props.0.name: found a mapping: expected text",
            "catalog.groups.2.controls.4.params.0: no id: expected one",
            "catalog.groups.2.controls.4.params.1.select: found a list: expected a mapping",
            "catalog.groups.2.controls.5.params.0.values: found 'x': expected a list of text",
            "catalog.groups.2.controls.5.params.1.label: found a mapping: expected text",
            "catalog.groups.2.controls.6.params.0.id: the id 'q' is given twice: expected each once",
            "catalog.groups.2.controls.6.params.0.select.choice: found a list: expected a list of text",
        ]
    ) == problems(given)


@pytest.mark.parametrize(
    ("props", "told"),
    [
        ([own("force", "would")], "found 'would': expected one of heading, shall,"),
        ([own("number", "6..1")], "'6..1' is not a clause number"),
        ([own("number", "b.1")], "the number b.1 is taken, or does not extend the one above it"),
        ([own("number", "a.1")], "the number a.1 is taken, or does not extend the one above it"),
        ([own("text", "x", **{"class": "?"})], "'?' is not a language tag"),
        ([own("hangs_on", "6,")], "'6,' is not a clause number"),
    ],
)
def test_properties_of_ours_that_were_edited_are_checked(props: Any, told: str) -> None:
    given = catalogue(group("a", control("a.1", "One"), control("a.2", "Two", props=props)))
    (said,) = problems(given)
    assert f"catalog.groups.0.controls.1.props: {told}" in said


def test_properties_of_ours_hold_text() -> None:
    odd = own("text", "x") | {"class": ["en"], "remarks": None}
    assert [
        "catalog.controls.0.props.0.class: found a list: expected text",
        "catalog.controls.0.props.0.remarks: found nothing: expected text",
    ] == problems(catalogue(controls=[control("a", "A", props=[odd])]))


def test_what_is_no_json_is_placed() -> None:
    assert [": not JSON: Expecting ',' delimiter"] == problems('{"catalog": {} "x"}')


def test_a_catalogue_that_nests_too_deep_is_refused() -> None:
    part: dict[str, Any] = {"name": "item", "prose": "Do."}
    for _ in range(100):
        part = {"name": "item", "parts": [part]}
    told = problems(catalogue(controls=[control("a", "A", smt("a", None, part))]))
    assert [": mappings and lists nest deeper than 64: expected a flatter document"] == told


def test_a_complaint_names_line_and_column() -> None:
    text = json.dumps(catalogue({"id": "a"}), indent=1)
    with pytest.raises(InvalidDocument) as caught:
        standard(text)
    line = next(n for n, one in enumerate(text.splitlines(), 1) if '"groups"' in one)
    assert f"house.json:{line + 1}:4: catalog.groups.0: no title: expected one" == str(caught.value)
    assert "缺少 title" in caught.value.read("zh")


def test_reading_leaves_the_search_for_garbage_as_it_was() -> None:
    for change in (gc.disable, gc.enable):
        change()
        enabled = gc.isenabled()
        standard(catalogue())
        assert enabled is gc.isenabled()


HOUSE = Standard(
    id="house:1",
    title=Text({"zh": "规则", "en": "Rules"}),
    clauses=(
        Clause(
            ClauseNumber("4"),
            Text({"zh": "目标", "en": "Objectives"}),
            force=Force.HEADING,
            items=(
                Clause(
                    ClauseNumber("4.1"),
                    Text({"en": "General"}),
                    force=Force.HEADING,
                    items=(
                        Clause(
                            ClauseNumber("4.1.a"),
                            Text({"en": "They are\nmeasured"}),
                            force=Force.SHOULD,
                            qualified=True,
                            documented=Duty.RETAIN,
                            asks=("objective.measurable",),
                        ),
                        Clause(ClauseNumber("4.1.n1"), Text({"en": "A note"}), force=Force.NOTE),
                    ),
                ),
            ),
        ),
    ),
)


def written(given: Standard, tmp_path: Path, lang: str = "en") -> dict[str, Any]:
    file = tmp_path / "catalogue.json"
    file.write_text(render(given, lang, DAY), encoding="utf-8")
    assert Catalog.oscal_read(file) is not None
    body: dict[str, Any] = json.loads(file.read_text("utf-8"))["catalog"]
    return body


def test_headings_over_headings_are_groups_and_what_is_listed_is_a_statement(
    tmp_path: Path,
) -> None:
    body = written(HOUSE, tmp_path)
    (top,) = body["groups"]
    (general,) = top["controls"]
    statement, guidance = general["parts"]
    (listed,) = statement["parts"]
    assert ["_4", "_4.1", "_4.1.a"] == [one["id"] for one in (top, general, listed)]
    assert ("Objectives", "General") == (top["title"], general["title"])
    assert ("statement", "guidance") == (statement["name"], guidance["name"])
    assert "They are\nmeasured" == listed["prose"]
    said = {one["name"]: one["value"] for one in listed["props"]}
    assert said == {
        "label": "4.1.a", "force": "should", "qualified": "true", "documented": "retain",
        "asks": "objective.measurable",
    }  # fmt: skip
    assert {"4": "group", "4.1": "control", "4.1.a": "statement", "4.1.n1": "statement"} == {
        str(number): kind for number, kind in kinds_of(HOUSE).items()
    }


def test_the_language_decides_what_is_shown_and_not_what_is_kept(tmp_path: Path) -> None:
    for lang, title in (("en", "Objectives"), ("zh", "目标")):
        body = written(HOUSE, tmp_path, lang)
        assert title == body["groups"][0]["title"]
        assert HOUSE == standard({"catalog": body})


def test_the_same_standard_gives_the_same_bytes_and_another_one_another_uuid() -> None:
    text = render(HOUSE, "en", DAY)
    assert text == render(copy.deepcopy(HOUSE), "en", DAY)
    assert '"last-modified": "2026-03-01T00:00:00Z"' in text
    other = render(standard(catalogue()), "en", DAY)
    assert json.loads(text)["catalog"]["uuid"] != json.loads(other)["catalog"]["uuid"]


@pytest.mark.parametrize("id", SHIPPED)
def test_every_shipped_edition_is_a_valid_catalogue_that_reads_back(
    id: str, tmp_path: Path
) -> None:
    given = shipped(id)
    assert given == standard({"catalog": written(given, tmp_path)})


def test_what_was_imported_is_exported_under_its_own_identifiers(tmp_path: Path) -> None:
    imported = standard(catalogue(group("ac", ACCOUNTS)))
    body = written(imported, tmp_path)
    assert imported == standard({"catalog": body})
    names = json.dumps(body)
    assert all(
        f'"id": "{id}"' in names for id in ("ac", "ac-2", "ac-2.1", "ac-2_smt.b.1", "ac-2_gdn")
    )
