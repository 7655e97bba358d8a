"""The command line as a whole: grammar, dispatch, and how an outcome becomes an exit status."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.arguments import Grammar, split_store
from app.commands.secret import Secret, split_secret
from app.commands.speech import refuse
from app.services.foundation.errors import DomainError, KnownError

if TYPE_CHECKING:
    from app.commands.workshop import Workshop
    from app.services.desk import Desk

DONE, REFUSED = 0, 1
_CASES = ("suggestion:read", "查看案件内容")


def run(arguments: Sequence[str], workshop: "Workshop", default_store: Path) -> int:
    """Carry out one command; without any, open the window. Gives the exit status of the contract."""
    store, rest = split_store(arguments)
    secret, rest = split_secret(rest)
    if not rest:
        return workshop.show(store)
    from app.commands.carrying import split_carrying  # not for a window on a store

    said, rest = split_carrying(rest)
    options = _grammar().parse_args(rest)
    try:
        options.secret, options.said = secret, said
        _dispatch(options, workshop, store or default_store, secret)
    except (DomainError, KnownError) as error:
        refuse(str(error))
        return REFUSED
    except KeyboardInterrupt:
        refuse("已中断，没有留下做了一半的内容。")
        return REFUSED
    return DONE


def _dispatch(options: argparse.Namespace, workshop: "Workshop", store: Path, secret: Secret) -> None:
    from app.commands.carrying import refuse_unsaid
    from app.commands.workshop import OPERATOR, operator
    from app.services.secrecy.carrying import Carriers

    if not hasattr(options, "run"):
        refuse_unsaid(Carriers(), OPERATOR, options, options.said)
    if hasattr(options, "make"):
        options.make(workshop, store, options)
    elif hasattr(options, "draw"):
        options.draw(workshop, store, options)
    else:
        desk = secret.opening(lambda given: workshop.open(store, given))
        try:
            secret.sign_in(desk)
            _refuse_unentitled(desk, options)
            refuse_unsaid(desk.carriers, operator(desk), options, options.said)
            options.run(desk, options)
        finally:
            desk.close()


def _refuse_unentitled(desk: "Desk", options: object) -> None:
    """Commands show cases, unless they say what else they need; raises NotAllowed."""
    needs = getattr(options, "needs", _CASES)
    if needs is not None:
        desk.access.require(*needs)


def _grammar() -> Grammar:
    from app.commands import (
        deadlines,
        indicators,
        ledgers,
        own_forms,
        packages,
        papers,
        records,
        stores,
    )  # not for a window on a store

    grammar = Grammar(
        prog="main.py", description="检督台：检察院法律监督事项管理台账", usage="main.py [--store 台账] [命令 …]"
    )
    commands = grammar.add_subparsers(title="命令", required=True, metavar="命令", parser_class=Grammar, prog="main.py")
    for group in (stores, ledgers, records, deadlines, papers, indicators, own_forms, packages):
        group.add(commands)
    return grammar
