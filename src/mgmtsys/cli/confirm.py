"""The command ``confirm``: keeps what a person confirmed, with what it rested on."""

from __future__ import annotations

from datetime import date

import click

from mgmtsys.cli.crosswalk import Catalogues, catalogues
from mgmtsys.cli.options import lang, on, speaking
from mgmtsys.cli.output import say


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--by", required=True, metavar="NAME", help="Who looked and found it so. 确认人。")
@click.option(
    "--only", metavar="TEXT",
    help="Only what contains this, such as a clause or a document. 只确认含该文字的项。",
)  # fmt: skip
@click.option(
    "-o", "--output", required=True, metavar="OUT",
    help="The register to write; what it holds already is kept. 写入的登记文件，已有内容保留。",
)  # fmt: skip
@catalogues
@on
@lang
@speaking
def confirm(
    file: str,
    by: str,
    only: str | None,
    standards: tuple[str, ...],
    output: str,
    on: date,
    lang: str,
) -> None:
    """Confirm the evidence of a system, or the links of a crosswalk, as they are now. 确认证据或对应关系。

    When an end of it changes later, `check --register` or `crosswalk lint --register` says so.
    之后若任一端变更，`check --register` 或 `crosswalk lint --register` 会指出。
    """
    from mgmtsys.auditing.checks.confirmations import also_called, confirmable_evidence
    from mgmtsys.auditing.lint import confirmable_links
    from mgmtsys.files.loading import add_confirmations, load
    from mgmtsys.standard.confirmation import confirm as confirmed
    from mgmtsys.standard.crosswalk import Crosswalk
    from mgmtsys.system.system import ManagementSystem
    from mgmtsys.values.exceptions import NotUnderstood
    from mgmtsys.values.text import both

    value: ManagementSystem | Crosswalk = load(file, (ManagementSystem, Crosswalk))
    system: ManagementSystem | None = None
    if isinstance(value, Crosswalk):
        found = confirmable_links(value, Catalogues(standards))
        called: dict[str, tuple[str, ...]] = {what: (what,) for what in found}
    else:
        system = value
        found = confirmable_evidence(system)
        called = {what: also_called(what, system) for what in found}
    chosen = {
        what: ends
        for what, ends in found.items()
        if only is None or any(only in name for name in called[what])
    }
    if not chosen:
        raise NotUnderstood(
            f"nothing with {only or 'evidence'!r} is there to confirm: expected a clause or a document",
            f"没有含 {only or 'evidence'!r} 的内容可确认：应为条款或文件",
        )
    new = confirmed(chosen, by, on)
    add_confirmations(output, new, system)
    said = both(f"{len(new)} confirmed by {by} on {on}", f"{by} 于 {on} 确认 {len(new)} 项")
    say(said.read(lang))
