"""package: matters as case packages, and whether one is unchanged."""

import argparse
from pathlib import Path
from typing import Any

from app.commands.speech import refuse, say, say_json
from app.commands.workshop import operator
from app.services.desk import Desk
from app.services.foundation.errors import DomainError


def add(commands: "argparse._SubParsersAction[Any]") -> None:
    """The command's grammar."""
    package = commands.add_parser("package", help="导出案件包，或核对案件包")
    package.add_argument("numbers", nargs="*", metavar="登记号")
    package.add_argument("--out", type=Path, metavar="文件夹")
    package.add_argument("--verify", type=Path, metavar="案件包", help="与清单逐个文件比对")
    package.add_argument("--json", action="store_true")
    package.set_defaults(run=make_packages)


def make_packages(desk: Desk, options: argparse.Namespace) -> None:
    """Packages of matters, a folder each, or the check of one."""
    if options.verify:
        verify_package(desk, options)
        return
    if not (options.numbers and options.out):
        raise DomainError("请写明登记号和 --out 文件夹，例如 package SX2026-00012 --out 优盘。")
    packages = desk.case_packages
    written = packages.write(operator(desk), [packages.find(number) for number in options.numbers], options.out)
    if options.json:
        say_json(
            [
                {
                    "folder": str(each.folder),
                    "number": each.entry_number,
                    "files": each.file_count,
                    "problems": list(each.problems),
                }
                for each in written.packages
            ]
        )
        return
    for each in written.packages:
        say(f"已导出 {each.folder}，共 {each.file_count} 个文件。")
    for problem in written.problems:
        refuse(f"没有收入：{problem}")


def verify_package(desk: Desk, options: argparse.Namespace) -> None:
    """What a package is; one that is not as it was exported ends with status 1."""
    verdict = desk.case_packages.verify(options.verify)
    if options.json:
        say_json(verdict.as_json())
    elif verdict.is_genuine:
        for sentence in (verdict.headline, *verdict.details):
            say(sentence)
    if not verdict.is_genuine:
        raise DomainError("\n".join((verdict.headline, *verdict.details)))
