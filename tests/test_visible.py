"""Nothing that steers a terminal, hides or turns text round gets raw into anything that is printed."""

import json
import re
import sys
import unicodedata
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from mgmtsys.auditing.outcome import Outcome
from mgmtsys.files.syntax import SYNTAXES
from mgmtsys.show import render
from mgmtsys.show.findings.plain import lines
from mgmtsys.system.finding import Finding, Grade
from mgmtsys.system.report import Report
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.text import Text
from mgmtsys.values.visible import escaped_json, one_line, printable, unbroken, visible

#: What Unicode itself calls a control, a format or half a character.
UNSEEN = frozenset(
    sign
    for sign in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")
    or (unicodedata.category(sign) == "Cf" and unicodedata.bidirectional(sign) not in ("AN", "AL"))
)
#: Format characters that are seen: they enclose the figures that follow them.
SEEN = frozenset("\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd") | frozenset(
    map(chr, (*range(0x600, 0x606), *range(0x13430, 0x13440)))
)
SIGNS = st.text(st.sampled_from(sorted(UNSEEN | set("ab 12目标。=-\\'\"")))) | st.text()
STEERING = ["\x1b[31mred\x1b[0m", "\x1b]0;t\x07", "\x07", "\x9b31m", "\x7f", "a\u202eb", "\u2066a"]


def test_every_sign_that_unicode_calls_a_control_is_spelled_out() -> None:
    for sign in UNSEEN - SEEN - set("\t\n\r"):
        assert sign.encode("unicode_escape").decode() == visible(sign) == one_line(sign)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\u202eb\u2066", r"a\u202eb\u2066"),
        ("\x07\x9b\x7f", r"\x07\x9b\x7f"),
        ("\ufeffa\u200b", r"\ufeffa\u200b"),
        ("目标 é ½ 🌱\ufe0f", "目标 é ½ 🌱\ufe0f"),
    ],
)
def test_what_is_not_seen_is_spelled_and_all_else_stays(given: str, shown: str) -> None:
    assert shown == visible(given)


@given(SIGNS)
def test_what_is_spelled_out_is_not_spelled_again(text: str) -> None:
    for spelling in (visible, one_line, unbroken, printable):
        assert spelling(text) == spelling(spelling(text))


@given(SIGNS)
def test_one_line_is_one_line(text: str) -> None:
    for spelling in (one_line, unbroken, printable):
        assert len(spelling(text).splitlines()) <= 1


@given(SIGNS.filter(lambda text: not any("\ud800" <= sign <= "\udfff" for sign in text)))
@pytest.mark.parametrize("suffix", [".yaml", ".json", ".toml"])
def test_what_is_written_holds_nothing_unseen_and_is_read_back(suffix: str, text: str) -> None:
    syntax = SYNTAXES[suffix]
    data = {"a": {f"k{text}": [{"b": text}]}}
    written = syntax.dump(data)
    assert not set(written) & (UNSEEN - SEEN - set("\n\t\r"))
    assert data == syntax.fold(written)


@given(SIGNS)
def test_json_keeps_its_meaning(text: str) -> None:
    written = escaped_json(json.dumps(text, ensure_ascii=False))
    assert text == json.loads(written)


@pytest.mark.parametrize("sly", STEERING)
def test_a_complaint_steers_no_terminal(sly: str) -> None:
    said = NotUnderstood(Text({"en": f"found {sly}\nok", "zh": f"为 {sly}\n通过"}))
    for lang in ("en", "zh"):
        assert not set(said.read(lang)) & (UNSEEN - SEEN)


@pytest.mark.parametrize("sly", [*STEERING, "x\nminor: forged"])
@pytest.mark.parametrize("format", ["md", "json", "sarif", "junit", "oscal"])
def test_findings_hold_nothing_unseen_in_any_format(format: str, sly: str) -> None:
    finding = Finding(
        "a.b",
        Grade.MINOR,
        subject=("objectives", sly),
        message=Text(sly),
        clauses=(),
        remedy=Text(sly),
    )
    outcome = Outcome(Report((finding,)), {}, organisation=Text(sly), on=date(2026, 1, 1))
    text = render(outcome, format)
    assert not set(text) & (UNSEEN - SEEN - {"\n"})
    assert not re.search(r"^minor: forged", text, re.MULTILINE)
    if format == "junit":
        ET.fromstring(text.encode())  # noqa: S314 - our own
    assert all(len(line.splitlines()) == 1 for line in lines(finding, outcome, "en"))
