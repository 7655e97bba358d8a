"""Whether somebody's post is one the list of powers names.

The register keeps a person's posts as the office writes them, several parted by 、. 检察长, 副检察长, members of the
检察委员会 and heads of department are procurators too (检察官法 art. 2), an assistant (检察官助理) is not.
"""

import re
from dataclasses import replace

from app.services.approvals.rows import CHIEF, COMMITTEE, DEPUTY, HEAD
from app.services.foundation.errors import FieldProblem
from app.services.office.offices import PersonRow

PROCURATOR = "检察官"
_PROCURATORS = (PROCURATOR, "检察员", HEAD, "检察委员会委员", "检委会委员", "专职委员", DEPUTY, CHIEF)
_HEADS = (HEAD, "主任", "部长", "科长")


def parted(posts: str) -> tuple[str, ...]:
    """The posts of a line or person, one by one."""
    return tuple(part.strip() for part in re.split(r"[、，,；;/]", posts) if part.strip())


def fits(post: str, allowed: str) -> bool:
    """Whether one post is the one allowed."""
    if post == allowed:
        return True
    if allowed == PROCURATOR:
        return post.endswith(_PROCURATORS)
    if allowed == HEAD:
        return post.endswith(_HEADS) and "副" not in post
    if allowed == DEPUTY:
        return post.endswith(DEPUTY)
    return False


def fitting(person: PersonRow, allowed: str) -> str:
    """The first post allowed that somebody holds; empty where none is."""
    own = parted(person.post)
    return next((each for each in parted(allowed) if any(fits(post, each) for post in own)), "")


def registered(field: str, name: str, people: tuple[PersonRow, ...]) -> PersonRow:
    """Somebody of the office's register; raises FieldProblem saying what to do about a name that is not there."""
    wanted = name.strip()
    if not wanted:
        raise FieldProblem(field, "请填写姓名。")
    found = [each for each in people if each.name == wanted]
    if not found:
        raise FieldProblem(
            field,
            f"本院人员里没有“{wanted}”。请核对姓名；确是本院人员的，先在“系统管理”的“部门与人员”里登记姓名和职务。",
        )
    return replace(found[0], post="、".join(dict.fromkeys(each.post for each in found if each.post)))


def needed_post(field: str, person: PersonRow, allowed: str, doing: str) -> str:
    """The post by which somebody may do it; raises FieldProblem naming the posts that may."""
    post = fitting(person, allowed)
    if not post:
        has = f"的职务是“{person.post}”" if person.post else "没有登记职务"
        raise FieldProblem(
            field,
            f"职权清单规定由{allowed}{doing}，{person.name}{has}，不能{doing}。"
            "请另选；职务有误的，在“系统管理”的“部门与人员”里按现任职务再登记一次。",
        )
    return post


def is_committee(person: str, post: str) -> bool:
    """Whether 检察委员会 itself decided, not somebody."""
    return COMMITTEE in (person.strip(), post.strip())
