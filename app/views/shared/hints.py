"""Words under or in the middle of a list, without what is not offered to whoever works here."""

from collections.abc import Collection, Iterable

_BETWEEN = " · "


def told_keys(hint: str, shut: Collection[str]) -> str:
    """Keys and what they do, without the keys of acts that are not offered."""
    return _BETWEEN.join(part for part in hint.split(_BETWEEN) if part.split(" ", maxsplit=1)[0] not in shut)


def told_empty(sentences: str, shut: Iterable[str]) -> str:
    """What would be listed here; the first step follows it unless it takes an act that is not offered."""
    first, end, _step = sentences.partition("。")
    return f"{first}{end}" if any(f"“{title}”" in sentences for title in shut) else sentences
