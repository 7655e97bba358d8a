"""The recovery key on paper: what a person keeps in the safe, with what it is for and how it is used."""

from app.services.documents.composition import Composition, Paragraph, Place, Space
from app.services.documents.facts import DocumentStyle
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.typesetter import Run
from app.services.documents.service import Documents
from app.services.documents.wording.faces import faced
from app.services.foundation.resources import Resources
from app.services.keys.recovery import groups_of

_IN_A_ROW = 3
_WHAT_FOR = (
    "忘记口令、保管口令的人离任或者机器损坏时，用本页的恢复密钥可以打开台账和它的备份。"
    "口令和恢复密钥都丢失的，任何人（包括程序的提供者）都无法打开台账。",
    "打开台账时选“用恢复密钥打开”，依次输入上列各组字符，不分大小写，连字符和空格可以省略；随后设置新的口令。",
    "本页请打印后手工核对，装入信封密封，与机器分开，放保险柜由专人保管；不要拍照、复印，不要存入电脑。"
    "本页有人看过、丢失或者交接的，请在“口令与加密”里更换恢复密钥，旧的随即对台账失效；更换以前的备份仍可用旧的打开。",
)


def recovery_paper(resources: Resources, office: str, store_name: str, key: str, made_on: str) -> bytes:
    """The paper as PDF; ``made_on`` an ISO date. Kept nowhere by the program."""
    groups = groups_of(key)
    rows = tuple(_row(start, groups) for start in range(0, len(groups), _IN_A_ROW))
    facts = tuple(Paragraph(faced(text, Face.FANG), place=Place.FLUSH) for text in _facts(office, store_name, made_on))
    told = tuple(Paragraph(faced(text, Face.FANG)) for text in _WHAT_FOR)
    kept = tuple(Paragraph(faced(text, Face.FANG), place=Place.FLUSH) for text in ("保管人（签名）：", "封存日期："))
    said = Composition(
        style=DocumentStyle.PLAIN,
        office="",
        title="台账恢复密钥",
        number="",
        addressee="",
        blocks=(*facts, Space(), *rows, Space(), *told, Space(), *kept),
        signature=None,
        size=4,
    )
    return Documents(resources).paper(said).pdf


def _facts(office: str, store_name: str, made_on: str) -> tuple[str, ...]:
    return (f"单位：{office}", f"台账文件：{store_name}", f"生成日期：{made_on}")


def _row(start: int, groups: tuple[str, ...]) -> Paragraph:
    shown = groups[start : start + _IN_A_ROW]
    said = f"第 {start + 1}—{start + len(shown)} 组　　" + "　　".join(shown)
    return Paragraph((Run(said, Face.HEI),), place=Place.CENTRE)
