"""Terms of base data and indicators."""

from app.models.terms import Term


class FigureSource(Term):
    """Where a base figure comes from."""

    TYPED = ("typed", "填报")
    IMPORTED = ("imported", "导入")
    COUNTED = ("counted", "本台账")  # never stored: what the records come to


class Basis(Term):
    """同期: both counts of the same period, whenever their cases began; 队列: of the cases that began in it."""

    PERIOD = ("period", "同期")
    COHORT = ("cohort", "队列")


class Direction(Term):
    """Which way was thought better once (2020 to October 2024); nothing is ranked or scored by it."""

    HIGHER = ("higher", "正")
    LOWER = ("lower", "反")
    NEITHER = ("neither", "中")


class Priority(Term):
    """How much a broken rule between figures matters: 高 stops the review, 中 asks for a reason, 低 is shown."""

    HIGH = ("high", "高")
    MEDIUM = ("medium", "中")
    LOW = ("low", "低")


class MonthState(Term):
    """How far a month has come; read from its closing, never set."""

    OPEN = ("open", "未结账")
    COMPUTED = ("computed", "已计算")
    REVIEWED = ("reviewed", "已审核")
    LOCKED = ("locked", "已锁定")
    UNLOCKED = ("unlocked", "已解锁")


class WarningKind(Term):
    """Why a figure asks to be looked at; a warning is no fault and takes nothing off anybody."""

    BAND = ("band", "超出本院警戒范围")
    OUTLIER = ("outlier", "与此前十二个月相差较大")
    RULE = ("rule", "数之间的关系不成立")


class WarningState(Term):
    """How far a warning has come; read from its columns, never set."""

    OPEN = ("open", "待核查")
    VERIFIED = ("verified", "已核查")
    CLOSED = ("closed", "已有结论")


class WarningConclusion(Term):
    """What a warning came to."""

    REAL = ("real", "情况属实")
    CORRECTED = ("corrected", "数据有误，已更正")
    DEFINITION = ("definition", "口径或范围变化")
    OTHER = ("other", "其他")


class BriefingKind(Term):
    """What is written about the figures of a period."""

    BULLETIN = ("bulletin", "月度通报")
    ANALYSIS = ("analysis", "业务数据分析研判报告")
    IMPLEMENTATION = ("implementation", "检察建议落实情况年度报告")


class FormSource(Term):
    """What a cell of the office's own form is filled with."""

    ITEM = ("item", "基础数据")
    INDICATOR = ("indicator", "业务指标")
    STATISTIC = ("statistic", "月度统计")
    TABLE = ("table", "统计表")
    HEAD = ("head", "表头")


class FormReach(Term):
    """Which time a cell of the office's own form speaks of."""

    NOW = ("now", "本期")
    BEFORE = ("before", "去年同期")
    CUMULATIVE = ("cumulative", "本年累计")
    PREVIOUS = ("previous", "上期")


class FormPart(Term):
    """Which part of a figure a cell of the office's own form shows."""

    VALUE = ("value", "数值")
    NUMERATOR = ("n", "分子")
    DENOMINATOR = ("d", "分母")
    RATE = ("rate", "率")
