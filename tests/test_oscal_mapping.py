"""OSCAL mapping collections, read as crosswalks and written from them; compliance-trestle judges."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from trestle.oscal.mapping import MappingCollection

from mgmtsys.files.standards import shipped
from mgmtsys.files.standards.crosswalks import shipped_crosswalk
from mgmtsys.files.syntax import Source
from mgmtsys.oscal.envelope import NAMESPACE
from mgmtsys.oscal.mapping import render
from mgmtsys.oscal.mapping_reader import read
from mgmtsys.standard.clause import Clause, ClauseNumber, Confidence, Force, Standard
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.standard.link import Link, Matching
from mgmtsys.standard.relation import WORDS, Relation
from mgmtsys.values.exceptions import InvalidCrosswalk, InvalidDocument
from mgmtsys.values.text import Text

DAY = date(2026, 3, 1)
#: In the order in which they are told.
SIX = (
    "equal-to",
    "subset-of",
    "superset-of",
    "intersects-with",
    "no-relationship",
    "equivalent-to",
)


def clause(
    number: str, force: Force = Force.SHALL, alias: str | None = None, *items: Clause
) -> Clause:
    return Clause(ClauseNumber(number), Text({"en": number}), force=force, alias=alias, items=items)


HERE = Standard(
    "here:1",
    Text({"en": "Here"}),
    clauses=(
        clause("ac-2", Force.HEADING, None, clause("ac-2.a", alias="ac-2_smt.a"), clause("ac-2.b")),
    ),
)
THERE = Standard("there:2", Text({"en": "There"}), clauses=(clause("6"), clause("7"), clause("8")))


def crosswalk(*links: Link) -> Crosswalk:
    return Crosswalk(
        "here--there", "here:1", target="there:2", title=Text({"en": "Both"}), links=links
    )


def link(word: str = "equal-to", **more: Any) -> Link:
    return Link(
        more.pop("sources", ("ac-2.a",)),
        more.pop("targets", ("6",)),
        relation=Relation.parse(word),
        reworded=word == "equivalent-to",
        **more,
    )


def official(text: str, tmp_path: Path) -> dict[str, Any]:
    file = tmp_path / "mapping.json"
    file.write_text(text, encoding="utf-8")
    assert MappingCollection.oscal_read(file) is not None
    body: dict[str, Any] = json.loads(text)["mapping-collection"]
    return body


def made(data: Any, *standards: Standard) -> Crosswalk:
    return read(Source("mapping.json", json.dumps(data, indent=1)), *standards)


def problems(data: Any, *standards: Standard) -> list[str]:
    """Return the path and the wording of everything wrong, sorted; each is placed, and in Chinese too."""
    with pytest.raises(InvalidDocument) as caught:
        made(data, *standards)
    assert all(problem.place is not None for problem in caught.value.problems)
    assert len(caught.value.read("zh").splitlines()) == len(caught.value.problems)
    return sorted(f"{'.'.join(one.path)}: {one.message!s}" for one in caught.value.problems)


@pytest.mark.parametrize("word", SIX)
def test_each_of_the_six_relations_keeps_its_word(word: str, tmp_path: Path) -> None:
    given = crosswalk(link(word))
    body = official(render(given, "en", DAY), tmp_path)
    (mapped,) = body["mappings"][0]["maps"]
    assert word == mapped["relationship"]
    assert "ns" not in mapped
    assert given == made({"mapping-collection": body})


@pytest.mark.parametrize("word", ["overlaps", "any", "equal-to | subset-of"])
def test_a_relation_that_oscal_has_no_word_for_is_marked_as_ours(word: str, tmp_path: Path) -> None:
    given = crosswalk(link(word))
    body = official(render(given, "en", DAY), tmp_path)
    assert "urn:mgmtsys:oscal" == body["mappings"][0]["maps"][0]["ns"]
    assert given == made({"mapping-collection": body})


def test_clauses_go_by_the_identifiers_of_their_catalogues_and_gaps_are_summed_up(
    tmp_path: Path,
) -> None:
    rationale = Text({"zh": "同义", "en": "The same words"})
    given = crosswalk(
        link(
            sources=("ac-2.a", "ac-2"),
            rationale=rationale,
            matching=Matching.SYNTACTIC,
            confidence=Confidence.LOW,
        ),
        link("no-relationship", sources=("ac-2.b",), targets=("7",)),
    )
    body = official(render(given, "en", DAY, HERE, THERE), tmp_path)
    (mapping,) = body["mappings"]
    first = mapping["maps"][0]
    assert [("control", "ac-2"), ("statement", "ac-2_smt.a")] == [
        (one["type"], one["id-ref"]) for one in first["sources"]
    ]
    assert [("control", "_6")] == [(one["type"], one["id-ref"]) for one in first["targets"]]
    assert ("syntactic", {"category": "low"}) == (
        first["matching-rationale"],
        first["confidence-score"],
    )
    assert "The same words" == first["remarks"]
    assert "source-gap-summary" not in mapping
    assert [{"with-ids": ["_7", "_8"]}] == mapping["target-gap-summary"]["unmapped-controls"]
    assert (
        given
        == made({"mapping-collection": body})
        == made({"mapping-collection": body}, HERE, THERE)
    )


def test_the_shipped_crosswalk_is_valid_with_both_gap_lists_and_reads_back(tmp_path: Path) -> None:
    given = shipped_crosswalk("cts-q-zg040:2023", "iso14001:2015")
    source, target = shipped(given.source), shipped(given.target)
    text = render(given, "zh", DAY, source, target)
    body = official(text, tmp_path)
    (mapping,) = body["mappings"]
    for name, gaps in (
        ("source", given.source_gaps(source)),
        ("target", given.target_gaps(target)),
    ):
        (unmapped,) = mapping[f"{name}-gap-summary"]["unmapped-controls"]
        assert [f"_{one.number}" for one in gaps] == unmapped["with-ids"]
    assert given == made({"mapping-collection": body}, source, target)
    assert text == render(given, "zh", DAY, source, target)


def test_a_crosswalk_of_an_edition_with_itself_names_it_once(tmp_path: Path) -> None:
    given = attrs.evolve(crosswalk(link(targets=("ac-2.b",))), target="here:1")
    assert 1 == len(official(render(given, "en", DAY), tmp_path)["back-matter"]["resources"])


def test_a_crosswalk_without_links_is_refused() -> None:
    with pytest.raises(InvalidCrosswalk) as refused:
        render(crosswalk(), "en", DAY)
    assert "here--there has no link to show: expected one" in refused.value.read("en")
    assert "没有可列出的对应关系" in refused.value.read("zh")


def test_under_a_number_only_what_concerns_it_is_mapped_and_missed(tmp_path: Path) -> None:
    given = crosswalk(link(), link(sources=("ac-2.b",), targets=("7",)))
    text = render(given, "en", DAY, HERE, THERE, ClauseNumber("6"))
    (mapping,) = official(text, tmp_path)["mappings"]
    assert 1 == len(mapping["maps"])
    assert "target-gap-summary" not in mapping
    (mapping,) = official(render(given, "en", DAY, HERE, THERE), tmp_path)["mappings"]
    assert [{"with-ids": ["_8"]}] == mapping["target-gap-summary"]["unmapped-controls"]


def foreign(*maps: Any, **more: Any) -> dict[str, Any]:
    """Return a collection as other tools write it."""
    return {
        "mapping-collection": {
            "uuid": "1c6cd3a1-33d2-4a5b-9e5c-0f1f4b8c2d10",
            "metadata": {
                "title": "One to other",
                "last-modified": "2026-01-01T00:00:00Z",
                "version": "1",
                "oscal-version": "1.2.0",
            },
            "provenance": {"matching-rationale": "functional"},
            "mappings": [
                {
                    "source-resource": {"type": "catalog", "href": "cats/one-1.json"},
                    "target-resource": {"type": "catalog", "href": "#other"},
                    "maps": list(maps),
                }
            ],
            **more,
        }
    }


def mapped(source: str, target: str, word: Any = "subset-of", **more: Any) -> dict[str, Any]:
    return {
        "relationship": word,
        "sources": [{"type": "control", "id-ref": source}],
        "targets": [{"type": "control", "id-ref": target}],
        **more,
    }


def test_a_collection_of_another_tool_is_read_without_its_catalogues() -> None:
    given = foreign(
        mapped(
            "ac-2_smt.a", "ism-0714", remarks="Less.", **{"confidence-score": {"category": "high"}}
        ),
        mapped(
            "ac-3",
            "_6.1",
            **{"confidence-score": {"percentage": 0.7}, "matching-rationale": "syntactic"},
        ),
    )
    found = made(given)
    assert ("one-1--other", "one-1", "other") == (found.id, found.source, found.target)
    first, second = found.links
    assert ("ac-2.a", "ism-0714") == (str(first.sources[0]), str(first.targets[0]))
    assert (Matching.FUNCTIONAL, Confidence.HIGH) == (first.matching, first.confidence)
    assert Text({"und": "Less."}) == first.rationale
    assert ("ac-3", "6.1") == (str(second.sources[0]), str(second.targets[0]))
    assert (Matching.SYNTACTIC, None) == (second.matching, second.confidence)


def test_one_mapping_may_stand_without_a_list() -> None:
    given = foreign(mapped("ac-2", "b"))
    body = given["mapping-collection"]
    body["mappings"] = body["mappings"][0]
    del body["provenance"]
    assert Matching.SEMANTIC is made(given).links[0].matching


def test_with_catalogues_identifiers_are_looked_up() -> None:
    found = made(foreign(mapped("ac-2_smt.a", "_6")), HERE, THERE)
    assert ("here:1", "there:2") == (found.source, found.target)
    assert "ac-2.a" == str(found.links[0].sources[0])
    (told,) = problems(foreign(mapped("ac-2", "_9")), HERE, THERE)
    assert told.startswith(
        "mapping-collection.mappings.0.maps.0.targets.0.id-ref: there:2 has no '_9'"
    )


@pytest.mark.parametrize("word", WORDS)
def test_the_words_of_others_are_the_six_and_no_more(word: str) -> None:
    given = foreign(mapped("a", "b", word))
    if word in SIX:
        assert Relation.parse(word) == made(given).links[0].relation
    else:
        (told,) = problems(given)
        assert f"{word!r} is not a relation: expected one of {', '.join(SIX)}" in told


def own(name: str, value: str) -> dict[str, str]:
    return {"name": name, "value": value, "ns": "urn:mgmtsys:oscal"}


def test_everything_wrong_with_maps_is_said_at_once() -> None:
    at = "mapping-collection.mappings.0.maps"
    told = problems(
        foreign(
            {"sources": [{}], "targets": []},
            mapped("a", "b", "near"),
            mapped("a", "b", "none", ns="urn:mgmtsys:oscal"),
            mapped("a", "b", **{"matching-rationale": "magic"}),
            mapped("a", "b", props=[own("claim", "{")]),
            mapped("a", "b", props=[own("claim", "[]")]),
            {
                **mapped("a", "b"),
                "sources": [{"id-ref": "a", "props": [own("number", "?")]}],
            },
        )
    )
    wanted = [
        (f"{at}.0: ", "no relationship: expected one"),
        (f"{at}.0: ", "no targets: expected one"),
        (f"{at}.0.sources.0: ", "no id-ref: expected one"),
        (f"{at}.1.relationship: ", "'near' is not a relation: expected one of equal-to"),
        (f"{at}.2.relationship: ", "'none' is not a relation: expected one of equal-to"),
        (f"{at}.3: ", "found 'magic': expected one of syntactic, semantic, functional"),
        (f"{at}.4: ", "a claim written by mgmtsys is not JSON"),
        (f"{at}.5: ", "found a list: expected a mapping with"),
        (f"{at}.6.sources.0: ", "'?' is not a clause number"),
    ]
    assert len(wanted) == len(told)
    assert all(
        one.startswith(path + said)
        for one, (path, said) in zip(told, sorted(wanted, key="".join), strict=True)
    )


def test_an_identifier_that_holds_no_number_is_refused() -> None:
    (told,) = problems(foreign(mapped("__", "b")))
    assert told.startswith(
        "mapping-collection.mappings.0.maps.0.sources.0: '__' is not a clause number"
    )


def test_a_collection_is_of_one_pair_of_editions() -> None:
    given = foreign(mapped("a", "b"))
    mappings = given["mapping-collection"]["mappings"]
    mappings.append({**mappings[0], "target-resource": {"href": "third.json"}})
    (told,) = problems(given)
    assert told.startswith(
        "mapping-collection.mappings.1: this maps other resources than the first mapping"
    )
    mappings[1] = mappings[0]
    assert 2 == len(made(given).links)


@pytest.mark.parametrize(
    ("mappings", "told"),
    [
        (None, ["mapping-collection: no mappings: expected one"]),
        ([], ["mapping-collection: no mappings: expected one"]),
        ("x", ["mapping-collection.mappings: found 'x': expected a list"]),
        (
            [{"source-resource": [], "maps": []}],
            [
                "mapping-collection.mappings.0.source-resource: found a list: expected a mapping",
                "mapping-collection.mappings.0: no target-resource: expected one",
            ],
        ),
        (
            [{"source-resource": {}, "target-resource": {"href": "/"}, "maps": []}],
            ["mapping-collection.mappings.0.source-resource: no href: expected one"],
        ),
    ],
)
def test_mappings_that_cannot_be_understood_are_placed(mappings: Any, told: list[str]) -> None:
    assert sorted(told) == problems(foreign(mappings=mappings))


def test_a_catalogue_is_no_mapping_collection() -> None:
    assert [
        "catalog: this is OSCAL of another model, catalog: expected mapping-collection"
    ] == problems({"catalog": {}})


def test_wording_of_ours_that_was_edited_is_refused_at_its_place() -> None:
    given = foreign(mapped("a", "b"))
    given["mapping-collection"]["metadata"]["props"] = [
        {"name": "title", "ns": NAMESPACE, "value": "x", "class": "!"},
        {"name": "remark", "ns": NAMESPACE, "value": "x", "class": "x y"},
    ]
    assert [
        f"mapping-collection.metadata.props: {tag!r} is not a language tag: expected one such as zh, en, zh-tw"
        for tag in ("!", "x y")
    ] == problems(given)
