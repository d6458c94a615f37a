"""The commands of fieldwork: ``sample`` and ``programme``."""

from __future__ import annotations

import click

from mgmtsys.cli.options import lang, output, speaking
from mgmtsys.cli.output import as_format, chosen_format, put, show


def _seed(text: str) -> int:
    from mgmtsys.values.exceptions import NotUnderstood

    if not (text.isascii() and text.isdigit() and len(text) <= 100):
        raise NotUnderstood(
            f"the seed {text[:60]!r}: expected a whole number from 0, of at most 100 digits",
            f"种子 {text[:60]!r}：应为不小于 0 的整数，至多 100 位",
        )
    return int(text)


@click.command()
@click.argument("file", metavar="PLAN")
@click.option(
    "--population", required=True, metavar="CSV",
    help="The list of units, one a row. 总体名单，每行一个单元。",
)  # fmt: skip
@click.option(
    "--seed", required=True, metavar="N",
    help="A whole number, chosen before the list is looked at. 种子，应在查看名单之前选定。",
)  # fmt: skip
@click.option(
    "--deviating", multiple=True, metavar="ID",
    help="A unit of the sample that deviates; repeat for several. 不符合的单元，可重复。",
)  # fmt: skip
@click.option(
    "--none-deviating", is_flag=True,
    help="Conclude from a sample in which nothing deviates. 样本中无不符合时作出结论。",
)  # fmt: skip
@as_format
@output
@lang
@speaking
def sample(
    file: str,
    population: str,
    seed: str,
    deviating: tuple[str, ...],
    format: str | None,
    output: str | None,
    lang: str,
    *,
    none_deviating: bool,
) -> None:
    """Draw the sample of PLAN, the same one for the same seed. 按计划抽样，同一种子结果相同。"""
    from mgmtsys.fieldwork.conclusion import conclude
    from mgmtsys.files.fieldwork import draw_sample
    from mgmtsys.show.sampling import sample_json, sample_sheet
    from mgmtsys.values.exceptions import NotUnderstood

    if deviating and none_deviating:
        raise NotUnderstood(
            "--deviating and --none-deviating: expected one of them",
            "--deviating 与 --none-deviating 只能用其一",
        )
    drawn, listed = draw_sample(file, population, _seed(seed))
    said = conclude(drawn, deviating) if deviating or none_deviating else None
    chosen = chosen_format(format, output)
    if chosen == "json":
        put(sample_json(drawn, said), output)
    else:
        show(sample_sheet(drawn, listed, said), chosen, output, lang)


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--by", type=click.Choice(["department", "element"]),
    help="The order of visits; the programme's own if left out. 按部门或按要素，默认依方案。",
)  # fmt: skip
@click.option(
    "--results", is_flag=True,
    help="The results of the visits in this order instead. 改为按此顺序整理结果。",
)  # fmt: skip
@as_format
@output
@lang
@speaking
def programme(
    file: str,
    by: str | None,
    format: str | None,
    output: str | None,
    lang: str,
    *,
    results: bool,
) -> None:
    """Print the audit plan of the programme in FILE: who visits whom, for what, when. 按审核方案排出审核计划。"""
    from mgmtsys.fieldwork.approach import Traversal
    from mgmtsys.files.fieldwork import plan_programme
    from mgmtsys.show.programme import programme_json, results_sheet, visits_sheet

    planned, visits = plan_programme(file, None if by is None else Traversal(by))
    chosen = chosen_format(format, output)
    if chosen == "json":
        put(programme_json(planned, visits), output)
    elif results:
        show(results_sheet(planned), chosen, output, lang)
    else:
        show(visits_sheet(planned, visits), chosen, output, lang)
