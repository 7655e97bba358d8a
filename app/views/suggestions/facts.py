"""What a letter's card says, as sections of labelled facts."""

from typing import TYPE_CHECKING

from app.views.shared.facts import Fact, Section

if TYPE_CHECKING:
    from app.models.dates import PartialDate
    from app.services.suggestions.rows import LetterCard


def name_of(card: "LetterCard") -> str:
    """文号, or the entry number while there is none."""
    return card.number or card.entry_number


def title_of(card: "LetterCard") -> str:
    """One line that names the letter: number, addressee, kind."""
    return f"{name_of(card)}  {card.draft.addressee} · {kind_of(card)}检察建议"


def kind_of(card: "LetterCard") -> str:
    """The kind; where the product does not know it, as the ledger wrote it as well."""
    label, written = card.draft.kind.label, card.kind_as_written
    return f"{label}（{written}）" if written and written != label else label


def case_card(card: "LetterCard") -> tuple[Section, ...]:
    """案卡: what the letter says and whose it is."""
    draft = card.draft
    return (
        (
            "基本情况",
            (
                ("登记号", card.entry_number),
                ("文号", card.number or "文号待系统生成"),
                ("制发单位", card.office),
                ("被建议单位", draft.addressee),
                ("单位层级", draft.addressee_level),
                ("单位关系", _relation(card)),
                ("行业领域", draft.field),
                ("联合制发单位", draft.joint_offices),
                ("类型", kind_of(card)),
                ("承办部门", draft.department),
                ("承办人", draft.handler),
                ("统一受案号", draft.system_case_number),
                ("案件名称", draft.case_name),
            ),
        ),
        (
            "建议书内容",
            (
                ("案件来源", draft.case_source),
                ("查明的事实", draft.facts),
                ("主要问题", draft.problem),
                ("建议内容", draft.proposal),
                ("法律依据", draft.basis),
                ("异议期限", draft.objection_period),
                ("回复期限", draft.reply_period),
                ("其他事项", draft.other_matters),
                ("抄送", draft.copies_to),
            ),
        ),
        ("备注", (("备注", draft.remarks), *card.ledger)),
    )


def _relation(card: "LetterCard") -> str:
    """Where the addressee stands; that it is a government decides who must approve."""
    relation = card.draft.addressee_relation.label if card.draft.addressee_relation else ""
    government = "县级以上人民政府" if card.draft.is_government else ""
    return "，".join(part for part in (relation, government) if part)


def course(card: "LetterCard") -> tuple[Section, ...]:
    """What has happened to the letter since it was issued."""
    return (
        ("制发与送达", _service(card)),
        ("回复", _reply(card)),
        (
            "整改与办结",
            (
                ("整改情况", card.rectification_light.label),
                ("整改说明", card.rectification_note or ""),
                ("整改到位", _day(card.rectified_on)),
                ("评估日期", _day(card.evaluated_on)),
                ("办结日期", _day(card.closed_on)),
                *((("不予制发的理由", card.decline_reason),) if card.decline_reason else ()),
                ("办结说明", card.closing_note or ""),
            ),
        ),
    )


def _service(card: "LetterCard") -> tuple[Fact, ...]:
    return (
        ("发出日期", _day(card.issued_on)),
        ("送达日期", _day(card.received_on)),
        ("送达方式", card.service_method.label),
        ("签收人", card.receiver or ""),
    )


def _reply(card: "LetterCard") -> tuple[Fact, ...]:
    replied = "已回复（日期不明）" if card.is_reply_undated else _day(card.replied_on)
    late = f"（晚{card.days_late}天）" if card.days_late and card.replied_on else ""
    return (
        ("届满日", "" if card.due_on is None else f"{card.due_on:%Y-%m-%d}"),
        ("回复日期", replied),
        ("是否按期", card.timeliness.label + late),
        ("采纳情况", card.adoption.label),
    )


def _day(known: "PartialDate | None") -> str:
    return "" if known is None else known.text
