"""A line of the list of powers as a page to be read: what counts, the standard beside it, earlier lines."""

from collections.abc import Sequence
from html import escape

from app.services.matter_types.model import Power
from app.services.matter_types.rows import PowerRow
from app.views.matter_types.texts import validity_words

_PARTS = (("谁提出", "proposes"), ("谁审核", "reviews"), ("谁决定", "decides"), ("依据", "basis"), ("说明", "note"))


def power_page(row: PowerRow, versions: Sequence[PowerRow], muted: str) -> str:
    """``versions`` are all the office wrote of the act; ``muted`` is a colour of the theme."""
    power = row.power
    told = [f"<h3>{escape(power.name)}（{escape(power.version)}，{escape(validity_words(power))}）</h3>"]
    told += [f'<p><span style="color:{muted}">{title}</span>　{_said(power, name)}</p>' for title, name in _PARTS]
    told.append(f'<p><span style="color:{muted}">依据核实</span>　{power.certainty.label}</p>')
    if row.reason:
        told.append(f'<p><span style="color:{muted}">理由</span>　{escape(row.reason)}</p>')
    if row.standard is not None:
        told += [f"<p><b>标准清单</b>　决定：{escape(row.standard.decides)}；依据：{escape(row.standard.basis)}</p>"]
    earlier = [each for each in versions if each.own_id != row.own_id]
    if earlier:
        told.append("<p><b>本院的其他规定</b></p>" + "".join(f"<p>{_line(each)}</p>" for each in earlier))
    return "".join(told)


def _said(power: Power, name: str) -> str:
    return escape(str(getattr(power, name))) or "—"


def _line(row: PowerRow) -> str:
    state = "已停用" if row.is_withdrawn else "未到日期或已被替代"
    return escape(f"{validity_words(row.power)}：{row.power.decides}（{state}；{row.reason}）")
