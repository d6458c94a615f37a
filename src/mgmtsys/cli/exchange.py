"""Files of other tools and tables of spreadsheets: ``import`` and ``export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mgmtsys.cli.crosswalk import Catalogues, catalogues
from mgmtsys.cli.options import lang, speaking
from mgmtsys.cli.output import say

if TYPE_CHECKING:
    from mgmtsys.standard.clause import Standard
    from mgmtsys.standard.crosswalk import Crosswalk
    from mgmtsys.values.text import Text


@click.group(name="import")
def exchange() -> None:
    """Read files of other tools. 读入其他工具的文件。"""


@exchange.command()
@click.argument("file", metavar="FILE")
@click.option(
    "-o", "--output", metavar="OUT", required=True,
    help="The catalogue or crosswalk file to write: YAML, JSON or TOML. 写入的目录或对照表文件。",
)  # fmt: skip
@click.option("--id", metavar="ID", help="The edition, such as house:1. 标准版本，如 house:1。")
@click.option(
    "--keep-parameters", is_flag=True, help="Leave parameters in the prose. 保留文本中的参数。"
)
@click.option(
    "--language", metavar="TAG", help="The language of the text, such as de. 文本的语言，如 de。"
)
@click.option(
    "--source", metavar="ID",
    help="Of a mapping collection: the edition or catalogue file it maps from. 映射的源标准或目录文件。",
)  # fmt: skip
@click.option(
    "--target", metavar="ID",
    help="Of a mapping collection: the edition or catalogue file it maps to. 映射的目标标准或目录文件。",
)  # fmt: skip
@catalogues
@click.option(
    "--mapping", type=int, metavar="N",
    help="Of a collection with several pairs of editions: which mapping, from 1. 映射集中的第几个映射。",
)  # fmt: skip
@click.option(
    "--leave-out-unknown", "lenient", is_flag=True,
    help="Leave out maps whose identifiers a catalogue does not have, and say so. 略去目录中没有的标识并提示。",
)  # fmt: skip
@lang
@speaking
def oscal(
    file: str,
    output: str,
    id: str | None,
    language: str | None,
    source: str | None,
    target: str | None,
    standards: tuple[str, ...],
    mapping: int | None,
    lang: str,
    *,
    keep_parameters: bool,
    lenient: bool,
) -> None:
    """Make of FILE, an OSCAL catalogue or mapping collection, a file of ours. 转换 OSCAL 目录或映射集。"""
    from mgmtsys.files.access import read_source
    from mgmtsys.files.loading import save
    from mgmtsys.oscal.imports import read

    editions = Catalogues(standards)
    value = read(
        read_source(file),
        id,
        editions.named(source) if source else None,
        editions.named(target) if target else None,
        resolved=not keep_parameters,
        language=language,
        mapping=mapping,
        lenient=lenient,
    )
    save(value, output)
    say(f"{output}: {value.id}, {_counted(value).read(lang)}")


@exchange.command("table")
@click.argument("file", metavar="FILE")
@click.option(
    "-o", "--output", metavar="OUT", required=True,
    help="The catalogue or crosswalk file to write: YAML, JSON or TOML. 写入的目录或对照表文件。",
)  # fmt: skip
@click.option(
    "--fact", "facts", multiple=True, metavar="NAME=VALUE",
    help="What the table has no row # for, such as id=house:1, title:en=House rules, source=…, target=…. "
    "表中没有以 # 开头的行时补充，如 id、title:zh。",
)  # fmt: skip
@lang
@speaking
def import_table(file: str, output: str, facts: tuple[str, ...], lang: str) -> None:
    """Make of FILE, a catalogue or crosswalk in CSV or XLSX, a file of ours. 转换 CSV 或 XLSX 表格。"""
    from mgmtsys.files.kind import read
    from mgmtsys.files.loading import load_standard, save
    from mgmtsys.files.spreadsheets.grids import read_table
    from mgmtsys.files.standards import CATALOGUE
    from mgmtsys.files.standards.crosswalks import CROSSWALK

    given = dict(fact.partition("=")[::2] for fact in facts)
    table = read_table(file).with_facts(given)
    value = read(table, (CATALOGUE, CROSSWALK), load_standard)
    save(value, output)
    say(f"{output}: {value.id}, {_counted(value).read(lang)}")


@click.group()
def export() -> None:
    """Write files for other tools. 写出供其他工具使用的文件。"""


@export.command("table")
@click.argument("what", metavar="WHAT")
@click.option(
    "-o", "--output", metavar="OUT", required=True, help="A .csv or .xlsx file. CSV 或 XLSX 文件。"
)  # fmt: skip
@lang
@speaking
def export_table(what: str, output: str, lang: str) -> None:
    """Write WHAT as a table: an edition, FROM--TO, or a file of either. 写出标准目录或对照表的表格。

    WHAT is such as iso14001:2015, cts-q-zg040:2023--iso14001:2015 or crosswalk.yaml.
    """
    from mgmtsys.files.loading import load, load_standard, save_table
    from mgmtsys.files.standards.crosswalks import shipped_crosswalk
    from mgmtsys.standard.clause import Standard
    from mgmtsys.standard.crosswalk import Crosswalk

    source, joint, target = what.partition("--")
    value: Standard | Crosswalk
    if joint and not Path(what).suffix:
        value = shipped_crosswalk(source, target)
    elif Path(what).exists():
        value = load(what, (Standard, Crosswalk))
    else:
        value = load_standard(what)
    save_table(value, output)
    say(f"{output}: {value.id}, {_counted(value).read(lang)}")


def _counted(value: Standard | Crosswalk) -> Text:
    """Return how much a catalogue or a crosswalk holds."""
    from mgmtsys.standard.clause import Standard
    from mgmtsys.values.text import both

    if isinstance(value, Standard):
        count = len(value.requirements())
        return both(f"{count} requirement{'s' * (count != 1)}", f"{count} 项要求")
    count = len(value.links)
    return both(f"{count} link{'s' * (count != 1)}", f"{count} 条对应关系")
