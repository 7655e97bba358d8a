"""Terms of reverse review (反向审视) and of the cases that are looked over."""

from app.models.terms import Term


class ReviewKind(Term):
    """反向审视: one case, cases of one pattern, or everything of a period (河南省院, 2024)."""

    CASE = ("case", "个案")
    THEMATIC = ("thematic", "类案")
    COMPREHENSIVE = ("comprehensive", "综合")


class TriggerList(Term):
    """The two lists of triggers, kept apart: each has its owner, its form and its statistics."""

    REVERSE = ("reverse", "反向审视")  # 控告申诉检察
    ANALYSIS = ("analysis", "逐案分析")  # 重点评查 too: 案件管理, 检务督察


class HitState(Term):
    """What became of a case that met a trigger; whether its review has ended is read from the review."""

    OPEN = ("open", "待处理")
    TAKEN_UP = ("taken_up", "已启动审视")
    EXCUSED = ("excused", "说明理由不审视")


class ReviewBody(Term):
    """Whose work a finding is about."""

    POLICE = ("police", "公安机关")
    PROCURATORATE = ("procuratorate", "检察机关")
    COURT = ("court", "人民法院")
    OTHER = ("other", "其他单位")


class FindingVerdict(Term):
    """错误, 瑕疵, or looked at and in order."""

    ERROR = ("error", "错误")
    FLAW = ("flaw", "瑕疵")
    NONE = ("none", "无问题")


class Correction(Term):
    """What became of a problem."""

    OPEN = ("open", "未纠正")
    CORRECTED = ("corrected", "已纠正")
    SUPPLEMENTED = ("supplemented", "已补正")
    NOT_CORRECTED = ("not_corrected", "不能纠正")  # with its reason


class ReviewState(Term):
    """Where a review stands on a day; computed, never stored."""

    UNDER_REVIEW = ("under_review", "审视中")
    FOLLOWING = ("following", "落实中")  # its results went out and are not all 销号
    CLOSED = ("closed", "已办结")


class FeedbackOutcome(Term):
    """What the addressee of a result says of it."""

    CORRECTED = ("corrected", "已纠正")
    SUPPLEMENTED = ("supplemented", "已补正")
    ADOPTED = ("adopted", "已采纳落实")
    OBJECTED = ("objected", "提出异议")
    NOT_DONE = ("not_done", "未整改")


class ResultState(Term):
    """Where a result stands on a day; computed, never stored."""

    PREPARED = ("prepared", "待发出")
    AWAITING_FEEDBACK = ("awaiting_feedback", "待反馈")
    AWAITING_VERIFICATION = ("awaiting_verification", "待核实")
    UNSETTLED = ("unsettled", "未销号")  # verified, and not put right
    SETTLED = ("settled", "已销号")


class VerificationOutcome(Term):
    """What verifying a result came to."""

    SETTLED = ("settled", "整改到位，销号")
    NOT_SETTLED = ("not_settled", "整改不到位，不销号")


class FindingObjectionForm(Term):
    """How the handler of the original case spoke about a finding or a grade."""

    STATEMENT = ("statement", "陈述意见")
    OBJECTION = ("objection", "异议")
    RECONSIDERATION = ("reconsideration", "复议")


class FindingObjectionOutcome(Term):
    """What was decided about it."""

    PENDING = ("pending", "待处理")
    NOTED = ("noted", "已记录")
    KEPT = ("kept", "维持")
    CHANGED = ("changed", "变更")
    WITHDRAWN = ("withdrawn", "撤销")


class ReviewReportKind(Term):
    """Reports made from reviews."""

    THEMATIC = ("thematic", "类案审视报告")
    HALF_YEAR = ("half_year", "半年报告")
    ANNUAL = ("annual", "年度综合审视报告")
