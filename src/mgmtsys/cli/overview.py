"""The commands and what each does: known without loading any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import click

from mgmtsys.cli.speech import Command, Group
from mgmtsys.values.text import Text, say

#: What each command does. Its module has its name, but for ``import``, which is a word of Python.
SUMMARIES: Mapping[str, Text] = {
    "check": say("Find what is wrong in FILE."),
    "confirm": say(
        "Confirm the evidence of a system, or the links of a crosswalk, as they are now."
    ),
    "crosswalk": say("Compare two editions, or check a crosswalk."),
    "due": say("List what FILE has to track, review and evaluate, and by which day."),
    "evaluate": say("Evaluate the objectives of FILE from readings."),
    "export": say("Write files for other tools."),
    "form": say("Fill FORM, one of the forms of FILE."),
    "import": say("Read files of other tools."),
    "matrix": say("Print the clause matrix of FILE."),
    "programme": say(
        "Print the audit plan of the programme in FILE: who visits whom, for what, when."
    ),
    "sample": say("Draw the sample that PLAN describes; the same seed gives the same sample."),
    "schema": say("Print the JSON Schema of a kind of file, for editors and other tools."),
    "score": say("Score the assessment in FILE and rate it."),
    "show": say("Show the objectives, the RACI matrix and the forms of FILE."),
    "standards": say(
        "List the shipped standards, or the items of one: its ID or a catalogue file."
    ),
}


def command(name: str, *more: Text) -> Callable[[Callable[..., None]], Command]:
    """Return the decorator that makes a command of a function; ``more`` is said in its help."""
    return click.command(name, cls=Command, wording=(SUMMARIES[name], *more))


def group(name: str, **rest: Any) -> Callable[[Callable[..., None]], Group]:
    """Return the decorator that makes a group of commands of a function."""
    return click.group(name, **{"cls": Group, "wording": (SUMMARIES[name],), **rest})


class Commands(Group):
    """All commands, each of which is loaded when it is called."""

    @property
    def summaries(self) -> Mapping[str, Text]:
        """What each command does, in a line."""
        return SUMMARIES

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, loaded now."""
        del ctx
        module = "imports" if cmd_name == "import" else cmd_name
        found: click.Command = import_module(f"mgmtsys.cli.{module}").run
        return found
