"""init, demo, check, backup, restore, verify-audit, self-test, snapshot: the store and the program themselves."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.commands.arguments import day
from app.commands.speech import QUIET, say, say_json
from app.commands.workshop import Workshop
from app.services.desk import Desk
from app.services.foundation.errors import DomainError


def add(commands: "argparse._SubParsersAction[Any]") -> None:
    """The commands' grammar. ``make`` needs no open store, ``run`` does."""
    init = commands.add_parser("init", help="新建空台账")
    init.add_argument("--office", required=True, metavar="名称")
    init.add_argument("--short", required=True, metavar="代字")
    init.add_argument("--encrypted", action="store_true", help="加密；口令用 --password-file 给出或在终端输入")
    init.set_defaults(make=create)
    encrypt = commands.add_parser("encrypt", help="把没有加密的台账加密")
    encrypt.set_defaults(make=encrypt_store)
    seal = commands.add_parser("seal", help="把一个文件夹（如案件包）加密成一个文件，供移送外单位")
    seal.add_argument("folder", type=Path, metavar="文件夹")
    seal.add_argument("--out", type=Path, required=True, metavar="文件")
    seal.set_defaults(make=seal_folder)
    unseal = commands.add_parser("unseal", help="打开 seal 加密的文件，放到一个新文件夹")
    unseal.add_argument("file", type=Path, metavar="文件")
    unseal.add_argument("--out", type=Path, required=True, metavar="文件夹")
    unseal.set_defaults(make=unseal_file)
    demo = commands.add_parser("demo", help="新建演示台账")
    demo.add_argument("--matters", type=int, default=200, metavar="N")
    demo.add_argument("--seed", type=int, default=1, metavar="S")
    demo.add_argument("--today", type=day, metavar="日期")
    demo.set_defaults(make=demonstrate)
    restore = commands.add_parser("restore", help="把备份恢复到新位置（用 --store 指定）")
    restore.add_argument("backup", type=Path, metavar="备份文件")
    restore.set_defaults(make=bring_back)
    prove = commands.add_parser("self-test", help="检验安装好的程序")
    prove.set_defaults(make=self_test)
    checking = commands.add_parser("check", help="检查台账、附件、检索索引和审计链")
    checking.add_argument("--json", action="store_true")
    checking.set_defaults(run=check, needs=("store:check", "检查台账"))
    backup = commands.add_parser("backup", help="备份到一个文件夹")
    backup.add_argument("folder", type=Path, metavar="文件夹")
    backup.set_defaults(run=back_up, target_is="folder", needs=("store:backup", "备份台账"))
    verify = commands.add_parser("verify-audit", help="核验审计链")
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(run=verify_audit, needs=("store:verify", "核验审计链"))
    snapshot = commands.add_parser("snapshot", help="把窗口各页和一张图表画成图片")
    snapshot.add_argument("--out", type=Path, required=True, metavar="文件夹")
    snapshot.set_defaults(draw=draw)


def create(workshop: Workshop, store: Path, options: argparse.Namespace) -> None:
    """An empty store, encrypted where that is asked for."""
    recovery = workshop.create(
        store, options.office, options.short, options.secret.password if options.encrypted else None
    )
    say(f"已新建{'加密' if recovery else ''}台账 {store}（{options.office}）。")
    _say_recovery(recovery)


def encrypt_store(workshop: Workshop, store: Path, options: argparse.Namespace) -> None:
    """A plain store behind a password."""
    done, recovery = workshop.encrypt(store, options.secret.password)
    say(done.sentence)
    _say_recovery(recovery)


def seal_folder(workshop: Workshop, _store: Path, options: argparse.Namespace) -> None:
    """A folder in one sealed file."""
    made = workshop.seal(options.folder, options.out, options.secret.password)
    say(made.sentence)


def unseal_file(_workshop: Workshop, _store: Path, options: argparse.Namespace) -> None:
    """The files of a sealed one in a new folder."""
    from app.services.keys.sealed_export import open_sealed

    say(open_sealed(options.file, options.out, options.secret.password).sentence)


def demonstrate(workshop: Workshop, store: Path, options: argparse.Namespace) -> None:
    """A store with demonstration data."""
    if options.matters < 1:
        raise DomainError(f"监督事项数量应为正整数，而不是 {options.matters}。")
    workshop.demonstrate(store, options.matters, options.seed, options.today)
    say(f"已新建演示台账 {store}（监督事项 {options.matters} 件）。演示数据，不得作为办案依据。")


def bring_back(workshop: Workshop, store: Path, options: argparse.Namespace) -> None:
    """A backup in a new place."""
    back = options.secret.opening(lambda given: workshop.restore(options.backup, store, given))
    letters, matters = back.counts.get("suggestion", 0), back.counts.get("matter", 0)
    made = back.made_at[:16].replace("T", " ")
    say(f"已恢复到 {back.store}：{back.office}，备份于 {made}，检察建议 {letters} 份，监督事项 {matters} 件。")
    _say_all(back.missing)


def self_test(workshop: Workshop, _store: Path, _options: argparse.Namespace) -> None:
    """Proof of an installed program."""
    for line in workshop.prove():
        say(line)


def draw(workshop: Workshop, store: Path, options: argparse.Namespace) -> None:
    """The window and a chart as pictures."""
    for picture in options.secret.opening(lambda given: workshop.snapshot(store, options.out, given)):
        say(f"已生成 {picture}。")


def check(desk: Desk, options: argparse.Namespace) -> None:
    """Integrity of everything; a problem ends with status 1."""
    report = desk.store.check(QUIET)
    if options.json:
        say_json(report.as_json())
    else:
        for area, count in report.checked.items():
            say(f"{area}：检查 {count} 项")
        for finding in report.findings:
            say(f"{finding.level}（{finding.area}）：{finding.message}")
    if not report.ok:
        raise DomainError("检查发现问题，见上。请先备份现有文件，再按提示处理或用最近的备份恢复。")


def back_up(desk: Desk, options: argparse.Namespace) -> None:
    """One backup file, complete in itself and checked."""
    made = desk.store.backup(options.folder, QUIET)
    say(f"已备份到 {made.path}（附件 {made.attachments} 个），并已核对。")
    _say_all(made.missing)


def verify_audit(desk: Desk, options: argparse.Namespace) -> None:
    """The audit chain; a break ends with status 1."""
    verdict = desk.store.verify_audit(QUIET)
    if options.json:
        say_json(verdict.as_json())
    elif verdict.ok:
        known = f"与备份和结账里记下的 {verdict.anchors} 处一致，" if verdict.anchors else ""
        say(f"审计链完整，共 {verdict.entries} 条，{known}链头 {verdict.head}。")
    if verdict.first_broken is not None:
        raise DomainError(f"审计链在第 {verdict.first_broken} 条断开：其后的记录不可信。请保留现场并与备份核对。")
    if verdict.astray:
        raise DomainError("".join(verdict.astray))


def _say_recovery(recovery: str) -> None:
    if recovery:
        say(f"恢复密钥（只显示这一次，请抄在纸上封存）：{recovery}")


def _say_all(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        say(sentence)
