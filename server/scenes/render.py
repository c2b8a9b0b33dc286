"""From scenes to HTML: one Jinja environment, escaping everywhere, strict about what is undefined."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import get_args

import nh3
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from server.activities import KINDS
from server.activities.contract.activity import Activity
from server.assets import assets
from server.charts.fill import LEVELS, filled
from server.charts.fitting import ask
from server.locales import direction, spoken, words
from server.scenes import Scene
from server.scenes.faces import face
from server.scenes.filters import filters
from server.scenes.library import EMPTY_SEATS
from server.scenes.names import named_apart

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
ALLOWED_TAGS = {"p", "strong", "em", "ul", "ol", "li", "br", "a", "code"}


_markdown = MarkdownIt("commonmark", {"html": False})


def markdown(source: str) -> Markup:
    """An author's Markdown as clean HTML: no raw HTML, no images, links to http(s) only."""
    # The second wall behind html=False; pyproject.toml names it as a call whose result may be marked up.
    drawn = _markdown.render(source)
    return Markup(nh3.clean(drawn, tags=ALLOWED_TAGS, url_schemes={"http", "https"}, url_relative="deny"))


@cache
def symbols(names: str) -> Markup:
    """The named icons, apart by spaces, out of the whole vendored set. Every page asks, so once a set of names."""
    wanted = set(names.split())
    drawn = (TEMPLATES / "parts" / "icons.html").read_text()
    found = re.findall(r'<symbol id="i-([a-z0-9-]+)".*?</symbol>', drawn, re.DOTALL)
    pieces = re.findall(r"<symbol .*?</symbol>", drawn, re.DOTALL)
    return _ours("".join(piece for name, piece in zip(found, pieces, strict=True) if name in wanted))


@cache
def environment(language: str) -> Environment:
    """The templates in one language."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_translations(words(language), newstyle=True)  # type: ignore[attr-defined]  # the i18n extension adds it
    env.globals.update(
        asset=assets().url,
        sheets=assets().sheets,
        language=spoken(language),
        direction=direction(language),
        release=assets().release,
        symbols=symbols,
        ask=ask,
        fills=[filled(share) for share in LEVELS],
        empty_seats=EMPTY_SEATS,
        answered_kinds=sorted(
            get_args(kind.model_fields["kind"].annotation)[0] for kind in KINDS if kind.takes_answers
        ),
        kinds_that_hear=[name_of(kind) for kind in KINDS if kind.hears],
        kinds_asked_at_once=[name_of(kind) for kind in KINDS if kind.asked_at_once],
        kind_icons=" ".join(sorted({kind.icon for kind in KINDS})),
    )
    env.filters.update(face=face, markdown=markdown, named_apart=_named_apart, **filters(language))
    return env


def _named_apart(drawn: Markup, name: str) -> Markup:
    return _ours(named_apart(str(drawn), name))


def name_of(kind: type[Activity]) -> str:
    """What a kind of activity is called in content and paths."""
    (name,) = get_args(kind.model_fields["kind"].annotation)
    return str(name)


def html(scene: Scene, language: str) -> Markup:
    """One scene, drawn; it may stand in its page as it is."""
    return page(scene.template, scene.context, language)


def page(template: str, context: Mapping[str, object], language: str) -> Markup:
    """One template, drawn."""
    return _ours(environment(language).get_template(template).render(context))


def _ours(drawn: str) -> Markup:
    return Markup(drawn)  # noqa: S704 - the one door: vendored icons, and what our own escaping templates drew
