"""How papers of reviews put things: counts with n/d, rows of tables, texts without handlers' names."""

from collections.abc import Iterable, Sequence

from app.models.review_terms import FindingVerdict, ReviewBody
from app.services.review_analysis.report_figures import shown
from app.services.review_papers.rows import FindingPart, ReviewPart

NOTHING = "－"
_SOMEBODY = "承办人员"
_MADE_ANONYMOUS = "某"  # a name with it names nobody already, and may be a party's


def row_of(*cells: str) -> str:
    """One row of a table; a bar in a text would begin another cell, and an empty first cell none."""
    told = [" ".join(cell.split()).replace("|", "｜") for cell in cells]
    return " | ".join([told[0] or NOTHING, *told[1:]])


def share(n: int, d: int | None, unit: str = "") -> str:
    """12件, 83.33%（10/12）, 1/2 where there are few, － where the denominator is 0."""
    return NOTHING if d == 0 else shown(n, d, unit)


def verdict_words(findings: Sequence[FindingPart]) -> str:
    """发现问题3个，其中错误1个、瑕疵2个; empty without one."""
    problems = [each for each in findings if each.is_problem]
    counts = ((verdict, sum(each.verdict is verdict for each in problems)) for verdict in FindingVerdict)
    told = [f"{verdict.label}{count}个" for verdict, count in counts if count]
    return f"发现问题{len(problems)}个，其中{'、'.join(told)}" if problems else ""


def own_words(review: ReviewPart) -> str:
    """What was found of the office's own work; empty where nobody looked yet."""
    if not review.is_judged:
        return ""
    own = [each for each in review.findings if each.is_own]
    problems = verdict_words(own)
    faulty = {each.dimension for each in own if each.is_problem}
    sound = [name for name in dict.fromkeys(each.dimension for each in own) if name not in faulty]
    in_order = f"{'、'.join(sound)}经审视未发现问题。" if sound else ""
    return f"{problems}。{in_order}" if problems else f"经审视，没有发现本院办案中的问题。{in_order}"


def others_words(review: ReviewPart) -> str:
    """What was found of others' work, body by body; empty where nobody looked yet."""
    if not review.is_judged:
        return ""
    others = [each for each in review.findings if not each.is_own and each.is_problem]
    if not others:
        return "经审视，没有发现其他机关办案中的问题。"
    bodies = ((body, sum(each.body is body for each in others)) for body in ReviewBody)
    told = "、".join(f"{_named(body)}{count}个" for body, count in bodies if count)
    return f"{verdict_words(others)}；{told}。"


def _named(body: ReviewBody) -> str:
    return "其他检察机关" if body is ReviewBody.PROCURATORATE else body.label


def listed(finding: FindingPart) -> str:
    """A problem as an item of a list, the provision it goes against behind it."""
    against = f"（{finding.provision.strip().rstrip('。')}）" if finding.provision.strip() else ""
    return f"{' '.join(finding.fact.split()).rstrip('。')}，属于{finding.verdict.label}{against}。"


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with nobody named who handled the case: for papers that are read beyond the entitled."""
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 1 and _MADE_ANONYMOUS not in name:
            text = text.replace(name, _SOMEBODY)
    return text
