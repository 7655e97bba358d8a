"""The time a cell speaks of, from the period its form is filled for."""

from app.models.indicator_terms import FormReach
from app.services.base_data.periods import Months, month_before
from app.services.indicators.computing import months_between


def months_of(reach: FormReach, months: Months) -> Months:
    """去年同期 is the same months a year before, 上期 as many months right before, 本年累计 from January of the end."""
    if reach is FormReach.BEFORE:
        return Months(*(month_before(each, 12) for each in months))
    if reach is FormReach.CUMULATIVE:
        return Months(f"{months.last[:4]}-01", months.last)
    if reach is FormReach.PREVIOUS:
        length = months_between(*months)
        return Months(*(month_before(each, length) for each in months))
    return months
