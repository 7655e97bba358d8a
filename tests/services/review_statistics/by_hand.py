"""The same figures written as somebody would type them at the sqlite3 prompt, for one month as its last day knew it."""

from app.models.review_terms import TriggerList

_RIGHT = "f.correction in ('corrected', 'supplemented')"
_FOUND = "from review_finding f join reverse_review r on r.id = f.review_id where r.trigger_list = '{list}'"
_SENT = "from review_result t join reverse_review r on r.id = t.review_id where r.trigger_list = '{list}'"
_REVIEWS = "from reverse_review r where r.trigger_list = '{list}'"
_LOOKED = (
    "from reviewed_case l join reverse_review r on r.id = l.review_id join original_case c on c.id = l.case_id "
    "where r.trigger_list = '{list}' and r.kind <> 'comprehensive'"
)
_POINTED = (
    "from review_finding f where f.id in (select p.finding_id from result_finding p join review_result t "
    "on t.id = p.result_id join reverse_review r on r.id = p.review_id "
    "where r.trigger_list = '{list}' and {in:t.sent_on})"
)
_HITS = (
    "from trigger_hit h left join reverse_review r on r.id = h.review_id "
    "where h.trigger_list = '{list}' and not h.is_void and {in:h.met_on}"
)
_CASES = "from original_case c where 1"
_REPEAT = "c.petition_kind is not null and (c.petition_kind = '重复信访' or coalesce(c.petition_times, 0) > 1)"
_REVIEWED = (
    "exists (select 1 from reviewed_case l join reverse_review r on r.id = l.review_id where l.case_id = c.id and "
    "r.trigger_list = '{list}' and r.kind <> 'comprehensive' and {by:r.concluded_on})"
)
_REPORTS = (
    "from review_report q left join reverse_review r on r.id = q.review_id "
    "where coalesce(r.trigger_list, 'reverse') = '{list}'"
)
_SETTLED = "t.verification_outcome = 'settled'"
_EXCUSED = "h.state = 'excused' and {by:h.excused_on}"

SHARED: dict[str, tuple[str, ...]] = {
    "begun": (f"count(*) {_REVIEWS} and {{in:r.started_on}}",),
    "concluded": (f"count(*) {_REVIEWS} and {{in:r.concluded_on}}",),
    "concluded_case": (f"count(*) {_REVIEWS} and {{in:r.concluded_on}} and r.kind = 'case'",),
    "concluded_thematic": (f"count(*) {_REVIEWS} and {{in:r.concluded_on}} and r.kind = 'thematic'",),
    "concluded_comprehensive": (f"count(*) {_REVIEWS} and {{in:r.concluded_on}} and r.kind = 'comprehensive'",),
    "cases": (f"count(distinct l.case_id) {_LOOKED} and {{in:r.concluded_on}}",),
    "closed": (f"count(*) {_REVIEWS} and {{in:r.closed_on}}",),
    "open": (f"count(*) {_REVIEWS} and {{by:r.started_on}} and not {{by:r.closed_on}}",),
    "problems": (f"count(*) {_FOUND} and {{in:f.found_on}} and f.verdict <> 'none'",),
    "errors": (f"count(*) {_FOUND} and {{in:f.found_on}} and f.verdict = 'error'",),
    "errors_own": (f"count(*) {_FOUND} and {{in:f.found_on}} and f.verdict = 'error' and f.is_own",),
    "errors_others": (f"count(*) {_FOUND} and {{in:f.found_on}} and f.verdict = 'error' and not f.is_own",),
    "flaws": (f"count(*) {_FOUND} and {{in:f.found_on}} and f.verdict = 'flaw'",),
    "flaws_own": (f"count(*) {_FOUND} and {{in:f.found_on}} and f.verdict = 'flaw' and f.is_own",),
    "flaws_others": (f"count(*) {_FOUND} and {{in:f.found_on}} and f.verdict = 'flaw' and not f.is_own",),
    "errors_proposed": (f"count(*) {_POINTED} and f.verdict = 'error'",),
    "errors_corrected": (f"count(*) {_FOUND} and {{in:f.corrected_on}} and f.verdict = 'error' and {_RIGHT}",),
    "flaws_proposed": (f"count(*) {_POINTED} and f.verdict = 'flaw'",),
    "flaws_corrected": (f"count(*) {_FOUND} and {{in:f.corrected_on}} and f.verdict = 'flaw' and {_RIGHT}",),
    "corrected_rate": (
        f"count(*) {_FOUND} and {{in:f.found_on}} and f.verdict <> 'none' and {_RIGHT} and {{by:f.corrected_on}}",
        f"count(*) {_FOUND} and {{in:f.found_on}} and f.verdict <> 'none'",
    ),
    "mechanisms": (f"count(*) {_SENT} and {{in:t.sent_on}} and t.kind = 'rule'",),
    "commentaries": (f"count(*) {_SENT} and {{in:t.sent_on}} and t.kind = 'case-commentary'",),
    "circulars": (f"count(*) {_SENT} and {{in:t.sent_on}} and t.kind = 'special-bulletin'",),
    "reminders": (f"count(*) {_SENT} and {{in:t.sent_on}} and t.kind = 'review-reminder'",),
    "suggestions": (f"count(*) {_SENT} and {{in:t.sent_on}} and t.kind = 'suggestion'",),
    "suggestions_done": (
        f"count(*) {_SENT} and {{in:t.sent_on}} and t.kind = 'suggestion' and {{by:t.verified_on}}",
        f"count(*) {_SENT} and {{in:t.sent_on}} and t.kind = 'suggestion'",
    ),
    "clues": (f"count(*) {_SENT} and {{in:t.sent_on}} and t.kind in ('supervision-clue', 'duty-inspection')",),
    "clues_supervision": (f"count(*) {_SENT} and {{in:t.sent_on}} and t.kind = 'supervision-clue'",),
    "clues_inspection": (f"count(*) {_SENT} and {{in:t.sent_on}} and t.kind = 'duty-inspection'",),
    "trainings": (f"count(*) {_SENT} and {{in:t.sent_on}} and t.kind = 'training'",),
    "due": (f"count(*) {_SENT} and {{in:t.feedback_due_on}} and t.sent_on is not null",),
    "rectified_rate": (
        f"count(*) {_SENT} and {{in:t.feedback_due_on}} and {{by:t.verified_on}} and {_SETTLED}",
        f"count(*) {_SENT} and {{in:t.feedback_due_on}} and t.sent_on is not null",
    ),
    "unanswered": (f"count(*) {_SENT} and {{in:t.feedback_due_on}} and not {{by:t.feedback_on}}",),
    "reports": (f"count(*) {_REPORTS} and {{in:q.as_of}}",),
    "reports_presented": (f"count(*) {_REPORTS} and {{in:q.presented_on}}",),
    "met": (f"count(*) {_HITS}",),
    "hits_reviewed": (f"count(*) {_HITS} and {{by:r.closed_on}}", f"count(*) {_HITS}"),
    "hits_under_review": (
        f"count(*) {_HITS} and h.state = 'taken_up' and {{by:r.started_on}} and not {{by:r.closed_on}}",
        f"count(*) {_HITS}",
    ),
    "hits_excused": (f"count(*) {_HITS} and {_EXCUSED}", f"count(*) {_HITS}"),
    "hits_open": (f"count(*) {_HITS} and h.review_id is null and not ({_EXCUSED})", f"count(*) {_HITS}"),
}
PETITIONS: dict[str, tuple[str, ...]] = {
    "share": (
        f"count(distinct l.case_id) {_LOOKED} and {{in:r.concluded_on}} and c.petition_kind is not null",
        f"count(*) {_CASES} and c.petition_kind is not null and {{in:c.petition_on}}",
    ),
    "closed_reviewed": (
        f"count(*) {_CASES} and c.petition_kind is not null and {{in:c.petition_on}} and {_REVIEWED}",
        f"count(*) {_CASES} and c.petition_kind is not null and {{in:c.petition_on}}",
    ),
    "petitions": (f"count(*) {_CASES} and c.petition_kind is not null and {{in:c.petitioned_on}}",),
    "petitions_repeat": (f"count(*) {_CASES} and {_REPEAT} and {{in:c.petitioned_on}}",),
    "petitions_own": (
        f"count(*) {_CASES} and c.petition_kind is not null and c.unit like '%检察院%' and {{in:c.petitioned_on}}",
    ),
    "repeat_settled": (f"count(*) {_CASES} and {_REPEAT} and {{in:c.petition_settled_on}}",),
    "repeat_settled_rate": (
        f"count(*) {_CASES} and {_REPEAT} and {{in:c.petitioned_on}} and {{by:c.petition_settled_on}}",
        f"count(*) {_CASES} and {_REPEAT} and {{in:c.petitioned_on}}",
    ),
}
CLOSED_CASES: dict[str, tuple[str, ...]] = {
    "share": (
        f"count(distinct l.case_id) {_LOOKED} and {{in:r.concluded_on}}",
        f"count(*) {_CASES} and {{in:c.closed_on}}",
    ),
    "closed_reviewed": (
        f"count(*) {_CASES} and {{in:c.closed_on}} and {_REVIEWED}",
        f"count(*) {_CASES} and {{in:c.closed_on}}",
    ),
}
OF_LIST = {TriggerList.REVERSE: SHARED | PETITIONS, TriggerList.ANALYSIS: SHARED | CLOSED_CASES}


def statement(text: str, trigger_list: TriggerList, month: str, last: str) -> str:
    """One count as a statement for ``month``; ``last`` is its last day."""
    filled = text.replace("{list}", trigger_list.value)
    while "{" in filled:
        before, _, rest = filled.partition("{")
        mark, _, after = rest.partition("}")
        verb, _, column = mark.partition(":")
        inside = f"(coalesce({column}, '') = '{month}' or coalesce({column}, '') between '{month}-01' and '{last}')"
        # A date known only to the year may be later in it.
        come = f"(coalesce({column}, '9') <= '{last}' and coalesce({column}, '9') <> '{month[:4]}')"
        filled = before + (inside if verb == "in" else come) + after
    return f"select {filled}"
