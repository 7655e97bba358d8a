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
