"""The sentences in which a step on an original case is refused: what, why, what next."""

from app.services.foundation.errors import DomainError, FieldProblem


class CaseNotFound(DomainError):
    """No original case with that id or number."""

    def __init__(self, wanted: object) -> None:
        """``wanted`` is what was asked for."""
        super().__init__(f"没有找到原案“{wanted}”。请核对登记号或统一受案号；它也可能已随导入批次撤销。")


class CaseRegisteredBefore(FieldProblem):
    """A case of this 统一受案号 is in the register."""

    def __init__(self, number: str, entry_number: str) -> None:
        """``entry_number`` is that of the case that is there."""
        super().__init__(
            "number",
            f"统一受案号“{number}”已登记为 {entry_number}，同一案件只登记一次。"
            f"请打开 {entry_number} 补充，或核对受案号是否写错。",
        )
