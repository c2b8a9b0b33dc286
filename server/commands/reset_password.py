"""`reset-password`: a new password for a facilitator who forgot theirs, typed on this machine."""

import argparse
import asyncio
import getpass
import sys
from functools import partial
from pathlib import Path

from server.commands.address import data_folder
from server.people import identity
from server.people.passwords import hashed_password
from server.refusals import Refused
from server.store.database import migrate
from server.store.writer import Writer


def main(argv: list[str]) -> int:
    """Ask twice, set it, and end every sign-in of that facilitator."""
    parser = argparse.ArgumentParser(prog="python3 -m server reset-password")
    parser.add_argument("--data", type=Path, default=Path(data_folder()), metavar="DIR", help="folder for all data")
    parser.add_argument("--name", help="whose password (default: the only facilitator's)")
    wanted = parser.parse_args(argv)
    path = wanted.data / "roomful.db"
    if not path.exists():
        print(f"There is no {path}: name the folder of your data with --data.", file=sys.stderr)
        return 2
    password = getpass.getpass("New password: ")
    if password != getpass.getpass("Once more: "):
        print("These two differ. Nothing was changed.", file=sys.stderr)
        return 1
    try:
        name = asyncio.run(_set(path, wanted.name, password))
    except Refused as refused:
        print(refused.message, file=sys.stderr)
        return 1
    print(f"{name} has a new password and is signed out everywhere.")
    return 0


async def _set(path: Path, name: str | None, password: str) -> str:
    hashed = hashed_password(password)
    migrate(path)
    writer = Writer(path)
    writer.start()
    try:
        return await writer.run(partial(identity.set_password, name=name, password_hash=hashed))
    finally:
        await writer.stop()
