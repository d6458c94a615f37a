"""The command ``confirm``: keeps what a person confirmed, with what it rested on."""

from __future__ import annotations

from datetime import date

import click

from mgmtsys.cli.options import lang, on, speaking


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
@on
@lang
@speaking
def confirm(file: str, by: str, only: str | None, output: str, on: date, lang: str) -> None:
    """Confirm the evidence of FILE as it is now. 确认体系文件中的证据。

    When a clause, the place that evidence points at, or an objective changes later, `check --register`
    says that the confirmation is suspect.
    """
    from pathlib import Path

    from mgmtsys.checks.confirmations import confirmable_evidence
    from mgmtsys.confirmation import confirm as confirmed
    from mgmtsys.exceptions import NotUnderstood
    from mgmtsys.files import load, load_register, save
    from mgmtsys.register import Register
    from mgmtsys.text import both

    system = load(file)
    before = load_register(output, system) if Path(output).exists() else Register()
    chosen = {
        what: ends
        for what, ends in confirmable_evidence(system).items()
        if only is None or only in what
    }
    if not chosen:
        raise NotUnderstood(
            f"no evidence {only!r} is declared: expected part of a clause or a document",
            f"没有声明证据 {only!r}：应为条款或文件的一部分",
        )
    new = confirmed(chosen, by, on)
    save(before | Register(confirmations=new), output)
    said = both(f"{len(new)} confirmed by {by} on {on}", f"{by} 于 {on} 确认 {len(new)} 项")
    click.echo(said.read(lang))
