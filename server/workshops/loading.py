"""From a folder of YAML files to a valid workshop, or to every fault in it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from server.workshops import across
from server.workshops.across import Part
from server.workshops.content import Module, Workshop
from server.workshops.document import MOST_FAULTS, Document
from server.workshops.faults import Fault, Faulty
from server.workshops.files import Files
from server.workshops.sentences import sentences

NAME = "workshop.yaml"
FILE = re.compile(r"[A-Za-z0-9_./ -]{1,200}\.yaml")
MOST_MODULES = 30

Model = TypeVar("Model", bound=BaseModel)


def load(folder: Path, files: Files) -> Workshop:
    """The workshop in `folder`, which with all its modules is among `files`; raises `Faulty`."""
    return _Loading(folder, files).workshop()


class _Loading:
    """One attempt to load a workshop; collects the faults of all its files before it gives up."""

    def __init__(self, folder: Path, files: Files) -> None:
        self.files = files
        self.folder = folder.absolute()
        self.top = self.folder / NAME
        self.faults: set[Fault] = set()

    def workshop(self) -> Workshop:
        if not self.files.inside(self.top):
            raise Faulty([Fault(PurePosixPath(self.folder.name, NAME), 1, _outside(self.folder.name))])
        if not self.top.is_file():
            where = self.files.shown(self.top)
            raise Faulty([Fault(where, 1, f"there is no {NAME} here; each workshop is a folder with one.")])
        document = self._read(self.top)
        if not self._readable(self.top, document):
            raise Faulty(self.faults)
        parts = self._modules(document)
        self._header(document)
        self._give_up_if_faulty()
        self._keys(document, parts)
        self._give_up_if_faulty()
        whole = Workshop.model_validate({**document.data, "modules": [part.module for part in parts]})
        self._together(whole, document, parts)
        self._give_up_if_faulty()
        return whole

    def _give_up_if_faulty(self) -> None:
        if self.faults:
            raise Faulty(self.faults)

    def _header(self, document: Document) -> None:
        # The modules are checked file by file; an empty one stands in for them here.
        stand_in = Module.model_construct(module="stand-in", title="stand-in", activities=())
        self._valid(Workshop, self.top, document, {**document.data, "modules": [stand_in]})
        key = document.data.get("workshop")
        if isinstance(key, str) and key != self.folder.name:
            sentence = f"the folder is '{self.folder.name}' and the key '{key}'; give both the same name."
            self._fault(self.top, document.line(("workshop",)), sentence)

    def _modules(self, document: Document) -> list[Part]:
        names = document.data.get("modules")
        if not isinstance(names, list) or not names:
            line = document.line(("modules",))
            self._fault(self.top, line, "'modules' has to be a list of module files, one a line: '- part.yaml'.")
            return []
        if len(names) > MOST_MODULES:
            line = document.line(("modules", MOST_MODULES))
            self._fault(self.top, line, f"there are {len(names)} modules; {MOST_MODULES} is the most.")
        lines: dict[Path, int] = {}
        for i, name in enumerate(names[:MOST_MODULES]):
            line = document.line(("modules", i))
            path = self._module_path(line, name)
            if path in lines:
                sentence = f"'{name}' is listed for the second time, first in line {lines[path]}; take one of them out."
                self._fault(self.top, line, sentence)
            elif path is not None:
                lines[path] = line
        return [part for path in lines if (part := self._part(path))]

    def _part(self, path: Path) -> Part | None:
        document = self._read(path)
        module = self._valid(Module, path, document, document.data) if self._readable(path, document) else None
        return Part(path, document, module) if module is not None else None

    def _module_path(self, line: int, name: Any) -> Path | None:
        if not isinstance(name, str) or not FILE.fullmatch(name):
            self._fault(self.top, line, "a module is named by its file; write its path, such as 'part.yaml'.")
            return None
        path = self.folder / name
        if not self.files.inside(path):
            self._fault(self.top, line, _outside(name))
        elif path.name == NAME:
            self._fault(self.top, line, f"'{name}' is a workshop and no module; list files such as 'part.yaml'.")
        elif not path.is_file():
            self._fault(self.top, line, f"there is no file '{name}'; {_near(path, name)}")
        else:
            return path.resolve()
        return None

    def _keys(self, document: Document, parts: list[Part]) -> None:
        shown = str(self.files.shown(self.top))
        for found in (
            across.keys(parts),
            across.left_out(document, self.top, parts),
            across.sources(document, self.top, shown, parts),
        ):
            for (file, line), sentence in found:
                self._fault(file, line, sentence)

    def _together(self, whole: Workshop, document: Document, parts: list[Part]) -> None:
        for sentence in across.first_language(whole):
            self._fault(self.top, document.line(("languages",)), sentence)
        for sentence in across.minutes(whole):
            self._fault(self.top, document.line(("minutes",)), sentence)
        for file, read in ((self.top, document), *((part.file, part.document) for part in parts)):
            for path, sentence in across.texts(read.data, whole.languages):
                self._fault(file, read.line(path), sentence)
        for found in (across.credits_fit(whole, parts), across.guesses(whole, parts)):
            for (file, line), sentence in found:
                self._fault(file, line, sentence)

    def _read(self, path: Path) -> Document:
        document = self.files.document(path)
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

    def _fault(self, path: Path, line: int, sentence: str) -> None:
        self.faults.add(Fault(self.files.shown(path), line, sentence))
        if len(self.faults) >= MOST_FAULTS:
            raise Faulty(self.faults)


def _outside(name: str) -> str:
    return f"'{name}' lies outside the folder of workshops; move the file into it and write its path from here."


def _near(path: Path, name: str) -> str:
    beside = sorted(each.name for each in path.parent.glob("*.yaml")) if path.parent.is_dir() else []
    close = get_close_matches(path.name, [each for each in beside if each != NAME], n=1)
    return f"did you mean '{name.removesuffix(path.name)}{close[0]}'?" if close else "write the path from this folder."
