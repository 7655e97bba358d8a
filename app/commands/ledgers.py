"""import and undo-import: ledgers in, and a whole batch out again."""

import argparse
from pathlib import Path
from typing import Any

from app.commands.arguments import batch_number
from app.commands.speech import QUIET, say, say_json
from app.commands.workshop import operator
from app.services.desk import Desk
from app.services.foundation.errors import DomainError
from app.services.importing.rows import ImportPlan

KINDS = ("suggestions", "matters", "clues", "cases", "base-data")


def add(commands: "argparse._SubParsersAction[Any]") -> None:
    """The two commands' grammar."""
    importing = commands.add_parser("import", help="导入台账（.xlsx、.xls、.csv）")
    importing.add_argument("kind", choices=KINDS, metavar="|".join(KINDS))
    importing.add_argument("file", type=Path, metavar="文件")
    importing.add_argument("--source", metavar="来源", default="", help="线索没写来源时的来源，不写为监督模型")
    importing.add_argument("--mapping", metavar="名称", help="用记住的列对应关系")
    importing.add_argument("--dry-run", action="store_true", help="只检查，不写入")
    importing.add_argument("--errors", type=Path, metavar="OUT.xlsx", help="把有错误的行写回表格")
    importing.add_argument("--json", action="store_true")
    importing.set_defaults(run=import_ledger)
    undo = commands.add_parser("undo-import", help="整批撤销一次导入")
    undo.add_argument("batch", type=batch_number, metavar="批号")
    undo.set_defaults(run=undo_import)


def import_ledger(desk: Desk, options: argparse.Namespace) -> None:
    """Check the whole file, then add the good rows and hand back the faulty ones."""
    if options.kind == "base-data":
        plan = desk.base_data.plan(options.file, QUIET)
    else:
        plan = desk.importing.plan(options.kind, options.file, options.mapping, QUIET, options.source)
    if options.errors and plan.faulty:
        desk.importing.write_errors(plan, options.errors)
    if plan.refusal:
        raise DomainError(plan.refusal)
    batch = None if options.dry_run else _committed(desk, plan)
    report = plan.as_json(batch)
    if options.json:
        say_json(report)
        return
    _say_report(report, is_dry_run=options.dry_run)
    if options.errors and plan.faulty:
        say(f"有错误的 {len(plan.faulty)} 行已写入 {options.errors}，改正后可再次导入。")


def undo_import(desk: Desk, options: argparse.Namespace) -> None:
    """Take a batch back."""
    if desk.base_data.is_batch(options.batch):
        undone = desk.base_data.undo_import(operator(desk), options.batch)
    else:
        undone = desk.importing.undo(operator(desk), options.batch, QUIET)
    say(f"已撤销第 {undone.batch} 批导入（《{undone.file_name}》），移出 {undone.removed} 条记录。")


def _committed(desk: Desk, plan: ImportPlan) -> int | None:
    if plan.kind == "base-data":
        return desk.base_data.commit(operator(desk), plan).batch
    return desk.importing.commit(operator(desk), plan, QUIET).batch


def _say_report(report: dict[str, Any], is_dry_run: bool) -> None:
    verb = "可导入" if is_dry_run else "已导入"
    faulty = report["read"] - report["added"] - report["duplicates"]
    say(f"读取 {report['read']} 行，{verb} {report['added']} 条，重复 {report['duplicates']} 条，有错误 {faulty} 行。")
    for name, title in (("errors", "错误"), ("warnings", "提醒")):
        for finding in report[name]:
            say(f"{title}：{_place(finding)}{finding['message']}")
    for repeated in report["duplicate_rows"]:
        same = repeated["same_as"]
        say(f"重复：第 {repeated['row']} 行与{f'第 {same} 行' if isinstance(same, int) else f'已有的 {same} '}相同")
    for skipped in report["skipped"]:
        sheet = f"《{skipped['sheet']}》" if skipped["sheet"] else ""
        say(f"未作数据：{sheet}{'第 ' + str(skipped['row']) + ' 行' if skipped['row'] else ''}（{skipped['reason']}）")
    if report["batch"] is not None:
        say(f"本次为第 {report['batch']} 批，如需整批撤销：undo-import {report['batch']}")


def _place(finding: dict[str, Any]) -> str:
    if finding["message"].startswith("第"):  # a warning for many rows names them itself
        return ""
    row = f"第 {finding['row']} 行" if finding["row"] else ""
    column = f"“{finding['column']}”" if finding["column"] else ""
    return f"{row}{column}：" if row or column else ""
