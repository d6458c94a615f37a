"""The laws of ``Text``: wordings join from the right, and every reading has an answer."""

from __future__ import annotations

from hypothesis import given, strategies as st

from mgmtsys.testing import texts
from mgmtsys.values.text import Text


@given(texts(), texts(), texts())
def test_joining_is_associative(one: Text, two: Text, three: Text) -> None:
    assert (one | two) | three == one | (two | three)


@given(texts())
def test_joining_is_idempotent(text: Text) -> None:
    assert text == text | text


@given(texts(), texts())
def test_joining_again_changes_nothing(one: Text, two: Text) -> None:
    assert one | two == (one | two) | two


@given(texts(), texts())
def test_the_right_wording_wins_in_every_language_it_has(one: Text, two: Text) -> None:
    joined = dict((one | two).wordings)
    assert dict(two.wordings) == {tag: joined[tag] for tag, _ in two.wordings}


def test_joining_is_not_commutative() -> None:
    left, right = Text({"en": "waste"}), Text({"en": "water"})
    assert ("water", "waste") == ((left | right).read("en"), (right | left).read("en"))


@given(texts(), st.sampled_from(("zh", "en", "zh-TW", "zh-hk", "fr", "und", "")))
def test_every_reading_is_one_of_the_wordings(text: Text, lang: str) -> None:
    assert text.read(lang) in dict(text.wordings).values()


@given(texts())
def test_each_wording_is_read_in_its_own_language_whatever_its_case(text: Text) -> None:
    assert list(text.wordings) == [(tag, text.read(tag.upper())) for tag, _ in text.wordings]


@given(texts())
def test_a_text_is_rebuilt_from_its_wordings(text: Text) -> None:
    assert text == Text(dict(text.wordings)) == Text(text.wordings)
