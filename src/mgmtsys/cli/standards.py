"""The command ``standards``: the shipped editions, and the items of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from mgmtsys.cli.options import lang, output, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from rich.table import Table

    from mgmtsys.clause import Standard
    from mgmtsys.reports.catalogues import Excerpt

#: From here on wording is given a width; in less room it would push other columns out.
_ROOMY = 100


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
    from mgmtsys.clause import ClauseNumber
    from mgmtsys.files import load_standard, load_wording
    from mgmtsys.reports.catalogues import EDITIONS, FORMATS, Excerpt
    from mgmtsys.standards import all_shipped

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
    from mgmtsys.exceptions import NotUnderstood
    from mgmtsys.files import write_text
    from mgmtsys.reports import format_of

    chosen = format or ("text" if output is None else format_of(output))
    if output is None and chosen == "text":
        show(value, lang)
    elif chosen not in writers:
        known = ", ".join(writers)
        raise NotUnderstood(
            f"a file in the format {chosen!r}: expected one of {known}",
            f"文件格式 {chosen!r}：应为 {known} 之一",
        )
    elif output is None:
        click.echo(writers[chosen](value, lang), nl=False)
    else:
        encoding = "utf-8-sig" if chosen == "csv" else "utf-8"
        write_text(output, writers[chosen](value, lang), encoding)


def _print_editions(standards: Iterable[Standard], lang: str) -> None:
    from mgmtsys.cli.terminal import console, table
    from mgmtsys.reports.catalogues import editions_head, editions_rows

    # What people call an edition is nearly its id, and three narrow columns leave the title its width.
    id, _, title, *counted, provisional, based_on = editions_head(lang)
    grid = table("", (id, title, *counted, based_on))
    grid.columns[0].no_wrap = True
    screen = console()
    grid.columns[1].min_width = 30 if screen.width >= _ROOMY else None
    for number, _, name, *counts, is_provisional, base in editions_rows(standards, lang):
        grid.add_row(number, name, *counts, base or (provisional if is_provisional else ""))
    screen.print(grid)


def _print_excerpt(excerpt: Excerpt, lang: str) -> None:
    from mgmtsys.cli.terminal import console
    from mgmtsys.reports.catalogues import facts

    standard = excerpt.standard
    screen = console()
    screen.print(f"{standard.name or standard.id}  {standard.title.read(lang)}", style="bold")
    for label, value in facts(standard, lang):
        screen.print(f"  {label}: {value}", style="dim")
    screen.print(_items(excerpt, lang, 36 if screen.width >= _ROOMY else None))


def _items(excerpt: Excerpt, lang: str, width: int | None) -> Table:
    """Return the items as a table in which each stands as far in as its number is long."""
    from mgmtsys.clause import Force
    from mgmtsys.cli.terminal import table
    from mgmtsys.reports.catalogues import head, rows

    grid = table("", head(lang))
    grid.columns[0].no_wrap = True
    grid.columns[1].min_width = width
    clauses = excerpt.clauses
    top = min((len(clause.number.parts) for clause in clauses), default=0)
    for clause, (number, *cells) in zip(clauses, rows(excerpt, lang), strict=True):
        indent = "  " * (len(clause.number.parts) - top)
        style = "bold" if clause.force is Force.HEADING else None
        grid.add_row(f"{indent}{number}", *cells, style=style)
    return grid
