"""From a folder of YAML files to a valid workshop, or to every fault in it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from server.activities.base import Activity
from server.workshops.content import Module, Workshop, misleading_keys
from server.workshops.faults import Fault, Faulty
from server.workshops.reading import MOST_BYTES, Document, read
from server.workshops.sentences import sentences

NAME = "workshop.yaml"
FILE = re.compile(r"[A-Za-z0-9_./ -]{1,200}\.yaml")
MOST_MODULES = 30

Model = TypeVar("Model", bound=BaseModel)


def load(folder: Path, root: Path) -> Workshop:
    """The workshop in `folder`, which with all its modules lies below `root`; raises `Faulty`."""
    return _Loading(folder, root).workshop()


class _Loading:
    """One attempt to load a workshop; collects the faults of all its files before it gives up."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.root = root.resolve()
        self.folder = folder.absolute()
        self.faults: list[Fault] = []

    def workshop(self) -> Workshop:
        top = self.folder / NAME
        if not self._inside(top):
            raise Faulty([Fault(PurePosixPath(self.folder.name, NAME), 1, _outside(self.folder.name))])
        if not top.is_file():
            where = self._shown(top)
            raise Faulty([Fault(where, 1, f"there is no {NAME} here; each workshop is a folder with one.")])
        document = self._read(top)
        if not self._readable(top, document):
            raise Faulty(self.faults)
        modules = self._modules(top, document)
        self._header(top, document)
        if self.faults:
            raise Faulty(self.faults)
        parts = [module for _, _, module in modules]
        self._across(top, document, modules)
        if self.faults:
            raise Faulty(self.faults)
        return Workshop.model_validate({**document.data, "modules": parts})

    def _header(self, top: Path, document: Document) -> None:
        # The modules are checked file by file; an empty one stands in for them here.
        stand_in = Module.model_construct(module="stand-in", title="stand-in", activities=())
        self._valid(Workshop, top, document, {**document.data, "modules": [stand_in]})
        key = document.data.get("workshop")
        if isinstance(key, str) and key != self.folder.name:
            sentence = f"the folder is '{self.folder.name}' and the key '{key}'; give both the same name."
            self._fault(top, document.line(("workshop",)), sentence)

    def _modules(self, top: Path, document: Document) -> list[tuple[Path, Document, Module]]:
        names = document.data.get("modules")
        if not isinstance(names, list) or not names:
            self._fault(
                top,
                document.line(("modules",)),
                "'modules' has to be a list of module files, one a line: '- part.yaml'.",
            )
            return []
        if len(names) > MOST_MODULES:
            line = document.line(("modules", MOST_MODULES))
            self._fault(top, line, f"there are {len(names)} modules; {MOST_MODULES} is the most.")
        found = []
        for i, name in enumerate(names[:MOST_MODULES]):
            path = self._module_path(top, document.line(("modules", i)), name)
            if path is not None:
                part = self._read(path)
                module = self._valid(Module, path, part, part.data) if self._readable(path, part) else None
                if module is not None:
                    found.append((path, part, module))
        return found

    def _module_path(self, top: Path, line: int, name: Any) -> Path | None:
        if not isinstance(name, str) or not FILE.fullmatch(name):
            self._fault(top, line, "a module is named by its file; write its path, such as 'part.yaml'.")
            return None
        path = self.folder / name
        if not self._inside(path):
            self._fault(top, line, _outside(name))
        elif not path.is_file():
            near = sorted(each.name for each in path.parent.glob("*.yaml")) if path.parent.is_dir() else []
            close = get_close_matches(path.name, [each for each in near if each != NAME], n=1)
            hint = (
                f"did you mean '{name.removesuffix(path.name)}{close[0]}'?"
                if close
                else "write the path from this folder."
            )
            self._fault(top, line, f"there is no file '{name}'; {hint}")
        else:
            return path.resolve()
        return None

    def _across(self, top: Path, document: Document, modules: list[tuple[Path, Document, Module]]) -> None:
        """What only shows when all modules are seen together."""
        for (i, j), sentence in misleading_keys([module for _, _, module in modules]):
            path, part, _ = modules[i]
            self._fault(path, part.line(("activities", j)), f"{sentence}.")
        known = {source["key"] for source in document.data.get("sources") or ()}
        for path, part, module in modules:
            for j, entry in enumerate(module.activities):
                for k, source in enumerate(entry.sources if isinstance(entry, Activity) else ()):
                    if source not in known:
                        line = part.line(("activities", j, "sources", k))
                        self._fault(
                            path, line, f"'{source}' is not among the 'sources' of {self._shown(top)}; add it there."
                        )

    def _read(self, path: Path) -> Document:
        with path.open("rb") as file:
            document = read(file.read(MOST_BYTES + 1))
        for line, sentence in document.faults:
            self._fault(path, line, sentence)
        return document

    def _readable(self, path: Path, document: Document) -> bool:
        if document.whole and not isinstance(document.data, dict):
            self._fault(path, 1, "this file has to hold 'key: value' lines; compare it with a workshop that works.")
        return document.whole and isinstance(document.data, dict)

    def _valid(self, model: type[Model], path: Path, document: Document, data: Any) -> Model | None:
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for place, sentence in sentences(error.errors(), model, data):
                self._fault(path, document.line(place), sentence)
            return None

    def _inside(self, path: Path) -> bool:
        try:
            return path.resolve().is_relative_to(self.root)
        except (OSError, RuntimeError):  # links that lead in a circle
            return False

    def _shown(self, path: Path) -> PurePosixPath:
        real = path.resolve()
        return (
            PurePosixPath(real.relative_to(self.root)) if real.is_relative_to(self.root) else PurePosixPath(path.name)
        )

    def _fault(self, path: Path, line: int, sentence: str) -> None:
        self.faults.append(Fault(self._shown(path), line, sentence))


def _outside(name: str) -> str:
    return f"'{name}' lies outside the folder of workshops; move the file into it and write its path from here."
