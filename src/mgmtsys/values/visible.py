"""Text as it may be printed: what steers a terminal, hides or turns text round is spelled out."""

from __future__ import annotations

import re

#: What steers a terminal: the control characters, but for tabs and the ends of lines.
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
#: What turns text round: marks, embeddings, overrides and isolates of direction.
_BIDIRECTIONAL = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
#: What is not seen, or is no character at all.
_UNSEEN = (
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2028\u2029\u2060-\u2065"
    r"\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
#: What may not reach a terminal, and what may not reach any file raw, as members of a class.
STEERING = re.compile(f"[{_CONTROL}{_BIDIRECTIONAL}]")
_HIDDEN = re.compile(f"[{_CONTROL}{_BIDIRECTIONAL}{_UNSEEN}]")
#: The same without half characters, which nothing escapes.
_ESCAPABLE = re.compile(f"[{_CONTROL}{_BIDIRECTIONAL}{_UNSEEN}]".replace(r"\ud800-\udfff", ""))
_HIDDEN_OR_BREAK = re.compile(f"[\\t\\n\\r{_CONTROL}{_BIDIRECTIONAL}{_UNSEEN}]")
#: Blanks and the ends of lines, which one blank stands for where a line must stay one.
_BLANKS = re.compile(r"[ \t\n\r]+")
_BREAKS = re.compile(r"[\t\n\r]+")


def _spelled(sign: re.Match[str]) -> str:
    return sign[0].encode("unicode_escape").decode()


def visible(text: str) -> str:
    r"""Return text with every control and unseen character spelled out; tabs and ends of lines stay.

    >>> print(visible("\x1b[31mred"), visible("a\u202eb"))
    \x1b[31mred a\u202eb
    """
    return _HIDDEN.sub(_spelled, text)


def one_line(text: str) -> str:
    r"""Return text on one line: ends of lines and runs of blanks are one blank, the unseen is spelled out.

    >>> one_line("met\n  grade: gold ")
    'met grade: gold'
    """
    return _BLANKS.sub(" ", visible(text)).strip(" ")


def unbroken(line: str) -> str:
    r"""Return a line as one line, its indentation kept: ends of lines within are blanks.

    >>> unbroken("  held back by: a\ngrade: gold")
    '  held back by: a grade: gold'
    """
    return _BREAKS.sub(" ", visible(line))


def printable(text: str) -> str:
    r"""Return text on one line, with the ends of lines spelled out too, as a complaint shows it.

    >>> print(printable("a\nb"))
    a\nb
    """
    return _HIDDEN_OR_BREAK.sub(_spelled, text)


def _utf16(sign: re.Match[str]) -> str:
    units = sign[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _utf32(sign: re.Match[str]) -> str:
    code = ord(sign[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def escaped_json(text: str) -> str:
    r"""Return JSON text with the same meaning, in which no unseen character stands raw.

    >>> print(escaped_json('"a\u202eb"'))
    "a\u202eb"
    """
    return _ESCAPABLE.sub(_utf16, text)


def is_hidden(text: str) -> bool:
    """Whether any character of text would not be seen."""
    return _ESCAPABLE.search(text) is not None


def escaped_quoted(text: str) -> str:
    r"""Return YAML or TOML text with the same meaning, whose unseen characters all stand in double quotes.

    >>> print(escaped_quoted('a: "a\u202eb"'))
    a: "a\u202eb"
    """
    return _ESCAPABLE.sub(_utf32, text)


def unseen(text: str) -> str | None:
    r"""Return the first sign of text that cannot be seen, or that steers or turns it round, if it has one.

    >>> unseen("Li"), unseen("L\u200bi") == "\u200b"
    (None, True)
    """
    found = _HIDDEN_OR_BREAK.search(text)
    return found[0] if found else None
