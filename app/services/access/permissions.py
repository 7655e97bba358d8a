"""Roles × objects × actions, read from resources/access: who may do what, and how much each role reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.models.trust_terms import Role
from app.services.foundation.errors import DomainError
from app.services.foundation.toml_table import TomlTable

NOTHING, DEPARTMENT, OFFICE = "nothing", "department", "office"
REACHES = (NOTHING, DEPARTMENT, OFFICE)  # from least to most
ANYBODY = "*"


@dataclass(frozen=True)
class Permissions:
    """The table of one office. ``open_to_all`` needs no role, and of those what is done before anybody signs in."""

    by_role: Mapping[Role, frozenset[str]]
    open_to_all: frozenset[str]
    known: frozenset[str]
    reach: Mapping[Role, str]
    officers: frozenset[Role]
    is_person_shared: bool  # whether one person may have an officer's account beside one for cases
    officer_tables: frozenset[str]
    without_session: frozenset[str]  # written before anybody has signed in, or by the program itself
    office_wide: frozenset[str]  # what touches records of every department, whoever does it

    def of(self, roles: Iterable[Role]) -> frozenset[str]:
        """Everything that somebody with these roles may do."""
        return self.open_to_all.union(*(self.by_role[role] for role in roles))

    def reach_of(self, roles: Iterable[Role]) -> str:
        """How much somebody with these roles reads: the most of any."""
        return max((self.reach[role] for role in roles), key=REACHES.index, default=NOTHING)

    def refuse_mixed(self, roles: Iterable[Role]) -> None:
        """Refuse an officer's role together with any other; raises DomainError."""
        held = set(roles)
        if held & self.officers and len(held) > 1:
            raise DomainError(
                f"{'、'.join(role.label for role in Role if role in held)}不能由同一个账户担任："
                "系统管理员、安全保密管理员、安全审计员权限分开，也不与办案角色相加。请另开账户。"
            )


def read_permissions(folder: Path) -> Permissions:
    """The table and the roles; raises DomainError naming file, place and key."""
    table = TomlTable.read(folder / "permissions.toml")
    table.only(("groups", "object"))
    groups = _groups(table)
    granted: dict[Role, set[str]] = {role: set() for role in Role}
    everybody: set[str] = set()
    known: set[str] = set()
    for each in table.tables("object", "对象"):
        each.only(("code", "name", "actions"))
        for permission, roles in _actions(each, groups):
            known.add(permission)
            everybody.update({permission} if roles is None else ())
            for role in roles or ():
                granted[role].add(permission)
    by_role = {role: frozenset(some) for role, some in granted.items()}
    second = TomlTable.read(folder / "roles.toml")
    second.only(("role", "officers", "officer_tables", "writes"))
    return Permissions(
        by_role,
        frozenset(everybody),
        frozenset(known),
        *_roles(second),
        _inner(second, "officers").flag("may_be_shared"),
        frozenset(_inner(second, "officer_tables").texts("all")),
        frozenset(_inner(second, "writes").texts("without_session")),
        frozenset(_inner(second, "writes").texts("office_wide")),
    )


def _inner(table: TomlTable, key: str) -> TomlTable:
    values = table.values.get(key)
    if not isinstance(values, dict):
        raise table.refuse(key, "没有填写")
    return TomlTable(f"{table.where} 的“{key}”", values)


def _groups(table: TomlTable) -> dict[str, frozenset[Role]]:
    groups = _inner(table, "groups")
    return {f"@{name}": frozenset(_role(groups, name, code) for code in groups.texts(name)) for name in groups.values}


def _actions(table: TomlTable, groups: Mapping[str, frozenset[Role]]) -> Iterable[tuple[str, frozenset[Role] | None]]:
    """Each permission with its roles; None where everybody has it."""
    actions, code = _inner(table, "actions"), table.text("code")
    for action in actions.values:
        named = actions.texts(action)
        if ANYBODY in named:
            yield f"{code}:{action}", None
            continue
        roles = (groups[each] if each in groups else {_role(actions, action, each)} for each in named)
        yield f"{code}:{action}", frozenset().union(*roles)


def _role(table: TomlTable, key: str, code: str) -> Role:
    try:
        return Role(code)
    except ValueError:
        raise table.refuse(key, f"里的“{code}”不是角色") from None


def _roles(table: TomlTable) -> tuple[Mapping[Role, str], frozenset[Role]]:
    reach: dict[Role, str] = {}
    officers: set[Role] = set()
    for each in table.tables("role", "角色"):
        each.only(("code", "reads", "is_officer"))
        role = _role(each, "code", each.text("code"))
        reach[role] = each.text("reads")
        if reach[role] not in REACHES:
            raise each.refuse("reads", "应当是 nothing、department 或 office")
        officers.update({role} if each.flag("is_officer") else ())
        if each.flag("is_officer") and reach[role] != NOTHING:
            raise each.refuse("reads", "应当是 nothing：三员看不到案件内容")
    missing = [role.label for role in Role if role not in reach]
    if missing:
        raise table.refuse("role", f"缺少{'、'.join(missing)}")
    return reach, frozenset(officers)
