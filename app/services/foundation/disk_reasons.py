"""Why the disk refused, in Chinese; the system's own words are in the system's language."""

import errno

_REASONS = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EFBIG: "文件太大",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "位置是只读的",
    errno.ENOENT: "找不到这个位置",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "那里是文件夹",
    errno.EEXIST: "那里已有同名文件",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EBUSY: "正被其他程序使用",
    errno.EIO: "读写磁盘出错",
}
# Only where the system knows it: a quota of one's own that is used up.
_REASONS |= {errno.EDQUOT: "磁盘空间不足"} if hasattr(errno, "EDQUOT") else {}


def reason_of(error: OSError) -> str:
    """Some words without a full stop; what is not known here keeps the system's words."""
    return _REASONS.get(error.errno or 0) or str(error.strerror or error)
