"""The office's fixed terms: stored as readable ASCII, shown in Chinese. Imports nothing heavy."""

import enum


class Term(enum.Enum):
    """A term with its stored value and its Chinese label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Term":
        """Keep the ASCII text as the value and the Chinese beside it."""
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def labelled(cls, label: str) -> "Term | None":
        """The member shown as ``label``, or None."""
        return next((member for member in cls if member.label == label), None)


class SuggestionKind(Term):
    """Kinds of suggestions (人民检察院检察建议工作规定, 2019, art. 5); 未归类 is what a ledger calls otherwise."""

    RETRIAL = ("retrial", "再审")
    CORRECTION = ("correction", "纠正违法")
    PUBLIC_INTEREST = ("public_interest", "公益诉讼")
    SOCIAL_GOVERNANCE = ("social_governance", "社会治理")
    OTHER = ("other", "其他")
    UNCLASSIFIED = ("unclassified", "未归类")


class SuggestionState(Term):
    """Where a letter stands on a given day."""

    DRAFT = ("draft", "草稿")
    UNDER_REVIEW = ("under_review", "待审")
    AWAITING_SIGNATURE = ("awaiting_signature", "待签发")
    AWAITING_SERVICE = ("awaiting_service", "待送达")
    AWAITING_REPLY = ("awaiting_reply", "待回复")
    REPLIED = ("replied", "已回复")
    RECTIFYING = ("rectifying", "整改中")
    CLOSED = ("closed", "已办结")
    DECLINED = ("declined", "不予制发")
    WITHDRAWN = ("withdrawn", "撤回")


class Lamp(Term):
    """How near a due date is; shown by shape, colour and words together."""

    NORMAL = ("normal", "正常")
    NEAR = ("near", "临近")
    DUE = ("due", "到期")
    OVERDUE = ("overdue", "逾期")
    SERIOUSLY_OVERDUE = ("seriously_overdue", "严重逾期")
    PAUSED = ("paused", "暂停")
    DONE = ("done", "已完成")
    UNKNOWN = ("unknown", "无法判断")


class Timeliness(Term):
    """Whether a reply came in time."""

    ON_TIME = ("on_time", "按期")
    LATE = ("late", "逾期")
    NOT_YET_DUE = ("not_yet_due", "未到期")
    UNKNOWN = ("unknown", "无法判断")


class DueSource(Term):
    """What fixed the length of the period: the ledger's own column, or a rule."""

    LEDGER = ("ledger", "台账")
    RULE = ("rule", "规则")


class Adoption(Term):
    """What the addressee made of the suggestion."""

    UNRECORDED = ("unrecorded", "未记载")
    ADOPTED = ("adopted", "采纳")
    PARTLY = ("partly", "部分采纳")
    NOT_ADOPTED = ("not_adopted", "未采纳")


class Rectification(Term):
    """How far the addressee has put things right; replied and rectified are separate states."""

    UNRECORDED = ("unrecorded", "未记载")
    STATED = ("stated", "有记载未评定")
    IN_PROGRESS = ("in_progress", "整改中")
    INCOMPLETE = ("incomplete", "未到位")
    COMPLETE = ("complete", "已到位")


class ServiceMethod(Term):
    """How a letter reaches its addressee (检察建议工作规定 art. 18; 公益诉讼办案规则 art. 76)."""

    WRITTEN = ("written", "书面送达")
    ANNOUNCED = ("announced", "宣告送达")
    POSTED = ("posted", "邮寄送达")
    LEFT = ("left", "留置送达")
    UNSPECIFIED = ("unspecified", "未记载")


class PeriodUnit(Term):
    """Units of a period."""

    DAY = ("day", "日")
    WORKING_DAY = ("working_day", "工作日")
    MONTH = ("month", "个月")
    HOUR = ("hour", "小时")
    NONE = ("none", "无固定期限")


class Stage(Term):
    """The seven stages of a matter (重大监督事项案件化办理)."""

    INTAKE = ("intake", "受理立案")
    INVESTIGATION = ("investigation", "调查核实")
    DECISION = ("decision", "审核决定")
    SUPERVISION = ("supervision", "实施监督")
    FOLLOW_UP = ("follow_up", "跟踪反馈")
    RE_EXAMINATION = ("re_examination", "复查救济")
    CLOSING = ("closing", "结案归档")


class RecordType(Term):
    """Kinds of records that have an entry number, a history and attachments."""

    SUGGESTION = ("suggestion", "检察建议")
    MATTER = ("matter", "监督事项")
    CLUE = ("clue", "线索")
    REVERSE_REVIEW = ("reverse_review", "反向审视")
    ORIGINAL_CASE = ("original_case", "原案")


class SuggestionStep(Term):
    """How far a letter has been taken by the office; with the dates it gives the state on any day."""

    DRAFT = ("draft", "草稿")
    UNDER_REVIEW = ("under_review", "待审")
    AWAITING_SIGNATURE = ("awaiting_signature", "待签发")
    ISSUED = ("issued", "已制发")
    DECLINED = ("declined", "不予制发")


class Receipt(Term):
    """What is known of the letter's receipt, which starts the reply period."""

    AWAITED = ("awaited", "待送达")
    RECEIVED = ("received", "已送达")
    UNKNOWN = ("unknown", "收到日期未记载")


class DeadlineState(Term):
    """What became of a deadline."""

    OPEN = ("open", "进行中")
    MET = ("met", "已完成")
    MOOT = ("moot", "不再适用")
    WAIVED = ("waived", "已免除")


class Certainty(Term):
    """How far the text of a rule was checked; only what is verified may turn a lamp red."""

    VERIFIED = ("verified", "已核")
    PARTLY = ("partly", "部分核实")
    UNVERIFIED = ("unverified", "未核")


class Side(Term):
    """Whose duty it is: overdue outside is 逾期 and counts after the later day, our own is 超期 after the earlier."""

    OWN = ("own", "本院")
    OUTSIDE = ("outside", "外单位")


class StartEvent(Term):
    """What starts a deadline on a record, or meets it; each but TASKED and BY_HAND is a date of the record."""

    REPLY_PERIOD = ("reply_period", "回复期限")
    ISSUED = ("issued", "制发")
    SERVED = ("served", "送达")
    REPLY_OVER = ("reply_over", "回复期满")
    FILED = ("filed", "备案")
    REPLIED = ("replied", "回复")
    ACCEPTED = ("accepted", "受理")
    REASON_REQUESTED = ("reason_requested", "要求说明理由")
    INSTRUMENT_ISSUED = ("instrument_issued", "制发监督文书")
    RESPONDED = ("responded", "对方处理")
    CLOSED = ("closed", "办结")
    CASE_OPENED = ("case_opened", "公益诉讼立案")
    CASE_NOTIFIED = ("case_notified", "立案决定送达")
    INVESTIGATION = ("investigation", "批准调查核实")
    INVESTIGATED = ("investigated", "调查终结")
    DECIDED = ("decided", "作出决定")
    SENT = ("sent", "送出")
    RECTIFIED = ("rectified", "整改到位")
    CONCLUDED = ("concluded", "审查起诉结论")
    OBJECTION_PERIOD = ("objection_period", "异议期限")
    TASKED = ("tasked", "上级交办")
    RESULT_SENT = ("result_sent", "审视结果发出")
    BY_HAND = ("by_hand", "手工设定")


class DeadlineAct(Term):
    """What was decided about one deadline, or happened to it."""

    EXTENDED = ("extended", "延长")
    PAUSED = ("paused", "中止")
    RESUMED = ("resumed", "恢复")
    RESTARTED = ("restarted", "重新计算")
    WAIVED = ("waived", "免除")
    MET = ("met", "完成")
    START_CORRECTED = ("start_corrected", "更正起算日")
    RECOMPUTED = ("recomputed", "按新日历或规则重算")


class DocumentState(Term):
    """What became of a frozen paper; drafts are kept apart from them."""

    FROZEN = ("frozen", "已登记")
    SUPERSEDED = ("superseded", "已被替换")
    VOIDED = ("voided", "已作废")


class NumberState(Term):
    """What became of a number of a series and year; the last one explains a gap."""

    TAKEN = ("taken", "已用")
    VOIDED = ("voided", "作废")
    ELSEWHERE = ("elsewhere", "另有用途")


class Output(Term):
    """How a paper left the program."""

    PRINTED = ("printed", "打印")
    EXPORTED = ("exported", "导出")
    SAVED = ("saved", "另存")
    BURNED = ("burned", "刻录")
