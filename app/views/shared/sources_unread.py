"""Spares every start PySide's reading of source files.

After each import PySide reads the text of the module to learn whether it may use PySide's other naming style
(``from __feature__ import snake_case``). We never do; SQLAlchemy alone is 200 such files, kept in memory for good:
0.15 s and 20 MB of a start from source.
"""


def leave_sources_unread() -> None:
    """Call before the first import that is not needed by PySide itself; later calls change nothing."""
    import PySide6  # noqa: F401 - brings shibokensupport
    from shibokensupport import feature  # type: ignore[import-not-found]  # inside shiboken6, no file of its own

    feature._mod_uses_pyside = _uses_no_features  # Qt is pinned; a test says when it goes another way


def _uses_no_features(_module: object) -> bool:
    return False
