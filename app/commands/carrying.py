"""What is said on the command line of something that is written onto a medium that can be carried away."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from app.commands.arguments import taken_out
from app.services.foundation.intentions import Actor
from app.services.secrecy.carrying import Carriers, Carrying

_WANTED = {"--carry-reason": "事由", "--carry-approver": "审批人", "--carry-medium": "介质编号"}


def split_carrying(arguments: Sequence[str]) -> tuple[Carrying, list[str]]:
    """Take the three options out, wherever they stand; raises SystemExit(2)."""
    given, rest = taken_out(arguments, _WANTED)
    return Carrying(*(given.get(option, "") for option in _WANTED)), rest


def refuse_unsaid(carriers: Carriers, actor: Actor, options: argparse.Namespace, said: Carrying) -> None:
    """Ask what a window asks before anything is written onto a medium; raises DomainError."""
    for name in {"out", getattr(options, "target_is", "out")}:
        place = getattr(options, name, None)
        if isinstance(place, Path):
            carriers.refuse_unsaid(actor.name, place, said)
