"""own-form: the office's own Excel form filled for a period."""

import argparse
from pathlib import Path
from typing import Any

from app.commands.arguments import months
from app.commands.speech import say, say_json, say_table
from app.commands.workshop import operator
from app.services.desk import Desk


def add(commands: "argparse._SubParsersAction[Any]") -> None:
    """The command's grammar."""
    form = commands.add_parser("own-form", help="填写本院报表（单元格在“本院报表”页设定）")
    form.add_argument("name", metavar="报表名称")
    form.add_argument("--period", type=months, required=True, metavar="YYYY-MM..YYYY-MM")
    form.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")
    form.add_argument("--json", action="store_true")
    form.set_defaults(run=fill_form)


def fill_form(desk: Desk, options: argparse.Namespace) -> None:
    """The filled form, and what was left empty with the reasons."""
    from app.services.base_data.periods import Months
    from app.services.own_forms.rows import Filling

    forms = desk.own_forms
    filling = Filling(Months(*options.period))
    report = forms.write(operator(desk), forms.named(options.name).id, filling, options.out)
    if options.json:
        cells = [vars(each) for each in report.cells]
        say_json({"form": report.form, "as_of": report.as_of.isoformat(), "cells": cells})
        return
    say(f"已填 {len(report.filled)} 个单元格，存为 {options.out}。")
    if report.left_empty:
        say(f"留空 {len(report.left_empty)} 个：")
        say_table(
            ("工作表", "单元格", "填什么", "原因"), ([e.sheet, e.cell, e.title, e.note] for e in report.left_empty)
        )
    for warning in report.warnings:
        say(warning)
