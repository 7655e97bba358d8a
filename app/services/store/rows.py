"""What the care of the store reports: backups, restores, checks and the audit verdict. Imports nothing heavy."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Level = Literal["错误", "提示"]


@dataclass(frozen=True)
class BackupRow:
    """A finished backup; ``missing`` names attachments that could not be taken along, each in a sentence."""

    path: Path
    made_at: str
    size: int  # bytes
    attachments: int
    missing: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What was made and where."""
        lacking = f"有 {len(self.missing)} 个附件原已丢失，没有备份。" if self.missing else ""
        return f"已备份到 {self.path}（附件 {self.attachments} 个），并已核对。{lacking}"


@dataclass(frozen=True)
class Restored:
    """What a restored store holds; ``missing`` names attachments the backup did not have."""

    store: Path
    made_at: str
    office: str
    counts: dict[str, int]  # rows by table
    attachments: int
    missing: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What stands where now."""
        letters, matters = self.counts.get("suggestion", 0), self.counts.get("matter", 0)
        held = f"检察建议 {letters} 件、监督事项 {matters} 件、附件 {self.attachments} 个"
        lacking = f"缺少附件 {len(self.missing)} 个。" if self.missing else ""
        made = self.made_at[:16].replace("T", " ")
        return f"已恢复到 {self.store}：{self.office} {made} 的备份，{held}。{lacking}"


@dataclass(frozen=True)
class AuditVerdict:
    """Whether the chain holds; ``first_broken`` is the seq of the first entry that does not fit, ``head`` a hash."""

    entries: int
    head: str
    first_broken: int | None
    anchors: int = 0  # heads kept elsewhere that were held against it
    astray: tuple[str, ...] = ()  # sentences about those it does not bear out

    @property
    def ok(self) -> bool:
        """Whether every entry fits the one before, and every head kept elsewhere is still there."""
        return self.first_broken is None and not self.astray

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is wrong; empty where nothing is."""
        if self.first_broken is None:
            return self.astray
        words = f"审计记录从第 {self.first_broken} 条起对不上，可能被改动过。请保留原件，用此前的备份核对。"
        return (words, *self.astray)

    def as_json(self) -> dict[str, Any]:
        """The form of the command line."""
        found = {"ok": self.ok, "entries": self.entries, "head": self.head, "first_broken": self.first_broken}
        return {**found, "anchors": self.anchors, "astray": list(self.astray)}


@dataclass(frozen=True)
class Finding:
    """One thing a check found; 提示 asks for nothing urgent."""

    area: str
    level: Level
    message: str


@dataclass(frozen=True)
class CheckReport:
    """All findings, and how much of each area was looked at."""

    checked: dict[str, int]  # area -> items looked at
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; hints do not count."""
        return not any(finding.level == "错误" for finding in self.findings)

    def lines(self) -> list[str]:
        """The report for a reader, one sentence a line."""
        looked_at = [f"{area}：已检查 {count} 项。" for area, count in self.checked.items()]
        found = [f"{finding.level}（{finding.area}）：{finding.message}" for finding in self.findings]
        return [*looked_at, *found, "没有发现问题。" if self.ok else "发现问题，见上。"]

    def as_json(self) -> dict[str, Any]:
        """The form of the command line."""
        found = [{"area": f.area, "level": f.level, "message": f.message} for f in self.findings]
        return {"ok": self.ok, "checked": self.checked, "findings": found}
