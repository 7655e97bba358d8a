"""due and rules: one deadline with its derivation, and the rule library."""

import argparse
from datetime import datetime
from typing import Any

from app.commands.speech import say, say_json, say_table
from app.models.dates import PartialDate
from app.services.desk import Desk


def add(commands: "argparse._SubParsersAction[Any]") -> None:
    """The two commands' grammar."""
    due = commands.add_parser("due", help="计算一个期限，并说明怎么算的")
    due.add_argument("rule", metavar="规则代码")
    due.add_argument("--from", dest="start", required=True, metavar='日期|"日期 时:分"')
    due.add_argument("--custody", action="store_true", help="在押：届满日不因节假日顺延")
    due.add_argument("--pause", action="append", default=[], metavar="起..止", help="暂停期间，首尾都算")
    due.add_argument("--json", action="store_true")
    due.set_defaults(run=compute, needs=None)
    rules = commands.add_parser("rules", help="列出期限规则")
    rules.add_argument("--json", action="store_true")
    rules.set_defaults(run=list_rules, needs=None)


def compute(desk: Desk, options: argparse.Namespace) -> None:
    """The due date with its steps."""
    from app.services.deadlines.inputs import parse_start

    derivation = desk.deadlines.calculate(options.rule, options.start, options.custody, options.pause)
    if options.json:
        say_json(derivation.as_json())
        return
    for step in derivation.steps:
        say(step)
    start, today = parse_start(options.start), desk.clock.today()
    first = start.first if isinstance(start, PartialDate) else start
    day = first.date() if isinstance(first, datetime) else first
    if day > today:
        say(f"起算日 {day} 晚于今天（{today}）：这里按设想计算，登记期限时不能这样填。")


def list_rules(desk: Desk, options: argparse.Namespace) -> None:
    """Every rule of the standard and the local set."""
    rules = desk.deadlines.library.all()
    if options.json:
        say_json([rule.as_json() for rule in rules])
        return
    heads = ("代码", "名称", "期限", "依据", "核实", "规则集")
    say_table(
        heads,
        (
            (rule.code, rule.name, rule.length_text, rule.basis_text, rule.certainty.label, rule.rule_set.label)
            for rule in rules
        ),
    )
