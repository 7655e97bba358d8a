"""indicators: what each comes to, with n and d, for the offices and periods base data was given for."""

import argparse
from typing import Any

from app.commands.arguments import months
from app.commands.speech import say, say_json, say_table
from app.services.desk import Desk

_HEADS = ("期间", "单位", "代码", "指标", "数值", "口径", "核实")


def add(commands: "argparse._SubParsersAction[Any]") -> None:
    """The command's grammar."""
    indicators = commands.add_parser("indicators", help="业务指标（由基础数据计算，只作观测，不排名）")
    indicators.add_argument("--period", type=months, metavar="YYYY-MM..YYYY-MM", help="不写就列出有基础数据的各个期间")
    indicators.add_argument("--json", action="store_true")
    indicators.set_defaults(run=list_indicators)


def list_indicators(desk: Desk, options: argparse.Namespace) -> None:
    """All indicators with a known count; where one is missing or the denominator is 0, there is no value."""
    from app.services.base_data.periods import Months

    periods = (Months(*options.period),) if options.period else desk.indicators.periods()
    figures = [figure for period in periods for figure in desk.indicators.figures(period)]
    if options.json:
        say_json([figure.as_json() for figure in figures])
        return
    if not figures:
        say("这个期间没有基础数据，算不出指标。请先用 import base-data 导入，或换一个期间。")
        return
    complete = [figure for figure in figures if not figure.lacks_counts]
    say_table(
        list(_HEADS),
        (
            [
                Months(figure.first, figure.last).shown,
                figure.unit,
                figure.indicator.code,
                figure.indicator.name + ("（观测·历史口径）" if figure.indicator.is_historical else ""),
                figure.shown if not figure.reason else f"{figure.shown}（{figure.reason}）",
                figure.indicator.basis.label,
                figure.indicator.certainty.label,
            ]
            for figure in complete
        ),
    )
    if len(complete) < len(figures):
        say(f"另有 {len(figures) - len(complete)} 项指标的基础数据不全，没有列出；加上 --json 可以看到各缺什么。")
