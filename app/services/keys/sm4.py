"""SM4-GCM (GB/T 32907, GB/T 36624) for files that leave the office, where the platform's OpenSSL has it.

An algorithm of the standards is no certified product: using it is no 密评 and replaces none.
"""

from app.services.foundation.errors import KnownError

_KEY, _TAG = 16, 16  # bytes


class NoSm4(KnownError):
    """This machine's library does not have it."""

    def __init__(self) -> None:
        super().__init__("本机的密码库没有 SM4，不能用它加密或打开这个文件。请改用 AES，或换一台装有完整程序的机器。")


def has_sm4() -> bool:
    """Whether SM4-GCM works here; tried, because a name in a library is no promise."""
    try:
        sealed = Sm4Gcm(bytes(_KEY)).encrypt(bytes(12), b"probe", b"")
    except NoSm4:
        return False
    return Sm4Gcm(bytes(_KEY)).decrypt(bytes(12), sealed, b"") == b"probe"


class Sm4Gcm:
    """In the shape of cryptography's AESGCM; of a longer key the first 16 bytes count."""

    def __init__(self, key: bytes) -> None:
        """Nothing is asked of the library yet."""
        self._key = key[:_KEY]

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """The data sealed, its tag at the end; raises NoSm4."""
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        try:
            sealer = Cipher(algorithms.SM4(self._key), modes.GCM(nonce)).encryptor()
        except (UnsupportedAlgorithm, AttributeError) as error:
            raise NoSm4 from error
        sealer.authenticate_additional_data(associated_data)
        return bytes(sealer.update(data) + sealer.finalize() + sealer.tag)

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """The data opened; raises InvalidTag, NoSm4."""
        from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        if len(data) < _TAG:
            raise InvalidTag
        try:
            opener = Cipher(algorithms.SM4(self._key), modes.GCM(nonce, data[-_TAG:])).decryptor()
        except (UnsupportedAlgorithm, AttributeError) as error:
            raise NoSm4 from error
        opener.authenticate_additional_data(associated_data)
        return bytes(opener.update(data[:-_TAG]) + opener.finalize())
