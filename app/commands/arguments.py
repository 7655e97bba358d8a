"""The grammar of the command line, in Chinese; a wrong use ends with status 2."""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

WRONG_USE = 2

# argparse speaks English; these are all its complaints that our grammar can provoke.
_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (\S+): invalid choice: (.+?) \(choose from (.+)\)", r"参数 \1 不能是 \2，可用：\3"),
    (r"argument (\S+): expected one argument", r"参数 \1 后面缺少内容"),
    (r"argument (\S+): expected at least one argument", r"参数 \1 后面缺少内容"),
    (r"argument (\S+): invalid int value: (.+)", r"参数 \1 应是整数，而不是 \2"),
    (r"argument (\S+): (.+)", r"参数 \1：\2"),
    (r"ambiguous option: (\S+) could match (.+)", r"参数 \1 写得不全，可能是：\2"),
)


class Grammar(argparse.ArgumentParser):
    """An argument parser whose complaints and headings are Chinese."""

    def __init__(self, **options: Any) -> None:
        """Replace the English headings and the English help option."""
        super().__init__(**{**options, "add_help": False, "allow_abbrev": False})
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in Chinese, and the right use."""
        for pattern, chinese in _COMPLAINTS:
            translated, count = re.subn(f"^{pattern}$", chinese, message)
            if count:
                message = translated.replace("'", "")
                break
        sys.stderr.write(f"用法不对：{message}。\n{self.format_usage()}")
        raise SystemExit(WRONG_USE)

    def format_usage(self) -> str:
        """The usage line with a Chinese word before it."""
        return super().format_usage().replace("usage: ", "用法：")

    def format_help(self) -> str:
        """The help text with a Chinese word before the usage."""
        return super().format_help().replace("usage: ", "用法：")


def split_store(arguments: Sequence[str]) -> tuple[Path | None, list[str]]:
    """Take ``--store FILE`` out, wherever it stands; raises SystemExit(2) where no file is named."""
    rest: list[str] = []
    store: Path | None = None
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--store":
            store = _store(next(waiting, ""))
        elif argument.startswith("--store="):
            store = _store(argument.removeprefix("--store="))
        else:
            rest.append(argument)
    return store, rest


def _store(named: str) -> Path:
    """An empty name, as an unset variable of a script leaves it, would be the folder one stands in."""
    if not named:
        sys.stderr.write("用法不对：--store 后面缺少台账文件。\n")
        raise SystemExit(WRONG_USE)
    return Path(named)


def day(text: str) -> date:
    """An argument YYYY-MM-DD; weeks and days without hyphens, which ISO knows as well, are no days here."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写成 2026-11-22 这样") from None


def batch_number(text: str) -> int:
    """An argument that numbers an import; the store knows no larger ones."""
    if not re.fullmatch(r"\d{1,18}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"“{text}”不是批号，批号在导入结果中写明")
    return int(text)


def condition(text: str) -> tuple[str, str]:
    """An argument 字段=值."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise argparse.ArgumentTypeError(f"“{text}”应写成 字段=值 这样，如 类型=公益诉讼")
    return name.strip(), value.strip()


def months(text: str) -> tuple[str, str]:
    """An argument YYYY-MM..YYYY-MM, or one month alone."""
    first, dots, last = text.partition("..")
    ends = month(first), month(last if dots else first)
    if ends[1] < ends[0]:
        raise argparse.ArgumentTypeError(f"“{text}”起止颠倒，前面的月份应当在先")
    return ends


def period(text: str) -> tuple[str, str]:
    """An argument YYYY-MM, YYYY-Qn, YYYY or YYYY-MM..YYYY-MM, as its first and last month."""
    if re.fullmatch(r"(19|20)\d{2}", text):
        return f"{text}-01", f"{text}-12"
    if quarter := re.fullmatch(r"((?:19|20)\d{2})-[Qq]([1-4])", text):
        last = 3 * int(quarter[2])
        return f"{quarter[1]}-{last - 2:02}", f"{quarter[1]}-{last:02}"
    try:
        return months(text)
    except argparse.ArgumentTypeError as problem:
        raise argparse.ArgumentTypeError(
            f"{problem}；统计期间可以写成 2026-11、2026-Q4、2026 或 2026-01..2026-11"
        ) from None


def month(text: str) -> str:
    """An argument YYYY-MM."""
    if not re.fullmatch(r"(19|20)\d{2}-(0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(f"“{text}”不是月份，应写成 2026-11 这样")
    return text


def taken_out(arguments: Sequence[str], wanted: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Options that may stand before or after the command, with what was given, and the other arguments.

    ``wanted`` says in Chinese what each needs. Raises SystemExit(2).
    """
    rest: list[str] = []
    given: dict[str, str] = {}
    waiting = iter(arguments)
    for argument in waiting:
        option, equals, value = argument.partition("=")
        if option not in wanted:
            rest.append(argument)
            continue
        said = value if equals else next(waiting, None)
        if said is None:
            sys.stderr.write(f"用法不对：{option} 后面缺少{wanted[option]}。\n")
            raise SystemExit(WRONG_USE)
        given[option] = said
    return given, rest
