"""Terms of suggestion letters from clue to rectification. Imports nothing heavy."""

from app.models.terms import Term


class AddresseeRelation(Term):
    """Where an addressee stands seen from the office (检察建议工作规定, 2019, art. 3): it decides who may issue."""

    LOCAL = ("local", "本级或涉案单位")
    SUPERIOR = ("superior", "上级单位")
    SUBORDINATE = ("subordinate", "下级单位")
    NON_LOCAL = ("non_local", "异地单位")


class LetterOpinionKind(Term):
    """Whose opinion or decision a letter needs beside the approvals of the office itself."""

    RESEARCH = ("research", "研究部门审核")  # 检察建议工作规定 art. 17
    UPPER = ("upper", "上级院复核")  # where the province asks for it
    PROVINCIAL = ("provincial", "省级院审批")  # 行政违法行为监督, 2024, point 14
    SUPERIOR_OFFICE = ("superior_office", "同级院审核转送")  # art. 3: to superior addressees
    LOCAL_OFFICE = ("local_office", "征求当地院意见")  # art. 3: to addressees elsewhere
    ADDRESSEE = ("addressee", "征求被建议单位意见")  # art. 17: may be asked
    IN_SYSTEM = ("in_system", "业务系统审批结果")  # decided in the national system


class CheckMoment(Term):
    """Before which step a letter was checked."""

    FOR_REVIEW = ("for_review", "送审前")
    FOR_SIGNATURE = ("for_signature", "签发前")


class ServiceResult(Term):
    """What became of one service."""

    PENDING = ("pending", "待签收")
    RECEIVED = ("received", "已签收")
    REFUSED = ("refused", "拒绝签收")
    RETURNED = ("returned", "退回")


class CopyUse(Term):
    """What a copy of a letter is for."""

    SERVED = ("served", "送达")
    FILE = ("file", "附卷")
    FILING = ("filing", "备案")
    COPIED = ("copied", "抄送")


class ObjectionOutcome(Term):
    """What came of an objection (检察建议工作规定 art. 22, 23)."""

    PENDING = ("pending", "复核中")
    KEPT = ("kept", "维持")
    CHANGED = ("changed", "变更")
    WITHDRAWN = ("withdrawn", "撤回")


class ObjectionOrigin(Term):
    """Who wants a letter changed (检察建议工作规定 art. 22, 23)."""

    ADDRESSEE = ("addressee", "被建议单位异议")
    SUPERIOR = ("superior", "上级院指令")


class FollowUpKind(Term):
    """How the office looked at the rectification."""

    REPORT = ("report", "书面材料审查")
    VISIT = ("visit", "走访")
    INSPECTION = ("inspection", "现场检查")
    HEARING = ("hearing", "听证")
    EXPERT = ("expert", "专家意见")
    REVISIT = ("revisit", "回头看")


class PhotoMoment(Term):
    """What a file of a visit shows."""

    BEFORE = ("before", "整改前")
    AFTER = ("after", "整改后")
    OTHER = ("other", "其他材料")


class UrgingForm(Term):
    """How an addressee was urged (检察建议工作规定 art. 24); 公告 as some offices do."""

    CALL = ("call", "电话询问")
    VISIT = ("visit", "走访")
    CONSULTATION = ("consultation", "会商")
    JOINT_MEETING = ("joint_meeting", "联席会议")
    LETTER = ("letter", "督促函")
    PUBLIC = ("public", "公告")


class ExpertKind(Term):
    """专家库 or 人才库."""

    EXPERT = ("expert", "专家")
    TALENT = ("talent", "人才")


class ProposalKind(Term):
    """Whose proposal it is."""

    DEPUTY = ("deputy", "人大代表建议")
    MEMBER = ("member", "政协委员提案")


class ProposalDirection(Term):
    """Whether a proposal became a clue of ours, or a letter of ours became a proposal."""

    RECEIVED = ("received", "转为检察线索")
    MADE = ("made", "由检察建议转化")


class RectificationLight(Term):
    """How the rectification of a letter stands on a day: a lamp of its own beside that of the reply.

    整改不到位 is what the office calls 纸面整改 among itself; that word goes on no paper.
    """

    NOT_YET = ("not_yet", "—")  # nothing is to be seen yet
    AWAITED = ("awaited", "待核查")
    UNRECORDED = ("unrecorded", "未记载")
    STATED = ("stated", "有记载未评定")
    IN_PROGRESS = ("in_progress", "整改中")
    INCOMPLETE = ("incomplete", "未到位")
    PAPER_ONLY = ("paper_only", "整改不到位")
    COMPLETE = ("complete", "已到位")


class ProposalState(Term):
    """Where a proposal stands; computed, never stored."""

    WAITING = ("waiting", "待转办")
    AWAITING_FEEDBACK = ("awaiting_feedback", "待反馈")
    FED_BACK = ("fed_back", "已反馈")
    HANDED_ON = ("handed_on", "已提交")
    DONE = ("done", "已有结果")
