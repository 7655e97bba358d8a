"""document, sheet and month: what goes on paper."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.commands.arguments import condition, day, period
from app.commands.speech import say, say_json, say_table
from app.commands.workshop import operator
from app.services.desk import Desk
from app.services.foundation.errors import DomainError
from app.services.lists.listing import ListQuery


def add(commands: "argparse._SubParsersAction[Any]") -> None:
    """The commands' grammar."""
    document = commands.add_parser("document", help="生成一份文书（PDF 或 Word）")
    document.add_argument("kind", nargs="?", metavar="文书")
    document.add_argument("number", nargs="?", metavar="登记号|文号")
    document.add_argument("--out", type=Path, metavar="FILE.pdf|FILE.docx")
    document.add_argument("--verify", metavar="校验码|FILE.pdf", help="检查校验码或 PDF 是否为本台账登记的文书")
    document.add_argument("--kinds", action="store_true", help="列出可生成的文书")
    document.add_argument("--json", action="store_true")
    document.set_defaults(run=make_document)
    sheet = commands.add_parser("sheet", help="生成回复跟踪表（PDF 或 Excel）")
    sheet.add_argument("which", choices=("reply-tracking",), metavar="reply-tracking")
    sheet.add_argument("--from", dest="first", metavar="日期", type=day)
    sheet.add_argument("--to", dest="last", metavar="日期", type=day)
    sheet.add_argument("--addressee", metavar="被建议单位")
    sheet.add_argument("--where", action="append", default=[], type=condition, metavar="字段=值")
    sheet.add_argument("--as-of", type=day, metavar="日期")
    sheet.add_argument("--out", type=Path, required=True, metavar="FILE.pdf|FILE.xlsx")
    sheet.set_defaults(run=make_sheet)
    monthly = commands.add_parser("month", help="月度统计，季度、年度和任意月份的统计表（Excel 和 PDF）")
    monthly.add_argument("period", type=period, metavar="YYYY-MM|YYYY-Qn|YYYY|YYYY-MM..YYYY-MM")
    monthly.add_argument("--out", type=Path, required=True, metavar="文件夹")
    monthly.add_argument("--json", action="store_true")
    monthly.set_defaults(run=make_month)


def make_document(desk: Desk, options: argparse.Namespace) -> None:
    """One document of one record, or the list of documents there are, or whether one is genuine."""
    if options.verify:
        verify_document(desk, options)
        return
    kinds = desk.papers.kinds()
    if options.kinds:
        if options.json:
            say_json([kind._asdict() for kind in kinds])
        else:
            say_table(("代码", "名称", "记录"), kinds)
        return
    if options.kind and options.out and not options.number:
        write_register(desk, options)
        return
    if not (options.kind and options.number and options.out):
        raise DomainError(
            "请写明文书、登记号（或文号）和 --out 文件，例如 document 检察建议书 JY2026-00001 --out 建议书.pdf。"
        )
    made = desk.papers.write(operator(desk), options.kind, desk.papers.find(options.kind, options.number), options.out)
    is_word = options.out.suffix.lower() == ".docx"
    if options.json:
        say_json(_as_json(options.out, None if is_word else made.page_count, made.missing))
        return
    # How many pages a Word copy has is for the word processor to say.
    say(f"已生成 {options.out}" + ("，可用文字处理软件修改。" if is_word else f"，共 {made.page_count} 页。"))
    if made.missing:
        say(f"缺少：{'、'.join(made.missing)}（已在文中标出）。")


def write_register(desk: Desk, options: argparse.Namespace) -> None:
    """A register of the office, which belongs to no record."""
    from app.services.foundation.files import write_file
    from app.services.papers.rows import PaperNamed

    if options.out.suffix.lower() != ".pdf":
        raise DomainError(f"登记簿只能生成 PDF，文件名“{options.out.name}”应以 .pdf 结尾。")
    made = desk.papers.registers.sheet(options.kind)
    write_file(options.out, made.pdf)
    desk.papers.record_export(operator(desk), PaperNamed(options.kind, "register", made.page_count), options.out)
    if options.json:
        say_json(_as_json(options.out, made.page_count, ()))
        return
    say(f"已生成 {options.out}，共 {made.page_count} 页。")


def _as_json(file: Path, pages: int | None, missing: Sequence[str]) -> dict[str, Any]:
    return {"file": str(file), "pages": pages, "missing": list(missing)}


def verify_document(desk: Desk, options: argparse.Namespace) -> None:
    """What a check code or a file is; one that is not a paper in force ends with status 1."""
    path = Path(options.verify)
    is_file = path.exists() or path.suffix.lower() == ".pdf"
    verdict = desk.papers.checking.verify_pdf(path) if is_file else desk.papers.checking.verify_code(options.verify)
    if options.json:
        say_json(verdict.as_json())
    elif verdict.is_genuine:
        for sentence in verdict.sentences:
            say(sentence)
    if not verdict.is_genuine:
        raise DomainError("".join((*verdict.sentences, *verdict.differences)))


def make_sheet(desk: Desk, options: argparse.Namespace) -> None:
    """The reply-tracking sheet of a filter."""
    from app.services.papers.rows import PaperNamed

    if options.first and options.last and options.last < options.first:
        raise DomainError(f"起止颠倒：--from {options.first} 晚于 --to {options.last}。请把较早的日期写在 --from。")
    where = list(options.where)
    if options.addressee:
        where.append(("addressee", options.addressee))
    query = ListQuery(
        as_of=options.as_of or desk.clock.today(),
        where=tuple(where),
        issued_from=options.first.isoformat() if options.first else None,
        issued_to=options.last.isoformat() if options.last else None,
    )
    desk.sheets.reply_tracking(query, options.out)
    desk.papers.record_export(operator(desk), PaperNamed("回复跟踪表", "reply-tracking", 0), options.out)
    say(f"已生成 {options.out}。")


def make_month(desk: Desk, options: argparse.Namespace) -> None:
    """The month's workbook and PDF, or the tables of several months; with --json their figures."""
    from app.services.base_data.periods import Months
    from app.services.papers.rows import PaperNamed

    first, last = options.period
    if first == last:
        files, title = desk.monthly_statistics.write(first, options.out), f"{first} 月度统计"
    else:
        files, title = desk.statistics_tables.write(Months(first, last), options.out), f"{first} 至 {last} 统计表"
    for file in files:
        desk.papers.record_export(operator(desk), PaperNamed(title, "month", 0), file)
    if options.json:
        is_month = first == last
        say_json(desk.monthly_statistics.json(first) if is_month else desk.statistics_tables.json(Months(first, last)))
        return
    for file in files:
        say(f"已生成 {file}。")
