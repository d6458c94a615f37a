"""The commands and what each does: known without loading any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import click

from mgmtsys.cli.speech import Command, Group
from mgmtsys.values.text import Text, both

#: What each command does. Its module has its name, but for ``import``, which is a word of Python.
SUMMARIES: Mapping[str, Text] = {
    "check": both("Find what is wrong in FILE.", "检查体系文件。"),
    "confirm": both(
        "Confirm the evidence of a system, or the links of a crosswalk, as they are now.",
        "确认体系的证据或对照表的对应关系。",
    ),
    "crosswalk": both(
        "Compare two editions, or look for what is wrong with a crosswalk.",
        "对照两个版本，或检查对照表。",
    ),
    "due": both(
        "List the trackings, reviews and evaluations of FILE with their days.",
        "列出追踪、评审和评价的时间。",
    ),
    "evaluate": both("Evaluate the objectives of FILE from readings.", "依据记录值评价目标。"),
    "export": both("Write files for other tools.", "写出供其他工具使用的文件。"),
    "form": both("Fill FORM, one of the forms of FILE.", "填写体系文件中的表单。"),
    "import": both("Read files of other tools.", "读入其他工具的文件。"),
    "matrix": both("Print the clause matrix of FILE.", "打印条款矩阵。"),
    "programme": both(
        "Print the audit plan of the programme in FILE: who visits whom, for what, when.",
        "按审核方案排出审核计划。",
    ),
    "sample": both(
        "Draw the sample of PLAN, the same one for the same seed.", "按计划抽样，同一种子结果相同。"
    ),
    "schema": both(
        "Print the JSON Schema of a kind of file, for editors and other tools.",
        "打印各类文件的 JSON Schema，供编辑器和其他工具使用。",
    ),
    "score": both("Score the assessment in FILE and rate it.", "计算评估得分和等级。"),
    "show": both(
        "Show the objectives, the RACI grid and the forms of FILE.", "显示目标、职责矩阵和表单。"
    ),
    "standards": both(
        "List the shipped standards, or the items of one: its ID or a catalogue file.",
        "列出内置标准，或某一标准（编号或目录文件）的条目。",
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
