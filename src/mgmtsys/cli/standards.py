"""The command ``standards``: the shipped editions, and the items of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from mgmtsys.cli.options import lang, output, speaking
from mgmtsys.cli.output import put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mgmtsys.cli.drawing import Grid
    from mgmtsys.show.catalogues import Excerpt
    from mgmtsys.standard.clause import Clause, Standard


@click.command()
@click.argument("file", metavar="[ID]", required=False)
@click.option("--under", metavar="NUMBER", help="Only this clause and below. 只含该条款及其下级。")
@click.option(
    "--wording", metavar="FILE",
    help="Wording of your own, laid over the catalogue's. 用自有文本覆盖目录的文字。",
)  # fmt: skip
@click.option(
    "--format", type=click.Choice(["text", "md", "csv", "json", "oscal"]),
    help="text if left out, or as the suffix of -o says. 默认 text，或依 -o 的后缀。",
)  # fmt: skip
@output
@lang
@speaking
def standards(
    file: str | None,
    under: str | None,
    wording: str | None,
    format: str | None,
    output: str | None,
    lang: str,
) -> None:
    """List the shipped standards, or the items of one: its ID or a catalogue file. 列出标准或其条目。"""
    from mgmtsys.files.loading import load_standard, load_wording
    from mgmtsys.files.standards import all_shipped
    from mgmtsys.show.catalogues import EDITIONS, FORMATS, Excerpt
    from mgmtsys.standard.clause import ClauseNumber

    if file is None:
        if under is not None or wording is not None:
            raise click.UsageError("--under and --wording go with an ID. 须与标准编号一起使用。")
        _tell(all_shipped(), EDITIONS, _print_editions, format, output, lang)
        return
    standard = load_standard(file)
    if wording is not None:
        standard = load_wording(wording, standard)
    excerpt = Excerpt(standard, None if under is None else ClauseNumber(under))
    _tell(excerpt, FORMATS, _print_excerpt, format, output, lang)


def _tell(
    value: Any,
    writers: Mapping[str, Callable[[Any, str], str]],
    show: Callable[[Any, str], None],
    format: str | None,
    output: str | None,
    lang: str,
) -> None:
    """Print a value, or write it in the format that is asked for."""
    from mgmtsys.show import format_of
    from mgmtsys.values.exceptions import NotUnderstood

    chosen = format or ("text" if output is None else format_of(output))
    if output is None and chosen == "text":
        show(value, lang)
    elif chosen not in writers:
        known = ", ".join(writers)
        raise NotUnderstood(
            f"a file in the format {chosen!r}: expected one of {known}",
            f"文件格式 {chosen!r}：应为 {known} 之一",
        )
    else:
        put(writers[chosen](value, lang), output, chosen)


def _print_editions(standards: Iterable[Standard], lang: str) -> None:
    from mgmtsys.cli.drawing import Column, Grid, Row
    from mgmtsys.cli.terminal import console, print_grid
    from mgmtsys.show.catalogues import editions_head, editions_rows

    # What people call an edition is nearly its id.
    id, _, title, *counted, sure, provisional, based_on = editions_head(lang)
    head = (
        Column(id),
        Column(title, leads=True),
        *(Column(label, "right", brief=True) for label in counted),
        *(Column(label, brief=True) for label in (sure, provisional, based_on)),
    )
    rows = (Row((number, *rest)) for number, _, *rest in editions_rows(standards, lang))
    print_grid(console(), Grid(head, rows, lang))


def _print_excerpt(excerpt: Excerpt, lang: str) -> None:
    from mgmtsys.cli.terminal import console, print_facts, print_grid, print_line
    from mgmtsys.show.catalogues import facts

    standard = excerpt.standard
    screen = console()
    print_line(screen, f"{standard.name or standard.id}  {standard.title.read(lang)}", "bold")
    print_facts(screen, facts(standard, lang), lang)
    screen.print()
    print_grid(screen, _items(excerpt, lang))


def _items(excerpt: Excerpt, lang: str) -> Grid:
    """Return the items as a table in which each stands as far in as its number is long."""
    from mgmtsys.cli.drawing import Cell, Column, Grid, Row
    from mgmtsys.show.catalogues import head, rows
    from mgmtsys.standard.clause import Force

    number, text, *brief, remark = head(lang)
    columns = (
        Column(number),
        Column(text, leads=True),
        *(Column(label, brief=True) for label in brief),
        Column(remark),
    )
    clauses = excerpt.clauses
    top = min((len(clause.number.parts) for clause in clauses), default=0)

    def row(clause: Clause, cells: list[str]) -> Row:
        first, *others = cells
        indent = 2 * (len(clause.number.parts) - top)
        style = "bold" if clause.force is Force.HEADING else ""
        return Row((Cell(first, indent=indent), *others), style)

    return Grid(columns, map(row, clauses, rows(excerpt, lang)), lang)
