"""Files of other tools: ``import``."""

from __future__ import annotations

import click

from mgmtsys.cli.options import lang, speaking


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
    "--source", metavar="ID",
    help="Of a mapping collection: the edition or catalogue file it maps from. 映射的源标准或目录文件。",
)  # fmt: skip
@click.option(
    "--target", metavar="ID",
    help="Of a mapping collection: the edition or catalogue file it maps to. 映射的目标标准或目录文件。",
)  # fmt: skip
@lang
@speaking
def oscal(
    file: str,
    output: str,
    id: str | None,
    source: str | None,
    target: str | None,
    lang: str,
    *,
    keep_parameters: bool,
) -> None:
    """Make of FILE, an OSCAL catalogue or mapping collection, a file of ours. 转换 OSCAL 目录或映射集。"""
    from mgmtsys.clause import Standard
    from mgmtsys.files import load_standard, read_source, save
    from mgmtsys.interop.oscal.imports import read
    from mgmtsys.text import both

    value = read(
        read_source(file),
        id,
        load_standard(source) if source else None,
        load_standard(target) if target else None,
        resolved=not keep_parameters,
    )
    save(value, output)
    if isinstance(value, Standard):
        count = len(value.requirements())
        said = both(f"{count} requirements", f"{count} 项要求")
    else:
        count = len(value.links)
        said = both(f"{count} links", f"{count} 条对应关系")
    click.echo(f"{output}: {value.id}, {said.read(lang)}")
