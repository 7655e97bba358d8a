"""list and search: what the store holds, as a given day knew it."""

import argparse
from collections.abc import Callable
from typing import Any

from app.commands.arguments import condition, day
from app.commands.speech import say, say_json, say_table
from app.services.desk import Desk
from app.services.lists.lamp_words import words_of
from app.services.lists.listing import Column, Listing, ListQuery, Row

WINDOW = 500
LISTS = ("suggestions", "matters", "clues", "reverse-reviews")
_SHOWN = {
    "suggestions": ("id", "number", "addressee", "kind", "issued_on", "due_on", "replied_on", "state", "timeliness"),
    "matters": ("id", "kind", "unit", "source", "accepted_on", "stage", "due_on", "outcome"),
    "clues": ("id", "source", "subject", "unit", "found_on", "triage", "opened_as", "handler", "wanted_by"),
    "reverse-reviews": ("id", "kind", "list", "case", "handler", "started_on", "findings", "state", "due_on"),
}


def add(commands: "argparse._SubParsersAction[Any]") -> None:
    """The two commands' grammar."""
    listing = commands.add_parser("list", help="列出检察建议、监督事项、线索或反向审视")
    listing.add_argument("what", choices=LISTS, metavar="suggestions|matters|clues|reverse-reviews")
    listing.add_argument("--overdue", action="store_true", help="只列已过届满日、还没有办完的")
    listing.add_argument("--where", action="append", default=[], type=condition, metavar="字段=值")
    listing.add_argument("--as-of", type=day, metavar="日期", help="按这一天所知的情况")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=list_records)
    search = commands.add_parser("search", help="全文检索")
    search.add_argument("words", nargs="+", metavar="词")
    search.add_argument("--json", action="store_true")
    search.set_defaults(run=search_records)


def list_records(desk: Desk, options: argparse.Namespace) -> None:
    """One list, whole."""
    listings: dict[str, Callable[[], Listing]] = {
        "suggestions": lambda: desk.suggestions.listing,
        "matters": lambda: desk.matters.listing,
        "clues": lambda: desk.clues.listing,
        "reverse-reviews": lambda: desk.reverse_reviews.listing,
    }
    listing = listings[options.what]()
    query = ListQuery(
        as_of=options.as_of or desk.clock.today(), where=tuple(options.where), is_overdue=options.overdue, sort="id"
    )
    ids = listing.ids(query)
    rows = [row for start in range(0, len(ids), WINDOW) for row in listing.rows(ids[start : start + WINDOW], query)]
    if options.json:
        say_json(
            [as_json(listing.columns, row) | {"lamp_words": words_of(row, listing.columns, query)} for row in rows]
        )
        return
    shown = [(place, column) for place, column in enumerate(listing.columns) if column.key in _SHOWN[options.what]]
    say_table([column.title for _place, column in shown], ([row.cells[place] for place, _ in shown] for row in rows))
    say(f"共 {len(rows)} 条，截至 {query.as_of}。")


def as_json(columns: tuple[Column, ...], row: Row) -> dict[str, Any]:
    """A row as the contract's JSON object; empty cells are null, flags are true or false."""
    return {
        column.key: bool(cell) if column.kind == "flag" else (None if cell == "" else cell)
        for column, cell in zip(columns, row.cells, strict=True)
    }


def search_records(desk: Desk, options: argparse.Namespace) -> None:
    """Records that hold all the words, the newest first."""
    hits = desk.search.find(" ".join(options.words))
    if options.json:
        say_json([{"id": hit.id, "type": hit.type.label, "title": hit.title, "snippet": hit.snippet} for hit in hits])
        return
    for hit in hits:
        say(f"{hit.id}  {hit.title}")
        say(f"    {hit.snippet}")
    say(f"找到 {len(hits)} 条。" if hits else "没有找到。请换一个词，或减少词数。")
