"""The program speaks to no network: no module asks for one, and no socket of the internet is ever made."""

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture.source_tree import ROOT, name_of, statements

NETWORK = {
    *("socket", "socketserver", "ssl", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "xmlrpc", "asyncio"),
    *("http", "requests", "urllib3", "httpx", "aiohttp", "webbrowser"),
    *("urllib.request", "urllib.error", "logging.handlers", "PySide6.QtNetwork", "PySide6.QtWebSockets"),
}
# An audit hook cannot be taken away again, so everything is done by a program of its own.
WALK = """
import sys
from datetime import datetime
from pathlib import Path

FAMILIES = {"AF_INET", "AF_INET6"}
ASKED = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.connect", "socket.bind"}


def forbid(event, given):
    if event == "socket.__new__" and getattr(given[1], "name", str(given[1])) in FAMILIES | {"2", "10"}:
        raise SystemError(f"a socket of the internet was made: {given[1:]}")
    if event in ASKED and not isinstance(given[-1], (str, bytes)):
        raise SystemError(f"the network was asked: {event} {given}")


sys.addaudithook(forbid)
import socket
for family in (socket.AF_INET, socket.AF_INET6):
    try:
        socket.socket(family)
    except SystemError:
        continue
    sys.exit("the hook forbids nothing")

from app.bootstrap import Shop
from app.commands.line import run
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from tests.conftest import CHINA

folder = Path(sys.argv[1])
shop = Shop(FixedClock(datetime(2026, 11, 22, 9, tzinfo=CHINA)), Resources.shipped())
store = folder / "台账.jdt"
ledger = Resources.shipped().samples / "检察建议台账-公开案例.xlsx"
for words in (
    ["init", "--office", "青山县人民检察院", "--short", "青检"],
    ["import", "suggestions", str(ledger)],
    ["list", "suggestions", "--json"],
    ["month", "2022-04", "--out", str(folder / "月报")],
    ["check"],
    ["verify-audit"],
    ["backup", str(folder / "备份")],
):
    status = run(words, shop, store)
    if status not in (0, None):
        sys.exit(f"{words} ended with {status}")
print("walked")
"""


def test_no_module_of_the_program_asks_for_the_network() -> None:
    asking = []
    for path in sorted((ROOT / "app").rglob("*.py")):
        for node in statements(ast.parse(path.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
            asking += [f"{name_of(path)}: {name}" for name in names if {name, name.partition(".")[0]} & NETWORK]
    assert asking == []


def test_the_commands_make_no_socket_of_the_internet(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", WALK, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout[-500:] + told.stderr[-3000:]
    assert told.stdout.split()[-1] == "walked"
