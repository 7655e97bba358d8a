"""What stands in the fields of a clue's form: its draft, the wording by which kin are looked for."""

from datetime import date

from app.services.clues.rows import ClueDraft
from app.services.clues.withheld import WithheldCase
from app.services.foundation.errors import FieldProblem
from app.views.shared.form import Form

TEXTS = (
    "source", "source_person", "subject", "unit", "parties", "kind", "found", "department", "handler", "task_number",
    "remarks",
)  # fmt: skip
_TOLD_BESIDE = ("found", "subject", "parties", "unit", "remarks", "source", "kind")  # where a refused word may stand


def draft_in(form: Form) -> ClueDraft:
    """All that was typed; raises FieldProblem for a day that cannot be read."""
    texts = {name: form.text(name) for name in TEXTS}
    return ClueDraft(**texts, found_on=form.date("found_on"), wanted_by=_wanted_by(form))


def wording_in(form: Form) -> ClueDraft:
    """What kin are looked for by; half a date is no hindrance."""
    text = form.text
    return ClueDraft("", subject=text("subject"), unit=text("unit"), parties=text("parties"), found=text("found"))


def place_of(form: Form, case: WithheldCase) -> str:
    """The field in which a refused word stands; 发现的问题 where it is made of several."""
    return next((name for name in _TOLD_BESIDE if case.word in form.text(name)), "found")


def _wanted_by(form: Form) -> date | None:
    typed = form.date("wanted_by")
    if typed is not None and typed.exact is None:
        raise FieldProblem("wanted_by", f"只知道是{typed.chinese()}，算不出期限。请写到日。")
    return typed.exact if typed else None
