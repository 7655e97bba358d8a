"""A hit beside its list: why it stands there, what was done, and what else its case met."""

from typing_extensions import override

from app.services.review_triggers.rows import HitRow, HitStanding
from app.views.review_triggers.rows_view import trigger_rows
from app.views.shared.facts import Fact
from app.views.shared.preview import Glance, Preview


class HitPreview(Preview):
    """One hit of a case."""

    label_width = 64

    @override
    def glance(self, record_id: int) -> Glance:
        triggers = self.workplace.desk.review_triggers
        hit = triggers.hit(record_id)
        others = tuple(each for each in triggers.of_case(hit.case_id) if each.id != hit.id)
        sections = [("", facts_of(hit))]
        if others:
            sections.append(("这件原案还符合", trigger_rows(others)))
        return Glance(hit.case_name, hit.lamp, hit.words, tuple(sections))


def facts_of(hit: HitRow) -> tuple[Fact, ...]:
    """What is known of one hit."""
    own: list[Fact] = [
        ("登记号", hit.entry_number),
        ("触发情形", hit.name),
        ("办理形式", f"{hit.trigger_list.label} · {hit.form}" if hit.form != hit.trigger_list.label else hit.form),
        ("事实", hit.because),
        ("发现日期", hit.met_on.isoformat()),
        ("提醒日", f"{hit.remind_on}（本院提醒）" if hit.remind_on else ""),
        ("处理情况", hit.standing.label),
    ]
    if hit.review_number:
        own.append(("审视", hit.review_number))
    if hit.standing is HitStanding.EXCUSED:
        own += [("说明人", f"{hit.excused_by} {hit.excused_on}"), ("理由", hit.reason)]
    return tuple(own)
