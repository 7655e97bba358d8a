"""What can go wrong with keys; none of it is ever told as damage of the store unless it is."""

from pathlib import Path

from app.services.foundation.errors import DomainError, KnownError


class PasswordWanted(DomainError):
    """The store or file is encrypted and nothing was given to open it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} 已加密，需要口令才能打开。请输入口令；别的台账的备份请在首页“恢复数据…”里打开，"
            "命令行用 --password-file 指定口令文件。"
        )
        self.path = path


class WrongPassword(DomainError):
    """No slot opens with what was typed; the files are as they were."""

    def __init__(self, what: str = "口令", otherwise: str = "忘记口令可以用恢复密钥打开") -> None:
        """``otherwise`` is what helps where the password is forgotten."""
        super().__init__(f"{what}不对，没有打开，文件没有改动。请核对大小写和输入法后再试；{otherwise}。")


class KeysMissing(KnownError):
    """An encrypted store without the file that holds its wrapped keys."""

    def __init__(self, path: Path, keys: Path) -> None:
        super().__init__(
            f"{path} 不是检督台的台账文件，或者是加密的台账而旁边缺少密钥文件“{keys.name}”，没有打开。"
            "请把密钥文件放回台账旁边，或用最近的备份恢复到新位置（备份里带有密钥文件）。"
        )


class KeysDamaged(KnownError):
    """The file of wrapped keys cannot be read."""

    def __init__(self, where: str) -> None:
        super().__init__(f"密钥文件“{where}”已损坏，口令无从核对。请从备份里取回密钥文件，或用最近的备份恢复到新位置。")


class NoEncryption(KnownError):
    """The libraries are not there on this machine."""

    def __init__(self) -> None:
        super().__init__(
            "本机缺少加密组件（sqlcipher3、cryptography、argon2-cffi），不能新建或打开加密的台账。请联系管理员。"
        )
