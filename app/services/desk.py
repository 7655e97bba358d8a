"""The services of one open store, as windows and commands see them; bootstrap makes them when first asked."""

from typing import TYPE_CHECKING, Protocol

from app.services.desk_ground import DeskGround
from app.services.trust_services import TrustServices

if TYPE_CHECKING:
    from app.services.approvals.service import Approvals
    from app.services.base_data.service import BaseData
    from app.services.briefings.service import Briefings
    from app.services.business_charts.service import BusinessCharts
    from app.services.case_packages.service import CasePackages
    from app.services.case_registers.service import CaseRegisters
    from app.services.closing.service import Closing
    from app.services.clues.service import Clues
    from app.services.deadlines.service import Deadlines
    from app.services.deputies.service import Deputies
    from app.services.docket.service import Docket
    from app.services.drafts.service import Drafts
    from app.services.experts.service import Experts
    from app.services.figure_rules.service import FigureRules
    from app.services.follow_ups.closing import LetterClosing
    from app.services.follow_ups.service import FollowUps
    from app.services.further_measures.service import FurtherMeasures
    from app.services.hand_overs.referrals import Referrals
    from app.services.hand_overs.service import HandOvers
    from app.services.importing.service import Importing
    from app.services.indicator_warnings.service import IndicatorWarnings
    from app.services.indicators.service import Indicators
    from app.services.investigations.service import Investigations
    from app.services.keys.service import Keys
    from app.services.matter_types.service import MatterTypes
    from app.services.matters.service import Matters
    from app.services.month_closing.service import MonthClosing
    from app.services.monthly_statistics.service import MonthlyStatistics
    from app.services.office.attachments import Attachments
    from app.services.office.fonts import OfficeFonts
    from app.services.office.offices import Offices
    from app.services.office.settings import Settings
    from app.services.office_rules.service import OfficeRules
    from app.services.original_cases.service import OriginalCases
    from app.services.own_forms.service import OwnForms
    from app.services.own_indicators.service import OwnIndicators
    from app.services.own_templates.service import OwnTemplates
    from app.services.papers.service import Papers
    from app.services.pre_issue.service import PreIssue
    from app.services.quarterly_table.service import QuarterlyTables
    from app.services.replies.objections import Objections
    from app.services.replies.service import Replies
    from app.services.reverse_reviews.service import ReverseReviews
    from app.services.review_analysis.reports import ReviewReports
    from app.services.review_analysis.service import ReviewAnalysis
    from app.services.review_findings.service import ReviewFindings
    from app.services.review_grades.service import ReviewGrades
    from app.services.review_results.service import ReviewResults
    from app.services.review_triggers.service import ReviewTriggers
    from app.services.search.service import Search
    from app.services.secrecy.service import Secrecy
    from app.services.serving.service import Serving
    from app.services.sheets.service import Sheets
    from app.services.statistics_tables.further.handler_grades import HandlerGrades
    from app.services.statistics_tables.service import StatisticsTables
    from app.services.store.service import Store
    from app.services.suggestion_items.service import SuggestionItems
    from app.services.suggestion_library.recurrence import Recurrences
    from app.services.suggestion_library.service import SuggestionLibrary
    from app.services.suggestion_paths.service import SuggestionPaths
    from app.services.suggestions.choices import LetterChoices
    from app.services.suggestions.response_times import ResponseTimes
    from app.services.suggestions.service import Suggestions
    from app.services.trail.history import History
    from app.services.trail.log import AuditLog
    from app.services.trash.service import Trash
    from app.services.unit_history.service import UnitHistories
    from app.services.workbench.service import Workbench
    from app.services.year_end.service import YearEnd


class Desk(DeskGround, TrustServices, Protocol):
    """Everything one open store can do."""

    @property
    def drafts(self) -> "Drafts":
        """What was typed and not saved yet."""

    @property
    def trash(self) -> "Trash":
        """回收站."""

    @property
    def secrecy(self) -> "Secrecy":
        """标记、知悉范围 and masked names."""

    @property
    def offices(self) -> "Offices":
        """The office, its departments, people and the organisations outside."""

    @property
    def suggestions(self) -> "Suggestions":
        """Procuratorial suggestions."""

    @property
    def suggestion_items(self) -> "SuggestionItems":
        """The suggestions 1…n of letters."""

    @property
    def pre_issue(self) -> "PreIssue":
        """制发前检查."""

    @property
    def suggestion_paths(self) -> "SuggestionPaths":
        """The steps of letters from clue to issue, and who decides each."""

    @property
    def serving(self) -> "Serving":
        """What goes out with letters: seal, services, copies."""

    @property
    def further_measures(self) -> "FurtherMeasures":
        """Urging and further measures of letters that were not heeded."""

    @property
    def follow_ups(self) -> "FollowUps":
        """Looks at the rectification of letters, revisits, evaluation."""

    @property
    def letter_closing(self) -> "LetterClosing":
        """How letters are closed, taken up again and archived."""

    @property
    def replies(self) -> "Replies":
        """What addressees answered."""

    @property
    def objections(self) -> "Objections":
        """Objections and their reconsideration."""

    @property
    def matters(self) -> "Matters":
        """Supervision matters."""

    @property
    def review_analysis(self) -> "ReviewAnalysis":
        """类案审视 and 综合审视: cases of a pattern, common problems."""

    @property
    def review_reports(self) -> "ReviewReports":
        """审视报告."""

    @property
    def workbench(self) -> "Workbench":
        """What is to be done now."""

    @property
    def case_registers(self) -> "CaseRegisters":
        """登记簿 beside the records."""

    @property
    def case_packages(self) -> "CasePackages":
        """案件包."""

    @property
    def approvals(self) -> "Approvals":
        """Approvals of acts on records."""

    @property
    def investigations(self) -> "Investigations":
        """Acts of investigation on records."""

    @property
    def closing(self) -> "Closing":
        """How matters leave, come back and are archived."""

    @property
    def hand_overs(self) -> "HandOvers":
        """移交转办."""

    @property
    def referrals(self) -> "Referrals":
        """移送."""

    @property
    def clues(self) -> "Clues":
        """Clues, and links between records."""

    @property
    def original_cases(self) -> "OriginalCases":
        """Original cases (原案)."""

    @property
    def deputies(self) -> "Deputies":
        """Proposals of deputies."""

    @property
    def reverse_reviews(self) -> "ReverseReviews":
        """反向审视."""

    @property
    def review_findings(self) -> "ReviewFindings":
        """What reviews found."""

    @property
    def review_grades(self) -> "ReviewGrades":
        """Grades of cases, and what their handlers say."""

    @property
    def attachments(self) -> "Attachments":
        """Files copied in by content hash."""

    @property
    def history(self) -> "History":
        """全部经过, and taking back."""

    @property
    def audit_log(self) -> "AuditLog":
        """审计记录."""

    @property
    def deadlines(self) -> "Deadlines":
        """Rules, calendar and the calculator."""

    @property
    def docket(self) -> "Docket":
        """Deadlines on records, and what is decided about them."""

    @property
    def office_rules(self) -> "OfficeRules":
        """The office's own calendar and rules, changed with a dry run first."""

    @property
    def matter_types(self) -> "MatterTypes":
        """Matter types and the list of powers, changed by an administrator."""

    @property
    def importing(self) -> "Importing":
        """Ledgers coming in."""

    @property
    def papers(self) -> "Papers":
        """Documents of records."""

    @property
    def own_templates(self) -> "OwnTemplates":
        """The office's own versions of document templates."""

    @property
    def office_fonts(self) -> "OfficeFonts":
        """Which fonts print, and the office's own."""

    @property
    def sheets(self) -> "Sheets":
        """The reply-tracking sheet."""

    @property
    def monthly_statistics(self) -> "MonthlyStatistics":
        """月度统计."""

    @property
    def month_closing(self) -> "MonthClosing":
        """计算、审核、锁定 of a month."""

    @property
    def base_data(self) -> "BaseData":
        """Counts typed or imported."""

    @property
    def briefings(self) -> "Briefings":
        """通报与报告."""

    @property
    def indicators(self) -> "Indicators":
        """业务指标."""

    @property
    def indicator_warnings(self) -> "IndicatorWarnings":
        """警戒与核查."""

    @property
    def business_charts(self) -> "BusinessCharts":
        """图表 of 业务指标."""

    @property
    def own_indicators(self) -> "OwnIndicators":
        """本院指标."""

    @property
    def review_results(self) -> "ReviewResults":
        """What came of reviews, followed to its end."""

    @property
    def handler_grades(self) -> "HandlerGrades":
        """Handlers by grade, for the entitled."""

    @property
    def statistics_tables(self) -> "StatisticsTables":
        """统计表."""

    @property
    def search(self) -> "Search":
        """Full text."""

    @property
    def store(self) -> "Store":
        """Backup, check, audit verification."""

    @property
    def keys(self) -> "Keys":
        """Passwords and the recovery key of an encrypted store."""

    @property
    def settings(self) -> "Settings":
        """Settings kept in the store."""

    @property
    def recurrences(self) -> "Recurrences":
        """同类问题再次发生."""

    @property
    def suggestion_library(self) -> "SuggestionLibrary":
        """建议库."""

    @property
    def unit_histories(self) -> "UnitHistories":
        """单位履历."""

    @property
    def experts(self) -> "Experts":
        """专家库, 人才库."""

    @property
    def letter_choices(self) -> "LetterChoices":
        """What the columns of letters hold, for choosing."""

    @property
    def response_times(self) -> "ResponseTimes":
        """How long replies took."""

    @property
    def review_triggers(self) -> "ReviewTriggers":
        """Triggers of reverse review, and the cases that met them."""

    @property
    def own_forms(self) -> "OwnForms":
        """本院报表."""

    @property
    def year_end(self) -> "YearEnd":
        """年终."""

    def close(self) -> None:
        """Let go of the store."""

    @property
    def figure_rules(self) -> "FigureRules":
        """Rules between base figures."""

    @property
    def quarterly_tables(self) -> "QuarterlyTables":
        """业务工作基本情况."""
