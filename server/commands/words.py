"""Bring the catalogues up to date with the words in the sources: `python -m server.commands.words`."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from jinja2 import TemplateSyntaxError

from server.locales import DOMAIN, FOLDER, languages

ROOT = Path(__file__).resolve().parent.parent.parent
METHODS = [("server/**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {
    "templates/**.html": {
        "extensions": "jinja2.ext.i18n",
        "silent": "false",
        "newstyle_gettext": "true",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
    }
}
HEADER = """\
# The words of Roomful's pages. To refresh: python -m server.commands.words
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"""
PLURALS = '"Plural-Forms: {}\\n"\n'


def template() -> Catalog:
    """Every message of the sources, without translations."""
    catalogue = Catalog(domain=DOMAIN)
    for path in ("server", "templates"):
        for file, _line, message, comments, context in _extracted(path):
            catalogue.add(message, None, [(file, 1)], auto_comments=comments, context=context)
    return catalogue


def outdated() -> list[str]:
    """The catalogue files whose messages are not those of the sources."""
    present = _messages(template())
    return [str(path.relative_to(ROOT)) for path, catalogue in _files() if _messages(catalogue) != present]


def main() -> int:
    """Write the template and merge it into every language's catalogue."""
    fresh = template()
    for path, catalogue in _files():
        merged = fresh
        if catalogue.locale is not None:
            catalogue.update(fresh, no_fuzzy_matching=True)
            merged = catalogue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_written(merged))
    print(f"{len(fresh)} messages in {1 + len(languages())} files.")
    return 0


def _extracted(folder: str) -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    methods = [(pattern.removeprefix(f"{folder}/"), how) for pattern, how in METHODS if pattern.startswith(folder)]
    options = {pattern.removeprefix(f"{folder}/"): each for pattern, each in OPTIONS.items()}
    current = ""

    def remember(file: str, _method: str, _options: object) -> None:
        nonlocal current
        current = f"{folder}/{file}"

    try:
        for _file, line, message, comments, context in extract_from_dir(
            ROOT / folder, methods, options, callback=remember
        ):
            yield current, line, message, comments, context
    except TemplateSyntaxError as error:
        error.add_note(f"The words of {current} cannot be read.")
        raise


def _files() -> Iterator[tuple[Path, Catalog]]:
    """The template and each language's catalogue, as they are on disk."""
    paths: list[tuple[Path, str | None]] = [(FOLDER / f"{DOMAIN}.pot", None)]
    paths += [(FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po", language) for language in sorted(languages())]
    for path, language in paths:
        source = BytesIO(path.read_bytes() if path.exists() else b"")
        yield path, read_po(source, locale=language, domain=DOMAIN)


def _messages(catalogue: Catalog) -> set[tuple[str | None, str | tuple[str, ...]]]:
    return {(each.context, each.id if isinstance(each.id, str) else tuple(each.id)) for each in catalogue if each.id}


def _written(catalogue: Catalog) -> bytes:
    # The header is ours: Babel's carries dates, and a file should change only with its words.
    body = BytesIO()
    write_po(body, catalogue, width=120, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False)
    plurals = PLURALS.format(catalogue.plural_forms) if catalogue.locale else ""
    return (HEADER + plurals + "\n").encode() + body.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
