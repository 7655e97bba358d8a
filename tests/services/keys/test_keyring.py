"""The keys of a store: passwords wrap the data key, changing one wraps anew, the paper opens, slips are told."""

import json
from pathlib import Path

import pytest

from app.models.data_key import DataKey, encryption_is_possible
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources
from app.services.keys.keyring import Keyring
from app.services.keys.problems import KeysDamaged, WrongPassword
from app.services.keys.recovery import MistypedKey, groups_of, is_group, new_recovery_key
from app.services.keys.rules import Hardness, KeyRules

pytestmark = pytest.mark.skipif(not encryption_is_possible(), reason="no wheels for this platform")

QUICK = Hardness(1, 8, 1)
AT = "2026-11-22T09:00:00+08:00"
PASSWORD, OTHER = "检察Tz-2026-09", "另一个Kl-2027"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "台账.keys"


@pytest.fixture
def made(path: Path) -> tuple[Keyring, str]:
    ring, recovery = Keyring.make(path, PASSWORD, AT, QUICK)
    ring.save()
    return ring, recovery


def _same(one: Keyring, other: Keyring) -> bool:
    return one.key.secret == other.key.secret


def test_the_password_and_the_paper_lead_to_the_same_key(path: Path, made: tuple[Keyring, str]) -> None:
    ring, recovery = made
    assert _same(Keyring.unlock(path, PASSWORD), ring)
    assert _same(Keyring.unlock_by_recovery(path, f" {recovery.lower().replace('-', ' ')} "), ring)
    assert recovery not in path.read_text("utf-8")
    assert ring.key.secret.hex() not in path.read_text("utf-8")


def test_a_wrong_password_is_refused_and_writes_nothing(path: Path, made: tuple[Keyring, str]) -> None:
    before = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(WrongPassword, match="口令不对，没有打开，文件没有改动"):
        Keyring.unlock(path, OTHER)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_changing_the_password_wraps_the_same_key_anew(path: Path, made: tuple[Keyring, str]) -> None:
    ring, recovery = made
    ring.change_password(PASSWORD, OTHER, AT, QUICK)
    assert _same(Keyring.unlock(path, OTHER), ring)
    assert _same(Keyring.unlock_by_recovery(path, recovery), ring)
    with pytest.raises(WrongPassword):
        Keyring.unlock(path, PASSWORD)
    with pytest.raises(WrongPassword):
        ring.change_password(PASSWORD, OTHER, AT, QUICK)


def test_each_account_has_a_password_of_its_own(path: Path, made: tuple[Keyring, str]) -> None:
    ring, _recovery = made
    ring.add_slot("王五", OTHER, AT, QUICK)
    assert _same(Keyring.unlock(path, OTHER, "王五"), ring)
    with pytest.raises(WrongPassword):
        Keyring.unlock(path, PASSWORD, "王五")
    ring.remove_slot("")
    assert Keyring.unlock(path, OTHER).names == ("王五",)
    with pytest.raises(DomainError, match="最后一个口令"):
        ring.remove_slot("王五")


def test_a_renewed_recovery_key_leaves_the_old_paper_useless(path: Path, made: tuple[Keyring, str]) -> None:
    ring, old = made
    new = new_recovery_key()
    ring.renew_recovery(new, AT)
    assert _same(Keyring.unlock_by_recovery(path, new), ring)
    with pytest.raises(WrongPassword, match="不是这个台账的"):
        Keyring.unlock_by_recovery(path, old)


def test_a_slip_in_the_recovery_key_is_told_from_a_foreign_one(path: Path, made: tuple[Keyring, str]) -> None:
    _ring, recovery = made
    slip = ("1" if recovery[0] == "0" else "0") + recovery[1:]
    for typed in (slip, recovery[:-1], "", "检察" * 18):
        with pytest.raises(MistypedKey):
            Keyring.unlock_by_recovery(path, typed)
    group = groups_of(recovery)[3]
    assert is_group(group.lower(), group)
    assert not is_group(group[:-1], group)


@pytest.mark.parametrize("spoil", ["", "{}", "[1]", "not json"])
def test_a_damaged_key_file_is_not_called_a_wrong_password(path: Path, made: tuple[Keyring, str], spoil: str) -> None:
    path.write_text(spoil, "utf-8")
    with pytest.raises(KeysDamaged, match="已损坏"):
        Keyring.unlock(path, PASSWORD)


def test_a_slot_that_was_tampered_with_is_damage(path: Path, made: tuple[Keyring, str]) -> None:
    told = json.loads(path.read_text("utf-8"))
    told["slots"][0]["name"] = "王五"
    path.write_text(json.dumps(told), "utf-8")
    with pytest.raises(KeysDamaged):
        Keyring.unlock(path, PASSWORD)


def test_a_key_says_nothing_of_itself() -> None:
    assert repr(DataKey(b"k" * 32)) == "DataKey(…)"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("short1A", "10—128 个字符"),
        ("aaaaaaaaaaaa", "不同的字符太少"),
        ("abcdefghijkl", "至少 3 种"),
    ],
)
def test_a_weak_password_is_refused_with_the_rule(resources: Resources, typed: str, told: str) -> None:
    with pytest.raises(FieldProblem, match=told):
        KeyRules.read(resources.keys).check(typed)


def test_two_different_passwords_are_refused_at_the_second(resources: Resources) -> None:
    rules = KeyRules.read(resources.keys)
    rules.check(PASSWORD, PASSWORD)
    rules.check("这是一句足够长的话用来做口令的啊")
    with pytest.raises(FieldProblem) as problem:
        rules.check(PASSWORD, OTHER)
    assert problem.value.field == "again"
