"""Which rows belong to which record: the record's own, and its children's."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from app.models.all_tables import (
    account,
    approval,
    attachment,
    base_data,
    briefing,
    case_register,
    clue,
    deadline,
    deputy,
    document,
    expert,
    follow_up,
    hand_over,
    import_batch,
    indicator_warning,
    investigation,
    matter,
    matter_type,
    month_close,
    objection,
    office,
    office_rule,
    original_case,
    own_form,
    own_indicator,
    own_template,
    record_link,
    reverse_review,
    review_finding,
    review_result,
    secrecy,
    serving,
    setting,
    store_care,
    suggestion,
    suggestion_item,
    suggestion_library,
    suggestion_review,
    trash,
    year_end,
)
from app.models.base import Record
from app.models.terms import RecordType

OWN: dict[RecordType, type[Record]] = {
    RecordType.SUGGESTION: suggestion.Suggestion,
    RecordType.MATTER: matter.Matter,
    RecordType.CLUE: clue.Clue,
    RecordType.REVERSE_REVIEW: reverse_review.ReverseReview,
    RecordType.ORIGINAL_CASE: original_case.OriginalCase,
}
OF_SUGGESTIONS: tuple[type[Record], ...] = (
    suggestion.ServiceRecord,
    suggestion.Reply,
    suggestion.RectificationRecord,
    suggestion_item.SuggestionItem,
    suggestion_item.ReplyItem,
    suggestion_item.RectificationItem,
    suggestion_review.LetterOpinion,
    suggestion_review.PreIssueCheck,
    serving.LetterCopy,
    serving.DeliveryAttempt,
    objection.Objection,
    follow_up.Urging,
    follow_up.VisitFile,
    follow_up.FurtherMeasure,
)
OF_REVIEWS: tuple[type[Record], ...] = (
    reverse_review.ReviewedCase,
    reverse_review.ReviewReport,  # of a period: of no review
    review_finding.ReviewFinding,
    review_finding.FindingObjection,
    review_finding.CaseGrade,
    review_result.ReviewResult,
    review_result.ResultFinding,
)
OF_CASES: tuple[type[Record], ...] = (original_case.TriggerHit,)
# The column that names the record a child hangs on, of the tables that hang on one kind only.
PARENTS: dict[type[Record], tuple[RecordType, str]] = {
    **dict.fromkeys(OF_SUGGESTIONS, (RecordType.SUGGESTION, "suggestion_id")),
    **dict.fromkeys(OF_REVIEWS, (RecordType.REVERSE_REVIEW, "review_id")),
    **dict.fromkeys(OF_CASES, (RecordType.ORIGINAL_CASE, "case_id")),
}
OF_ANY: tuple[type[Record], ...] = (
    attachment.Attachment,
    document.PaperDraft,
    document.Document,
    deadline.Deadline,
    deadline.DeadlineEvent,
    matter.CaseEntry,
    matter.StageMove,
    approval.Approval,
    approval.ApprovalOpinion,
    investigation.InvestigationAct,
    investigation.InvestigationFile,
    hand_over.HandOver,
    hand_over.Referral,
    record_link.RecordLink,
    case_register.ReportEntry,
    case_register.Meeting,
    serving.SealUse,
    expert.ExpertOpinion,
    deputy.DeputyProposal,
    clue.ClueEvaluation,
    secrecy.RecordMark,
    secrecy.ShieldedName,
    secrecy.ConfidentialReading,
)
OTHERS: tuple[type[Record], ...] = (
    base_data.BaseFigure,
    import_batch.ImportBatch,
    import_batch.ImportMapping,
    office.Office,
    office.Department,
    office.Person,
    office.Organisation,
    office.UnitChange,
    deadline.KeptRule,
    office_rule.OwnDay,
    office_rule.HolidayNotice,
    office_rule.LocalRule,
    own_template.OwnTemplate,
    matter_type.KeptMatterType,
    matter_type.OwnMatterType,
    matter_type.OwnPower,
    expert.Expert,
    month_close.MonthClose,
    own_indicator.OwnItem,
    own_indicator.OwnIndicator,
    own_indicator.OwnRule,
    own_indicator.RatioStep,
    own_indicator.KindMapping,
    indicator_warning.IndicatorBand,
    indicator_warning.FigureWarning,
    briefing.Briefing,
    own_form.OwnForm,
    own_form.FormCell,
    year_end.YearEndStep,
    month_close.SystemCount,
    original_case.OwnTrigger,
    suggestion_library.Paragraph,
    suggestion_library.Favourite,
    setting.Setting,
    setting.EntrySequence,
    document.TemplateVersion,
    document.NumberSequence,
    document.NumberTaken,
    document.PaperLog,
    account.Account,
    account.AccountRole,
    account.AccountDepartment,
    account.Countersign,
    trash.RemovedRecord,
    store_care.BackupPlace,
    store_care.TrialRestore,
)
BY_NAME: dict[str, type[Record]] = {table.__tablename__: table for table in (*OWN.values(), *PARENTS, *OF_ANY, *OTHERS)}

Owner = tuple[RecordType, int]


def children_of(record_type: RecordType) -> tuple[type[Record], ...]:
    """The tables whose rows hang on records of this type."""
    return (*(table for table, (parent, _column) in PARENTS.items() if parent is record_type), *OF_ANY)


def hangs_on(table: Any, owner: Owner) -> ColumnElement[bool]:
    """The condition that a child row belongs to a record."""
    return hangs_on_any(table, owner[0], [owner[1]])


def hangs_on_any(table: Any, record_type: RecordType, ids: Sequence[int]) -> ColumnElement[bool]:
    """The condition that a child row belongs to one of several records."""
    if table in PARENTS:
        return getattr(table, PARENTS[table][1]).in_(ids)  # type: ignore[no-any-return]  # a column expression
    its = (table.record_type == record_type) & table.record_id.in_(ids)
    if table is record_link.RecordLink:  # kept on one record, seen from both
        its = its | ((table.other_type == record_type) & table.other_id.in_(ids))
    return its  # type: ignore[no-any-return]  # as above


def owner_of(session: Session, table_name: str, row_id: int, image: Mapping[str, Any]) -> Owner | None:
    """The record a row belongs to, by its image or by the row that stands; None for registers and settings."""
    for record_type, table in OWN.items():
        if table.__tablename__ == table_name:
            return record_type, row_id
    child = BY_NAME.get(table_name)
    if child in PARENTS:
        parent, column = PARENTS[child]
        found = _value(session, child, row_id, image, column)
        return None if found is None else (parent, int(found))
    if child in OF_ANY:
        kind = _value(session, child, row_id, image, "record_type")
        found = _value(session, child, row_id, image, "record_id")
        return None if kind is None or found is None else (RecordType(kind), int(found))
    return None


def _value(session: Session, table: type[Record], row_id: int, image: Mapping[str, Any], name: str) -> Any:
    if name in image:
        return image[name]
    standing = session.get(table, row_id)
    return None if standing is None else getattr(standing, name)
