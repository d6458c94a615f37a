"""OSCAL as publishers write it: verbs in capitals, guidance inside, ids given twice, several mappings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from trestle.oscal.catalog import Catalog

from mgmtsys.cli import cli
from mgmtsys.files.loading import load_standard, save
from mgmtsys.files.syntax import Source
from mgmtsys.oscal import catalogue_reader, imports
from mgmtsys.oscal.catalogue import render
from mgmtsys.oscal.modality import force_of
from mgmtsys.standard.clause import Clause, ClauseNumber, Force, Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.values.exceptions import InvalidDocument, InvalidText, Notice, NotUnderstood
from mgmtsys.values.text import Text

METADATA = {
    "title": "K",
    "version": "1",
    "last-modified": "2026-01-01T00:00:00Z",
    "oscal-version": "1.1.3",
}
UUID = "5f0e7c0e-9a39-4b0b-8a5e-2a1a4f3f8c11"


def catalogue(*controls: Any, **more: Any) -> dict[str, Any]:
    body = {"uuid": UUID, "metadata": METADATA, **more}
    return {"catalog": body | ({"controls": list(controls)} if controls else {})}


def control(id: str, *parts: Any, **more: Any) -> dict[str, Any]:
    return {"id": id, "title": f"Control {id}", "parts": list(parts), **more}


def part(name: str, prose: str | None = None, *parts: Any, **more: Any) -> dict[str, Any]:
    said = {"name": name, "prose": prose, "parts": list(parts), **more}
    return {key: one for key, one in said.items() if one}


def standard(given: dict[str, Any], **options: Any) -> Standard:
    return catalogue_reader.read(Source("k.json", json.dumps(given)), **options)


def outline(given: Standard) -> list[str]:
    return [f"{one.number} {one.force.value}: {one.text.read('en')}" for one in given]


def verb(value: str, name: str = "modal_verb") -> list[dict[str, str]]:
    return [{"name": name, "value": value, "ns": "https://example.org/m"}]


# -- the force of a statement


@pytest.mark.parametrize(
    ("text", "lang", "force"),
    [
        ("Das Werk SOLLTE Pläne führen.", "und", "should"),
        ("Das Werk SOLLTE Pläne führen.", "en", "should"),
        ("Das Werk sollte Pläne führen.", "und", "should"),
        ("Werke KANN einen Plan führen.", "de", "may"),
        ("Werke MÜSSEN einen Plan führen.", "und", "shall"),
        ("Werke DÜRFEN NICHT warten.", "de", "shall"),
        ("Werke DARF KEINE Pläne führen.", "de", "shall"),
        ("Werke DÜRFEN Pläne führen.", "de", "may"),
        ("Die Organisation SOLL prüfen.", "de", "should"),
        ("Plans SHOULD be kept; what must be kept is listed.", "en", "should"),
        ("Plans MUST be kept and SHOULD be read.", "en", "shall"),
        ("Keys are OPTIONAL and MAY be kept.", "fr", "may"),
        ("Keys MAY NOT be shared.", "en", "shall"),
        ("Reviewed since MAY 2024.", "en", "shall"),
        ("L'organisme DEVRAIT tenir un plan.", "und", "should"),
        ("L'organisme devrait tenir un plan.", "fr", "should"),
        ("L'organisme peut tenir un plan.", "fr", "may"),
        ("L'organisme doit tenir un plan.", "fr", "shall"),
        ("La organización debería planificar.", "es", "should"),
        ("La organización puede planificar.", "es-mx", "may"),
        ("PLANS MAY BE KEPT BY THE WORKS", "en", "shall"),
        ("THE WORKS SHOULD KEEP A PLAN", "en", "should"),
        ("企业宜制定方案", "und", "should"),
        ("Tenha um plano.", "pt", "shall"),
        ("Keep a plan.", "und", "shall"),
        ("Nutzer DÜRFEN Kennwörter NICHT weitergeben.", "de", "shall"),
        ("NUR Befugte DÜRFEN eintreten.", "und", "shall"),
        ("Werke KANN einen Plan führen, der NICHT öffentlich ist.", "de", "may"),
        ("L'entité NE PEUT PAS partager les clés.", "fr", "shall"),
        ("Die Organisation darf delegieren.", "de", "may"),
        ("Die Organisation darf Daten nicht weitergeben.", "de", "shall"),
        ("Die Organisation soll planen.", "de", "should"),
        ("Soll-Ist-Vergleich durchführen.", "de", "shall"),
        ("Es wird empfohlen, Pläne zu führen.", "de", "should"),
        ("Werke können einen Plan führen.", "de", "may"),
        ("It is recommended that plans are kept.", "en", "should"),
        ("Set up systems with recommended settings.", "en", "shall"),
        ("Patches that are recommended by vendors are installed.", "en", "shall"),
        ("Employees may use tools of their own.", "en", "may"),
        ("Where practicable, the organisation may delegate.", "en", "may"),
        ("The plan need not be written down.", "en", "may"),
        ("The organisation is permitted to delegate.", "en", "may"),
        ("The organisation may not delegate.", "en", "shall"),
        ("The organisation may only delegate in writing.", "en", "shall"),
        ("Ensure that data which may be lost are kept.", "en", "shall"),
        ("用人单位可委托机构检测。", "zh", "may"),
        ("组织可以委托他人。", "zh", "may"),
        ("组织无须编制方案。", "zh", "may"),
        ("组织不可转让。", "zh", "shall"),
        ("企业可持续发展目标的制定", "zh", "shall"),
        ("建议企业评审方案。", "zh", "should"),
        ("征求员工的建议。", "zh", "shall"),
        ("L'organisme ne peut pas déléguer.", "fr", "shall"),
        ("Il est recommandé de planifier.", "fr", "should"),
        ("La organización no puede delegar.", "es", "shall"),
        ("Se recomienda planificar.", "es", "should"),
    ],
)
def test_a_statement_demands_what_its_own_words_say(text: str, lang: str, force: str) -> None:
    assert force == force_of(text, lang).value


@pytest.mark.parametrize(
    ("name", "value", "force"),
    [
        ("modal_verb", "SOLLTE", "should"),
        ("modal_verb", "KANN", "may"),
        ("modal-verb", "muss", "shall"),
        ("Modal Verb", "may", "may"),
        ("requirement-level", "RECOMMENDED", "should"),
        ("modal_verb", "Quark", "shall"),
        ("modal_verb", "SHOULD NOT", "should"),
        ("modal_verb", "must not", "shall"),
        ("modal_verb", "may not", "shall"),
        ("modal_verb", "KANN NICHT", "shall"),
        ("modal_verb", "ne devrait pas", "should"),
        ("modal_verb", "宜", "should"),
        ("modal_verb", "可以", "may"),
        ("modal_verb", "不得", "shall"),
        ("colour", "SOLLTE", "shall"),
    ],
)
def test_a_property_that_states_the_verb_goes_before_the_words(
    name: str, value: str, force: str
) -> None:
    statement = part("statement", "Keep a plan.", props=verb(value, name))
    assert (
        f"A.1.p1 {force}: Keep a plan."
        == outline(standard(catalogue(control("A.1", statement))))[1]
    )
    titled = control("A.1", part("statement", "Control A.1", props=verb(value, name)))
    assert force == next(iter(standard(catalogue(titled)))).force.value


def test_the_language_of_a_catalogue_can_be_stated() -> None:
    given = catalogue(control("A.1", part("statement", "Man sollte sollen müssen.")))
    said = standard(given, language="de")["A.1.p1"]
    assert (Force.SHALL, ("de",)) == (said.force, tuple(lang for lang, _ in said.text.wordings))
    assert ("und",) == tuple(lang for lang, _ in standard(given)["A.1.p1"].text.wordings)
    with pytest.raises(InvalidText):
        standard(given, language="Über")


# -- guidance and other parts


def test_guidance_inside_a_statement_is_a_note() -> None:
    extra = part(
        "item", None, part("item", "Keep it locked."), part("guidance", "A spreadsheet is fine."),
        title="Extra",
    )  # fmt: skip
    given = catalogue(control("a-1", part("statement", "Do this:", extra)))
    assert [
        "a-1 heading: Control a-1",
        "a-1.u1 heading: Extra",
        "a-1.u1.u1 shall: Keep it locked.",
        "a-1.u1.n1 note: A spreadsheet is fine.",
    ] == outline(standard(given))


def test_an_item_with_nothing_but_guidance_demands_what_it_says() -> None:
    said = part("item", "Keep it:", part("guidance", "In a safe."))
    silent = part("item", None, part("example", "A safe."), title="Extra")
    only = part("statement", "Do this:", part("information", "As agreed."))
    given = catalogue(control("a-1", part("statement", "Do:", said, silent)), control("a-2", only))
    assert [
        "a-1 heading: Control a-1",
        "a-1.u1 shall: Keep it:",
        "a-1.u1.n1 note: In a safe.",
        "a-1.u2 heading: Extra",
        "a-1.u2.n1 note: A safe.",
        "a-2 heading: Control a-2",
        "a-2.p1 shall: Do this:",
        "a-2.n1 note: As agreed.",
    ] == outline(standard(given))


@pytest.mark.parametrize(
    "name",
    [
        "Guidance",
        "footnote",
        "notes",
        "discussion",
        "supplemental-guidance",
        "implementation_guidance",
    ],
)
def test_what_a_part_inside_a_statement_is_called_makes_it_a_note(name: str) -> None:
    given = catalogue(control("a-1", part("statement", "Do it.", part(name, "As you like."))))
    assert [
        "a-1 heading: Control a-1",
        "a-1.p1 shall: Do it.",
        "a-1.n1 note: As you like.",
    ] == outline(standard(given))


def test_assessment_inside_a_statement_is_left_out() -> None:
    aside = part("assessment-objective", "Determine if.")
    given = catalogue(control("a-1", part("statement", "Do it.", aside)))
    assert ["a-1 heading: Control a-1", "a-1.p1 shall: Do it."] == outline(standard(given))


def test_what_a_statement_lists_has_the_force_of_what_introduces_it() -> None:
    should = part(
        "statement", "The works should:", part("item", "plan"), part("item", "This must be done.")
    )
    inner = part("item", "Where needed, the works may:", part("item", "delegate"))
    paragraph = part("statement", "The works should plan.", part("item", "Keep a list."))
    given = catalogue(
        control("a-1", should),
        control("a-2", part("statement", "Do:", inner, part("item", "plan"))),
        control("a-3", paragraph),
        control("a-4", part("statement", "Tun:", part("item", "planen")), props=verb("KANN")),
        control("a-5", part("statement", "Tun.", part("item", "planen"), props=verb("SOLLTE"))),
        control("a-6", part("statement", "Control a-6"), props=verb("KANN")),
    )
    assert [
        "a-1 heading: Control a-1", "a-1.u1 should: plan", "a-1.u2 shall: This must be done.",
        "a-2 heading: Control a-2", "a-2.u1 heading: Where needed, the works may:",
        "a-2.u1.u1 may: delegate", "a-2.u2 shall: plan",
        "a-3 heading: Control a-3", "a-3.p1 should: The works should plan.", "a-3.u1 shall: Keep a list.",
        "a-4 heading: Control a-4", "a-4.u1 may: planen",
        "a-5 heading: Control a-5", "a-5.p1 should: Tun.", "a-5.u1 should: planen",
        "a-6 may: Control a-6",
    ] == outline(standard(given))  # fmt: skip


def test_the_title_of_a_part_is_its_wording_or_its_remark() -> None:
    given = catalogue(
        control("a-1", part("statement", None, title="Only a title")),
        control(
            "a-2", part("statement", "Do it.", title="Title"), part("guidance", "So.", title="Hint")
        ),
        control(
            "a-3", part("statement", None, part("item", "Do it.", title="First"), title="List")
        ),
        control("a-4", part("statement", None, part("item", "Do it."), title="Control a-4")),
        control("a-5", part("statement", "Do it.", title="Control a-5")),
    )
    assert [
        ("a-1", "Control a-1", None), ("a-1.p1", "Only a title", None),
        ("a-2", "Control a-2", None), ("a-2.p1", "Do it.", "Title"), ("a-2.n1", "So.", "Hint"),
        ("a-3", "Control a-3", "List"), ("a-3.u1", "Do it.", "First"),
        ("a-4", "Control a-4", None), ("a-4.u1", "Do it.", None),
        ("a-5", "Control a-5", None), ("a-5.p1", "Do it.", None),
    ] == [
        (str(one.number), str(one.text), None if one.remark is None else str(one.remark))
        for one in standard(given)
    ]  # fmt: skip


def test_other_parts_of_a_control_are_notes_and_those_of_assessment_are_left_out() -> None:
    given = catalogue(
        control(
            "a-1",
            part("overview", "What it is about."),
            part("item", "Beside the statement."),
            part("assessment-objective", "Determine if."),
            part("objective", "Determine if."),
            part("guidance"),
            part("guidance", None, title="Only a title"),
        )
    )
    assert [
        "a-1 heading: Control a-1",
        "a-1.n1 note: What it is about.",
        "a-1.n2 note: Beside the statement.",
        "a-1.n3 note: Only a title",
    ] == outline(standard(given))


# -- identifiers


def test_the_id_of_a_part_given_twice_is_no_alias_and_said() -> None:
    parts = (
        [part("statement", "Do it.", id="a-1_stmt")],
        [part("statement", "More.", id="a-1_stmt")],
    )
    given = catalogue(control("a-1", *parts[0]), control("a-2", *parts[1]))
    with pytest.warns(Notice) as told:
        made = standard(given)
    assert [None, "a-1_stmt", None, None] == [one.alias for one in made]
    (notice,) = told
    assert str(notice.message) == (
        "k.json: catalog.controls.1.parts.0.id: the id 'a-1_stmt' is given twice: left out, since it "
        "would name two parts"
    )


def test_the_id_of_a_control_given_twice_is_refused() -> None:
    with pytest.raises(InvalidDocument, match="the id 'a-1' is given twice"):
        standard(catalogue(control("a-1"), control("a-1")))


def test_a_control_in_a_group_without_an_id_goes_by_its_own_number() -> None:
    inner = {"title": "Inner", "controls": [control("hs-0007", part("statement", "Do it."))]}
    one = catalogue(groups=[{"title": "Guidelines", "groups": [inner]}])
    two = catalogue(groups=[{"title": "New"}, {"title": "Guidelines", "groups": [inner]}])
    assert ["g1", "g2", "hs-0007", "hs-0007.p1"] == [str(each.number) for each in standard(one)]
    assert ["g1", "g2", "g3", "hs-0007", "hs-0007.p1"] == [
        str(each.number) for each in standard(two)
    ]


def test_a_withdrawn_control_names_each_place_once() -> None:
    links = [{"href": "#a-2", "rel": rel} for rel in ("moved-to", "incorporated-into")]
    gone = control("a-1", links=links, props=[{"name": "status", "value": "Withdrawn"}])
    assert "Withdrawn; see a-2" == str(standard(catalogue(gone))["a-1"].remark)


@pytest.mark.parametrize("rel", ["incorporated-into", "incorporated_into", "moved-to", "moved_to"])
@pytest.mark.parametrize("href", ["a-2", "#a-2"])
def test_a_withdrawn_control_says_where_it_went(rel: str, href: str) -> None:
    gone = control(
        "a-1", links=[{"href": href, "rel": rel}], props=[{"name": "status", "value": "withdrawn"}]
    )
    remark = standard(catalogue(gone))["a-1"].remark
    assert remark is not None
    assert ("Withdrawn; see a-2", "已撤销，见 a-2") == (remark.read("en"), remark.read("zh"))


# -- parameters


@pytest.mark.parametrize(
    "insert",
    [
        *("{{ insert: param p2 }}", "{{ p2 }}", "{{ insert: param, }}", "{{ insert: param, p2"),
        *(
            "{ insert: param, p2 }",
            "insert: param, p2 }}",
            "insert: param, p2",
            "{{ INSERT: param, p2 }}",
        ),
    ],
)
def test_what_only_looks_like_a_parameter_is_refused_with_its_place(insert: str) -> None:
    given = catalogue(control("a-1", part("statement", f"Do {insert} it.")))
    with pytest.raises(InvalidDocument) as refused:
        standard(given)
    (problem,) = refused.value.problems
    assert ("catalog", "controls", "0", "parts", "0", "prose") == problem.path
    assert "is not a parameter: expected one such as {{ insert: param, ac-1_prm_1 }}" in str(
        problem.message
    )
    assert f"Do {insert} it." == standard(given, resolved=False)["a-1.p1"].text.read("en")


def test_a_catalogue_of_ours_keeps_what_only_looks_like_a_parameter() -> None:
    kept = standard(
        catalogue(
            control(
                "a-1",
                part("statement", "Do it each {{ insert: param, p }} or {{ p }}."),
                params=[{"id": "p", "label": "month"}],
            )
        ),
        resolved=False,
    )
    assert kept == catalogue_reader.read(Source("own.json", render(kept, "en")))


# -- mappings


HOUSE = catalogue(
    groups=[
        {
            "id": "A5",
            "title": "Org",
            "controls": [control("5.1", part("statement", "Have a policy."))],
        }
    ]
)
LAW = catalogue(
    control("a-01", part("statement", "One.")), control("a-1", part("statement", "Two."))
)


def mapped(source: str, *targets: str) -> dict[str, Any]:
    return {
        "relationship": "subset-of",
        "sources": [{"type": "control", "id-ref": source}],
        "targets": [{"type": "control", "id-ref": target} for target in targets],
    }


def mapping(source: str, target: str, *maps: Any) -> dict[str, Any]:
    return {
        "source-resource": {"type": "catalog", "href": source},
        "target-resource": {"type": "catalog", "href": target},
        "maps": list(maps),
    }


def collection(*mappings: Any) -> dict[str, Any]:
    return {"mapping-collection": {"uuid": UUID, "metadata": METADATA, "mappings": list(mappings)}}


def walk(given: dict[str, Any], *editions: Any, **options: Any) -> Crosswalk:
    found = imports.read(Source("m.json", json.dumps(given)), None, *editions, **options)
    assert isinstance(found, Crosswalk)
    return found


def ends(found: Crosswalk) -> list[str]:
    return [
        f"{', '.join(map(str, link.sources))} → {', '.join(map(str, link.targets))}"
        for link in found.links
    ]


def test_an_identifier_that_starts_with_a_digit_is_found_in_its_own_catalogue() -> None:
    house, law = standard(HOUSE, id="house:1"), standard(LAW, id="law:1")
    given = collection(mapping("h.json", "l.json", mapped("5.1", "a-1"), mapped("5.1", "a-01")))
    assert ["A5.5.1 → a-1", "A5.5.1 → a-01"] == ends(walk(given, house, law))
    assert house["5.1"] is house["A5.5.1"]
    assert ["a-01", "a-1"] == [
        one["id"] for one in json.loads(render(law, "en"))["catalog"]["controls"]
    ]


def test_a_collection_of_several_pairs_is_read_one_mapping_at_a_time() -> None:
    given = collection(
        mapping("h.json", "l.json", mapped("1", "2")), mapping("h.json", "x.json", mapped("1", "3"))
    )
    with pytest.raises(InvalidDocument, match=r"one mapping out of 1: h → l; 2: h → x"):
        walk(given)
    assert ("h--l", ["1 → 2"]) == (walk(given, mapping=1).id, ends(walk(given, mapping=1)))
    assert ("h--x", ["1 → 3"]) == (walk(given, mapping=2).id, ends(walk(given, mapping=2)))
    for wrong in (0, 3):
        with pytest.raises(InvalidDocument, match=f"no mapping {wrong}: expected one from 1 to 2"):
            walk(given, mapping=wrong)


def test_maps_with_an_unknown_identifier_are_left_out_whole_where_that_is_asked_for() -> None:
    law = standard(LAW, id="law:1")
    maps = (mapped("1", "a-1"), mapped("1", "a-1", "gone"), mapped("1", "lost"))
    given = collection(mapping("h.json", "l.json", *maps))
    with pytest.raises(InvalidDocument, match="law:1 has no 'gone'") as refused:
        walk(given, "house:1", law)
    assert 2 == len(refused.value.problems)
    with pytest.warns(Notice) as told:
        found = walk(given, "house:1", law, lenient=True)
    assert ["1 → a-1"] == ends(found)
    at = "m.json: mapping-collection.mappings.0.maps"
    assert [
        f"{at}.1.targets.1.id-ref: law:1 has no 'gone': the map is left out",
        f"{at}.2.targets.0.id-ref: law:1 has no 'lost': the map is left out",
    ] == [str(one.message) for one in told]
    backwards = collection(mapping("l.json", "h.json", mapped("gone", "1")))
    with pytest.warns(Notice):
        assert () == walk(backwards, law, "house:1", lenient=True).links


def test_catalogues_that_are_all_called_catalog_go_by_their_folders() -> None:
    given = collection(
        mapping("cats/house/catalog.json", "cats/law/catalog.json", mapped("1", "2"))
    )
    assert ("house", "law") == (walk(given).source, walk(given).target)
    same = collection(mapping("catalog.json", "../catalog.json", mapped("1", "2")))
    with pytest.raises(InvalidDocument, match="both resources are called catalog: expected two"):
        walk(same)
    stated = walk(same, "house:1", "law:1")
    assert ("house:1", "law:1", ["1 → 2"]) == (stated.source, stated.target, ends(stated))


def test_resources_at_the_end_of_a_collection_name_its_editions() -> None:
    given = collection(mapping(f"#{UUID}", "cats\\law.json", mapped("1", "2")))
    given["mapping-collection"]["back-matter"] = {
        "resources": [
            {
                "uuid": UUID,
                "rlinks": [{"media-type": "x"}, {"href": "./house.json"}, {"href": "y.json"}],
            },
            {"uuid": "5f0e7c0e-9a39-4b0b-8a5e-2a1a4f3f8c12"},
        ]
    }
    assert "house--law" == walk(given).id
    del given["mapping-collection"]["back-matter"]
    assert f"{UUID}--law" == walk(given).id


def test_an_identifier_that_is_no_number_is_refused_where_no_catalogue_is_given() -> None:
    given = collection(mapping("h.json", "l.json", mapped("some id", "1 and 2")))
    with pytest.raises(InvalidDocument) as refused:
        walk(given)
    assert ["'some id' is not a clause number", "'1 and 2' is not a clause number"] == [
        str(one.message).partition(":")[0] for one in refused.value.problems
    ]


def test_choices_of_a_mapping_are_of_no_catalogue() -> None:
    for options in ({"mapping": 1}, {"lenient": True}):
        with pytest.raises(NotUnderstood, match="not a mapping collection"):
            imports.read(Source("k.json", json.dumps(HOUSE)), **options)


# -- the command


def imported(path: Path, given: dict[str, Any], *options: str) -> Result:
    file = path / "given.json"
    file.write_text(json.dumps(given), "utf-8")
    return CliRunner().invoke(
        cli, ["import", "oscal", str(file), "-o", str(path / "out.yaml"), *options]
    )


def test_the_command_states_language_editions_and_mapping(tmp_path: Path) -> None:
    german = catalogue(control("A.1", part("statement", "Man sollte planen.")))
    assert 0 == imported(tmp_path, german, "--language", "de", "--id", "k:1").exit_code
    assert ("de",) == tuple(
        lang for lang, _ in load_standard(str(tmp_path / "out.yaml"))["A.1.p1"].text.wordings
    )
    save(standard(HOUSE, id="house:1"), tmp_path / "house.yaml")
    given = collection(
        mapping("h.json", "l.json", mapped("5.1", "2"), mapped("5.2", "2")),
        mapping("h.json", "x.json"),
    )
    result = imported(
        tmp_path, given, "--mapping", "1", "--source", "house:1", "--target", "law:1",
        "--standard", str(tmp_path / "house.yaml"), "--leave-out-unknown",
    )  # fmt: skip
    assert (0, f"{tmp_path}/out.yaml: house:1--law:1, 1 link\n") == (
        result.exit_code,
        result.stdout,
    )
    assert "house:1 has no '5.2': the map is left out" in result.stderr
    assert ClauseNumber("A5.5.1").parts == ("A5", "5", "1")
    plain = imported(
        tmp_path, given, "--mapping", "1", "--source", str(tmp_path / "house.yaml"),
        "--target", "iso14001:2015",
    )  # fmt: skip
    assert 2 == plain.exit_code
    assert "iso14001:2015 has no '2'" in plain.stderr


def test_numbers_and_aliases_that_are_no_identifiers_come_back() -> None:
    items = tuple(
        Clause(ClauseNumber(number), Text(number), alias=alias)
        for number, alias in (
            ("Article 6", "Art. 6"), ("A&A-01", None), ("CL_POSTE_18", None), ("5.3A", "§ ?"),
            ("第6条", None), ("R65+", "ok"), ("24.c.iv", "24(c) iv"), ("a_smt.b", None),
        )
    )  # fmt: skip
    own = Standard("own:1", Text("Own"), clauses=items)
    text = render(own, "en")
    assert own == catalogue_reader.read(Source("own.json", text))
    ids = [one["id"] for one in json.loads(text)["catalog"]["controls"]]
    assert ids[:3] == ["Article_x20_6", "A_x26_A-01", "CL_POSTE_18"]
    Catalog.model_validate(json.loads(text)["catalog"])
