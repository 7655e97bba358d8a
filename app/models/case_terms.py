"""Terms of matters handled as cases: triage, approvals, acts, hand-over and exits. Imports nothing heavy."""

from app.models.terms import Term


class Triage(Term):
    """What was decided about a clue."""

    PENDING = ("pending", "待研判")
    OPENED = ("opened", "立项")
    RESERVED = ("reserved", "备用")
    REFERRED = ("referred", "移送")
    DECLINED = ("declined", "不予立项")
    FORWARDED = ("forwarded", "已移送专门机关")  # crimes by judicial officers, cases of 监委: only day and handler


class TriageTarget(Term):
    """What a clue was opened as."""

    MATTER = ("matter", "监督事项")
    SUGGESTION = ("suggestion", "检察建议")
    RESEARCH = ("research", "调研报告")
    MODEL = ("model", "监督模型")


class LinkKind(Term):
    """How two records belong together."""

    SIBLING = ("sibling", "关联")
    GROUP = ("group", "类案")
    DUPLICATE = ("duplicate", "重复")


class Role(Term):
    """The part somebody has in a decision, by the 职权清单."""

    PROPOSE = ("propose", "承办人意见")
    REVIEW = ("review", "审核")
    MEETING = ("meeting", "检察官联席会议")
    DECIDE = ("decide", "决定")


class Verdict(Term):
    """What somebody said in an approval."""

    AGREED = ("agreed", "同意")
    RETURNED = ("returned", "退回修改")
    REFUSED = ("refused", "不同意")


class OpinionForm(Term):
    """How an opinion was given; only what was signed on paper is the lawful approval."""

    PAPER = ("paper", "纸质签批")
    SCREEN = ("screen", "内部流转意见")


class ApprovalState(Term):
    """Where an approval stands."""

    OPEN = ("open", "审批中")
    APPROVED = ("approved", "已批准")
    RETURNED = ("returned", "退回修改")
    REFUSED = ("refused", "不批准")


class InvestigationKind(Term):
    """Acts of investigation (检察建议工作规定 art. 14; 公益诉讼办案规则 art. 35)."""

    INQUIRY = ("inquiry", "询问")
    HEARING = ("hearing", "听证")
    INSPECTION = ("inspection", "勘验检查")
    SITE_VISIT = ("site_visit", "现场走访")
    APPRAISAL = ("appraisal", "鉴定")
    EVALUATION = ("evaluation", "评估审计")
    EXPERT = ("expert", "专家意见")
    COLLECTION = ("collection", "查询调取复制")
    UNIT_HEARD = ("unit_heard", "听取单位意见")
    OTHER = ("other", "其他调查")


class HandOverState(Term):
    """What became of a hand-over (移交转办)."""

    OFFERED = ("offered", "待接收")
    ACCEPTED = ("accepted", "已接收")
    RETURNED = ("returned", "已退回")


class MatterExit(Term):
    """How a matter left."""

    CLOSED = ("closed", "办结")
    CONVERTED = ("converted", "转为案件")
    REFERRED = ("referred", "内部移送线索")
    TERMINATED = ("terminated", "终结审查")


class Retention(Term):
    """How long a volume is kept (人民检察院诉讼档案管理办法, 2016)."""

    PERMANENT = ("permanent", "永久")
    SIXTY_YEARS = ("sixty_years", "60年")
    THIRTY_YEARS = ("thirty_years", "30年")


class Direction(Term):
    """Whether a report goes to a superior office or comes from a subordinate one."""

    UP = ("up", "上行")
    DOWN = ("down", "下行")


class ReportKind(Term):
    """请示、报告、报备、备案审查."""

    REQUEST = ("request", "请示")
    REPORT = ("report", "报告")
    FILING = ("filing", "报备")
    FILING_REVIEW = ("filing_review", "备案审查")


class MeetingKind(Term):
    """Meetings whose opinions belong to a record."""

    COMMITTEE = ("committee", "检察委员会")
    JOINT = ("joint", "检察官联席会议")
    CONSULTATION = ("consultation", "业务会商")
    HEARING = ("hearing", "听证会")
    SUPERVISORS = ("supervisors", "人民监督员监督")


class ReportState(Term):
    """Where an entry of 请示报告登记簿 stands; computed, never stored. Only what asks for an answer waits for one."""

    AWAITING = ("awaiting", "待答复")
    ANSWERED = ("answered", "已答复待落实")
    IMPLEMENTED = ("implemented", "已落实")
    REPORTED = ("reported", "已报告")  # 报告 asks for no answer (党政机关公文处理工作条例, 2012, art. 8)
    FILED = ("filed", "已报备")


class MeetingState(Term):
    """Where an entry of 会议登记簿 stands; computed, never stored."""

    AHEAD = ("ahead", "待召开")
    AWAITING_FEEDBACK = ("awaiting_feedback", "待反馈")
    AWAITING_IMPLEMENTATION = ("awaiting_implementation", "待落实")
    IMPLEMENTED = ("implemented", "已落实")
    HELD = ("held", "已召开")
