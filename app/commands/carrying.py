"""What is said on the command line of something that is written onto a medium that can be carried away."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from app.commands.arguments import WRONG_USE
from app.services.secrecy.carrying import Carriers, Carrying

_WANTED = {"--carry-reason": "事由", "--carry-approver": "审批人", "--carry-medium": "介质编号"}


def split_carrying(arguments: Sequence[str]) -> tuple[Carrying, list[str]]:
    """Take the three options out, wherever they stand; raises SystemExit(2)."""
    rest: list[str] = []
    given = dict.fromkeys(_WANTED, "")
    waiting = iter(arguments)
    for argument in waiting:
        option, equals, value = argument.partition("=")
        if option not in _WANTED:
            rest.append(argument)
            continue
        said = value if equals else next(waiting, None)
        if said is None:
            sys.stderr.write(f"用法不对：{option} 后面缺少{_WANTED[option]}。\n")
            raise SystemExit(WRONG_USE)
        given[option] = said
    return Carrying(*given.values()), rest


def refuse_unsaid(carriers: Carriers, options: argparse.Namespace, said: Carrying) -> None:
    """Ask what a window asks before anything is written onto a medium; raises DomainError."""
    for name in {"out", getattr(options, "target_is", "out")}:
        place = getattr(options, name, None)
        if isinstance(place, Path):
            carriers.refuse_unsaid(place, said)
