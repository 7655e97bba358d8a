"""How shares are shown everywhere: two decimals, half up; few cases as counts; nothing without a denominator."""

from decimal import ROUND_HALF_UP, Decimal

FEWEST_FOR_PERCENT = 10  # below it a percentage says more than the cases do; counts are shown instead
NOTHING = "—"
_PLACES = Decimal("0.01")


def percent(n: int, d: int) -> Decimal:
    """``n`` of ``d`` in per cent; ``d`` is not 0."""
    return quotient(n * 100, d)


def quotient(n: int, d: int) -> Decimal:
    """``n`` by ``d``; ``d`` is not 0."""
    return (Decimal(n) / d).quantize(_PLACES, ROUND_HALF_UP)


def shown(n: int, d: int) -> str:
    """83.33%（10/12）, 1/2 where there are few, — without a denominator."""
    if not d:
        return NOTHING
    return f"{n}/{d}" if d < FEWEST_FOR_PERCENT else f"{percent(n, d)}%（{n}/{d}）"


def change_shown(n: int, d: int | None, before_n: int, before_d: int | None) -> str:
    """+3（+25.00%） of a count, +5.20个百分点 of a share, 持平, — where two shares cannot be compared.

    ``d`` is None of a count; of one that was small the year before no percentage is said.
    """
    if d is None:
        by = n - before_n
        rate = f"（{percent(by, before_n):+}%）" if before_n >= FEWEST_FOR_PERCENT else ""
        return f"{by:+}{rate}" if by else "持平"
    if not before_d or change_reason(n, d, before_n, before_d):
        return NOTHING
    points = percent(n, d) - percent(before_n, before_d)
    return f"{points:+}个百分点" if points else "持平"


def change_reason(n: int, d: int | None, before_n: int, before_d: int | None) -> str:
    """Why there is no change, or no percentage of it; empty where there is."""
    if d is None:
        return "上年同期为0，不计算增减幅度" if before_n == 0 and n else ""
    if d == 0:
        return "分母为0，不计算比率"
    if not before_d:
        return "上年同期分母为0，不计算增减"
    return f"分母不足{FEWEST_FOR_PERCENT}，不比较百分比" if min(d, before_d) < FEWEST_FOR_PERCENT else ""
