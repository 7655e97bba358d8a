"""Which sheet an act is put up on (呈批件, 审批表), and what its approval fills in there.

What others are to write stays empty on the sheet: it is signed on paper.
"""

from collections.abc import Sequence

from app.models.case_terms import ApprovalState
from app.services.approvals.rows import ApprovalCard
from app.services.documents.facts import Value

REQUEST = "approval-request"
_SHEETS = {"open": "case-opening-approval", "close": "closing-approval", "extend": "extension-approval"}
_ACTS = {sheet: act for act, sheet in _SHEETS.items()}


def sheet_of(act: str) -> str:
    """The code of the sheet an act is put up on."""
    return _SHEETS.get(act, REQUEST)


def is_sheet(code: str) -> bool:
    """Whether acts are put up on this document."""
    return code == REQUEST or code in _ACTS


def facts_for(code: str, approvals: Sequence[ApprovalCard]) -> dict[str, Value]:
    """The facts of a sheet from the approval it belongs to, the open one before the newest."""
    if code == REQUEST:
        fitting = [each for each in approvals if sheet_of(each.act) == REQUEST] or list(approvals)
    elif code in _ACTS:
        fitting = [each for each in approvals if each.act == _ACTS[code]]
    else:
        return {}
    open_first = sorted(fitting, key=lambda each: each.state is not ApprovalState.OPEN)
    if not open_first:
        return {}
    approval = open_first[0]
    return {
        "request_title": approval.name,
        "requested_on": approval.proposed_on,
        "request_reason": approval.content,
        "opening_facts": approval.content,
        "handler_opinion": approval.content,
        "extension_reason": approval.content,
        "extension_basis": approval.basis,
    }
