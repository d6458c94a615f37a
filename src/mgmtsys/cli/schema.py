"""The command ``schema``: what an editor needs to know of the files that people write."""

from __future__ import annotations

import json

from mgmtsys.cli.output import put
from mgmtsys.cli.overview import command
from mgmtsys.cli.speech import option
from mgmtsys.files import schema as schemas
from mgmtsys.values.exceptions import NotUnderstood


@command("schema")
@option(
    "--catalogue", is_flag=True, en="For a catalogue file instead.", zh="改为标准目录文件的模式。"
)
@option(
    "--crosswalk", is_flag=True, en="For a crosswalk file instead.", zh="改为对照表文件的模式。"
)
@option("--register", is_flag=True, en="For a register instead.", zh="改为登记文件的模式。")
@option("--assessment", is_flag=True, en="For an assessment instead.", zh="改为评估文件的模式。")
@option(
    "--sampling-plan", is_flag=True, en="For a sampling plan instead.", zh="改为抽样计划的模式。"
)
@option(
    "--audit-programme",
    is_flag=True,
    en="For an audit programme instead.",
    zh="改为审核方案的模式。",
)
def run(**kinds: bool) -> None:
    """Print the schema of one kind of file."""
    asked = [kind for kind, is_asked in kinds.items() if is_asked] or ["system"]
    if len(asked) > 1:
        raise NotUnderstood("the kinds exclude each other: expected one", "只能选择一种文件")
    made = getattr(schemas, f"{asked[0]}_schema")()
    put(json.dumps(made, ensure_ascii=False, indent=2) + "\n", None)
