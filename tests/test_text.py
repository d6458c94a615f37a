"""How wording is built and read."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import pytest

from mgmtsys.values.exceptions import InvalidText
from mgmtsys.values.text import Text, fold, say_of_many


@pytest.mark.parametrize(
    ("lang", "wording"),
    [
        ("zh", "目标"),
        ("zh-TW", "目標"),
        ("ZH-tw", "目標"),
        ("zh-HK", "目标"),
        ("en", "objective"),
        ("en-GB", "objective"),
        ("fr", "plain"),
        ("", "plain"),
    ],
)
def test_a_reading_falls_back_to_the_main_language_and_then_to_the_unmarked(
    lang: str, wording: str
) -> None:
    text = Text({"zh": "目标", "zh-TW": "目標", "en": "objective", "und": "plain"})
    assert wording == text.read(lang)


def test_the_first_wording_is_the_last_resort() -> None:
    assert "目标" == Text({"zh": "目标", "en": "objective"}).read("fr")


def test_a_text_prints_its_first_wording() -> None:
    assert "目标" == str(Text({"zh": "目标", "en": "objective"}))


def test_plain_wording_is_in_no_stated_language() -> None:
    assert (("und", "Lithium"),) == Text("Lithium").wordings


def test_the_right_operand_replaces_and_adds() -> None:
    left, right = Text({"zh": "旧", "en": "old"}), Text({"zh": "新", "de": "neu"})
    assert Text({"zh": "新", "en": "old", "de": "neu"}) == left | right


def test_the_order_of_the_languages_counts() -> None:
    assert Text({"zh": "水", "en": "water"}) != Text({"en": "water", "zh": "水"})


def test_a_text_joins_only_with_a_text() -> None:
    assert NotImplemented is Text("a").__or__("b")


def test_a_text_is_ordered_among_texts_alone() -> None:
    assert Text("a") < Text("b")
    assert NotImplemented is Text("a").__lt__("b")


def test_what_is_said_of_many_is_said_of_a_whole_number() -> None:
    with pytest.raises(TypeError, match="expected an integer"):
        say_of_many("{count} row", "{count} rows", count="2").read("en")


def test_a_text_evolves() -> None:
    text = Text({"zh": "水"})
    assert text == attrs.evolve(text)
    assert Text("water") == attrs.evolve(text, given="water")


@pytest.mark.parametrize(
    ("given", "en", "zh"),
    [
        ("", "the wording is blank", "文字为空"),
        (" \t", "the wording is blank", "文字为空"),
        ({"zh": ""}, "the zh wording is blank", "zh 的文字为空"),
        ({}, "a text has no wording in any language", "没有任何语言的文字"),
        (
            {"zh_CN": "水"},
            "'zh_CN' is not a language tag: expected one such as zh, en, zh-tw",
            "'zh_CN' 不是语言标记：应如 zh、en、zh-tw",
        ),
        ({"zh": "水", "ZH": "氺"}, "the ZH wording is given twice", "ZH 的文字重复"),
    ],
)
def test_wording_that_says_nothing_is_refused_in_both_languages(
    given: str | Mapping[str, str], en: str, zh: str
) -> None:
    with pytest.raises(InvalidText) as refused:
        Text(given)
    assert (en, zh) == (refused.value.read("en"), refused.value.read("zh"))


@pytest.mark.parametrize(
    "given",
    [None, 6.1, ["a"], ("a", "b"), (("zh",),), {1: "a"}, {"": "a"}, {"zh": 6}, {"zh": None}],
)
def test_what_is_no_wording_is_refused(given: object) -> None:
    with pytest.raises(InvalidText):
        Text(given)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        (" ５％ ", "5%"),
        ("２０２６年", "2026年"),
        ("𝟏𝟐", "12"),
        ("202①", "202①"),
        ("5²", "5²"),
        ("㋀", "㋀"),
        ("Ｑ1", "Q1"),
        ("Re\u0301", "Ré"),
    ],
)
def test_only_digits_are_folded_into_digits(text: str, folded: str) -> None:
    assert folded == fold(text)
