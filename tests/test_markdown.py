"""Markdown says exactly the text that it is made of: read back by a parser, it holds no other markup."""

import itertools
import string
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import example, given, strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from mgmtsys.show.markdown import block, code, escaped, facts, opening, render, table
from mgmtsys.values.table import Column, Row, Sheet, Table
from mgmtsys.values.text import Text
from mgmtsys.values.visible import one_line, unbroken

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SLY = st.text(st.sampled_from([*string.punctuation, *" \n\tab1目é"]), min_size=1)
WORDING = (
    st.one_of(
        SLY,
        st.text(min_size=1),
        st.sampled_from(
            (
                *("~~s~~", "&lt;", "&#60;", "[t](javascript:1)", "![i](x)", "<script>x</script>"),
                *("a|b", "`x`", "a\\|b", "\\", "# a #", "1. a", "2) b", "- a", "+ a", "> a", "---"),
                *(
                    "[x]: y",
                    "* * *",
                    "_a_ b_c __d__",
                    "<!-- a -->",
                    "https://a.b",
                    "x\n# y",
                    "***a",
                ),
            )
        ),
    )
    # Blanks of other scripts at an edge are stripped by some parsers.
    .filter(lambda text: one_line(text) == one_line(text).strip() != "" and text.strip())
)


def said(inline: Token) -> str:
    """Return the text of an inline token, which must hold nothing else."""
    children = inline.children or []
    assert {"text"} >= {child.type for child in children}
    return "".join(child.content for child in children)


def lines_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield each piece of text with the element that it stands in."""
    tokens = PARSER.parse(text)
    for before, token in itertools.pairwise(tokens):
        if token.type == "inline":
            yield before.type, said(token)


@given(st.lists(st.tuples(WORDING, WORDING), min_size=1, max_size=4), WORDING, WORDING)
@example([("~~a~~", "&lt;")], "# a #", "a")
def test_a_sheet_reads_back_as_its_very_text(
    pairs: list[tuple[str, str]], title: str, cell: str
) -> None:
    columns = (Column("a", Text(title)), Column("b", Text(cell)), Column("c", Text("x")))
    rows = [Row({"a": left, "b": Text(right), "c": Text(cell)}) for left, right in pairs]
    facts = [(Text(left), Text(right)) for left, right in pairs]
    sheet = Sheet.of(Text(title), facts, Table(columns, rows))
    expected = [("heading_open", one_line(title))]
    expected += [("paragraph_open", one_line(f"{left}: {right}")) for left, right in pairs]
    expected += [("th_open", one_line(head)) for head in (title, cell, "x")]
    expected += [("td_open", one_line(text)) for pair in pairs for text in (*pair, cell)]
    assert expected == list(lines_of(render(sheet, "en")))


@given(WORDING)
def test_text_that_starts_a_line_is_a_paragraph(text: str) -> None:
    assert [("paragraph_open", one_line(text))] == list(lines_of(opening(text)))


@example("\uf900", "1")  # wording is kept in composed form
@given(WORDING, WORDING)
def test_a_fact_is_one_entry_of_a_list(label: str, value: str) -> None:
    composed = unicodedata.normalize("NFC", label)
    assert [("paragraph_open", one_line(f"{composed}: {value}"))] == list(
        lines_of("\n".join(facts([(Text(label), value)], "en")))
    )


@given(WORDING)
def test_code_reads_back(text: str) -> None:
    (inline,) = (token for token in PARSER.parse(f"a {code(text)}") if token.type == "inline")
    assert [("text", "a "), ("code_inline", one_line(text))] == [
        (child.type, child.content) for child in inline.children or []
    ]


@given(st.lists(st.one_of(WORDING, st.sampled_from(["````", "~~~~", "``````x"])), max_size=4))
def test_no_line_ends_a_block(lines: list[str]) -> None:
    (token,) = PARSER.parse(block(lines))
    assert "fence" == token.type
    assert "".join(f"{unbroken(line)}\n" for line in lines) == token.content


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("~~s~~", r"\~\~s\~\~"),
        ("&lt;", r"\&lt;"),
        ("water_use of A & B", "water_use of A & B"),
        ("sum(a) * 2", "sum(a) * 2"),
        ("-5%", "-5%"),
    ],
)
def test_only_what_would_be_markup_is_escaped(given: str, shown: str) -> None:
    assert shown == escaped(given)


def test_an_empty_table_has_its_head() -> None:
    assert ["| a |", "|---|"] == list(table(Table((Column("a", Text("a")),), ()), "en"))
