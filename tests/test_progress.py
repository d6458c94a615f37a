"""Progress is for people who wait at a terminal."""

import io
import sys

import pytest

from mgmtsys.cli.progress import counted
from mgmtsys.values.text import Text

READINGS = Text({"en": "readings", "zh": "记录值"})


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, many: int, lang: str) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    assert list(range(many)) == list(counted(range(many), READINGS, lang))
    return stream.getvalue()


def test_many_are_counted_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "readings" in watched(monkeypatch, Terminal(), 5000, "en")
    assert "记录值" in watched(monkeypatch, Terminal(), 5000, "zh")


def test_few_are_done_before_anybody_wonders(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watched(monkeypatch, Terminal(), 100, "en") == ""


def test_nothing_is_counted_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watched(monkeypatch, io.StringIO(), 5000, "en") == ""
