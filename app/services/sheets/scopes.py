"""What a query of the list of letters takes in, in words. Imports nothing heavy."""

from app.services.lists.listing import ListQuery


def period_of(query: ListQuery) -> str:
    """The time a query takes in, a whole year as 2025年; empty where it takes in all."""
    first, last = query.issued_from, query.issued_to
    if first and len(first) == 4 and last in {first, f"{first}-12"}:
        return f"{first}年"
    return "至".join(filter(None, (first, last)))


def scope_of(query: ListQuery, titles: dict[str, str], of: str = "全部已制发的检察建议") -> str:
    """What a query takes in, in words; ``titles`` maps column keys to their heads, ``of`` is said where all is."""
    parts = []
    if query.issued_from and query.issued_to:
        parts.append(f"发出日期 {query.issued_from} 至 {query.issued_to}")
    elif query.issued_from or query.issued_to:
        parts.append(f"发出日期 {query.issued_from or query.issued_to} {'以后' if query.issued_from else '以前'}（含）")
    parts += [f"{titles.get(name, name)}：{shown or '空'}" for name, shown in query.where]
    if query.is_overdue:
        parts.append("逾期未回复")
    if query.contains:
        parts.append(f"含“{query.contains}”")
    return "；".join(parts) or of
