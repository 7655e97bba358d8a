"""Every intention of the program by its name, so that the trail can be read in Chinese."""

from functools import cache
from importlib import import_module

from app.services.foundation.intentions import Intention

# Modules that declare intentions; a test finds the ones left out.
DECLARING = (
    "app.services.access.intentions",
    "app.services.base_data.intentions",
    "app.services.briefings.intentions",
    "app.services.case_registers.intentions",
    "app.services.approvals.intentions",
    "app.services.office.attachments",
    "app.services.clues.intentions",
    "app.services.demonstration.intentions",
    "app.services.deputies.intentions",
    "app.services.closing.intentions",
    "app.services.docket.intentions",
    "app.services.figure_rules.intentions",
    "app.services.follow_ups.intentions",
    "app.services.drafts.intentions",
    "app.services.experts.intentions",
    "app.services.trail.history",
    "app.services.trash.intentions",
    "app.services.further_measures.intentions",
    "app.services.hand_overs.intentions",
    "app.services.importing.intentions",
    "app.services.indicator_warnings.intentions",
    "app.services.investigations.intentions",
    "app.services.keys.intentions",
    "app.services.matter_types.intentions",
    "app.services.matters.intentions",
    "app.services.month_closing.intentions",
    "app.services.office_rules.intentions",
    "app.services.original_cases.intentions",
    "app.services.own_indicators.intentions",
    "app.services.own_forms.intentions",
    "app.services.own_templates.intentions",
    "app.services.office.fonts",
    "app.services.office.offices",
    "app.services.office.settings",
    "app.services.papers.intentions",
    "app.services.pre_issue.intentions",
    "app.services.replies.intentions",
    "app.services.review_results.intentions",
    "app.services.reverse_reviews.intentions",
    "app.services.review_triggers.intentions",
    "app.services.review_analysis.intentions",
    "app.services.review_findings.intentions",
    "app.services.review_grades.intentions",
    "app.services.secrecy.intentions",
    "app.services.serving.intentions",
    "app.services.store.intentions",
    "app.services.store.opening",
    "app.services.suggestion_items.intentions",
    "app.services.suggestion_library.intentions",
    "app.services.suggestion_paths.intentions",
    "app.services.suggestions.intentions",
    "app.services.unit_history.intentions",
    "app.services.year_end.intentions",
)


@cache  # names do not change while the program runs
def intentions() -> dict[str, Intention]:
    """Name -> intention, of all declaring modules."""
    declared = (value for module in DECLARING for value in vars(import_module(module)).values())
    return {value.name: value for value in declared if isinstance(value, Intention)}


def title_of(name: str) -> str:
    """What the history calls an act; a name this program does not know is shown as it stands."""
    known = intentions().get(name)
    return known.title if known else name
