"""`screens`: draw every screen into `docs/screens/`, from a real server with made-up rooms."""

import argparse
import tempfile
from pathlib import Path

from server.bootstrap import ROOT
from server.commands import chromium
from server.trials.screens.camera import Camera
from server.trials.screens.cases import shoot
from server.trials.screens.seed import Cast
from server.trials.swarm.serving import LIFTED, serve

PICTURES = ROOT / "docs" / "screens"


def main(argv: list[str]) -> int:
    """Make the pictures; those that are there are replaced."""
    parser = argparse.ArgumentParser(prog="python3 -m server screens", description="Draw every screen.")
    parser.add_argument("--to", type=Path, default=PICTURES, metavar="DIR", help="where the pictures go")
    parser.add_argument("--only", default="", metavar="WORD", help="only pictures whose name has this")
    parser.add_argument("--all", action="store_true", help="also sizes that look like their neighbours")
    wanted = parser.parse_args(argv)
    chromium.install()
    browser = chromium.require()
    wanted.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="roomful-screens-") as folder:
        data = Path(folder)
        settings = {"ROOMFUL_ADDRESS": "ask.example.org", **LIFTED}
        with serve(data, supervised=False, tree=ROOT, **settings) as server:
            cast = Cast(data / "roomful.db", server)
            with Camera(browser, server.address.origin, wanted.to, wanted.only, wanted.all) as camera:
                shoot(cast, camera)
    print(f"{camera.taken} pictures in {wanted.to}")
    return 0
