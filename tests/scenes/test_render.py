"""Drawing: everything escaped, nothing undefined, and authors' Markdown without teeth."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import StrictUndefined, UndefinedError
from markupsafe import Markup

from server.scenes import Scene
from server.scenes.render import ALLOWED_TAGS, TEMPLATES, environment, html, markdown, page

EVIL = "<script>alert(1)</script>\"'&"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&amp;"


class Tags(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def is_tame(text: str) -> None:
    for tag, attributes in Tags(text).found:
        assert tag in ALLOWED_TAGS
        assert {*attributes} <= {"href", "rel", "title", "start"}
        assert re.match(r"https?:", attributes.get("href") or "http:", re.IGNORECASE)
    assert not re.search(r"<(!|\?|/?(script|style|img|svg|iframe|form))", text, re.IGNORECASE)


@pytest.mark.parametrize(
    "source",
    [
        "{{ evil }}",
        '<p title="{{ evil }}"></p>',
        '<svg><text x="{{ evil }}">{{ evil }}</text></svg>',
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(evil) }}",
        "{% set x %}{{ evil }}{% endset %}{{ x }}",
        "{{ _('%(x)s', x=evil) }}",
        "{% trans x=evil %}{{ x }}{% endtrans %}",
        "{% trans count=2, x=evil %}{{ x }}{% pluralize %}{{ x }} {{ x }}{% endtrans %}",
        "{{ evil|text }}",
        "{{ {'en': evil}|text }}",
    ],
)
def test_words_from_outside_are_escaped_wherever_they_stand(source: str) -> None:
    drawn = environment("en").from_string(source).render(evil=EVIL)
    assert "<script" not in drawn
    assert ESCAPED in drawn


@pytest.mark.parametrize("ending", ["html", "svg", "xml", "txt"])
def test_escaping_does_not_hang_on_a_file_name(ending: str) -> None:
    env = environment("en")
    assert env.autoescape is True
    assert env.from_string("{{ evil }}").render(evil=f"<{ending}>") == f"&lt;{ending}&gt;"


def test_a_scene_that_was_drawn_stands_as_it_is() -> None:
    assert environment("en").from_string("{{ scene }}").render(scene=Markup("<p>")) == "<p>"


@pytest.mark.parametrize(
    "source", ["{{ nobody }}", "{{ room.nothing }}", "{% if nobody %}{% endif %}", "{{ nobody|text }}"]
)
def test_a_name_that_is_not_there_is_an_error(source: str) -> None:
    assert environment("en").undefined is StrictUndefined
    with pytest.raises((UndefinedError, AttributeError)):
        environment("en").from_string(source).render(room={})


def test_no_template_switches_escaping_off() -> None:
    for path in TEMPLATES.rglob("*"):
        text = path.read_text() if path.is_file() else ""
        assert not re.search(r"\|\s*safe|autoescape|Markup", text), path


def test_an_error_page_escapes_what_it_is_told() -> None:
    context: dict[str, object] = {"head": EVIL, "text": EVIL}
    assert html(Scene("pages/error.html", context), "en") == page("pages/error.html", context, "en")
    assert page("pages/error.html", context, "en").count(ESCAPED) == 3


def test_the_language_stands_on_the_page() -> None:
    context = {"head": "", "text": ""}
    assert '<html lang="en" dir="ltr"' in page("pages/error.html", context, "en")
    assert '<html lang="en" dir="ltr"' in page("pages/error.html", context, "xx")


def test_markdown_has_what_an_author_needs() -> None:
    drawn = markdown("One *two* **three** `four` [five](https://example.com)\n\n- six\n\n1. seven")
    for part in ("<em>two</em>", "<strong>three</strong>", "<code>four</code>", "<li>six</li>", "<ol>", ">five</a>"):
        assert part in drawn
    assert 'rel="noopener noreferrer"' in drawn


@pytest.mark.parametrize(
    "source",
    [
        EVIL,
        "<img src=x onerror=alert(1)>",
        "![picture](https://mallory.example/pixel.png)",
        "![picture](x)",
        "[click](javascript:alert(1))",
        "[click](JaVaScRiPt:alert(1))",
        "[click](java&#115;cript:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        "[click](vbscript:x)",
        "[click](//mallory.example)",
        "[click](/rooms/1/delete)",
        "<javascript:alert(1)>",
        '[click](https://example.com "onmouseover=alert(1)")',
        '[click](https://example.com"onmouseover="alert(1))',
        "<svg><script>alert(1)</script></svg>",
        "<iframe src=https://mallory.example>",
        "<style>*{display:none}</style>",
        "<form action=/rooms/1/delete method=post><button>",
        "<!-- --><script>alert(1)</script>",
        "`<script>alert(1)</script>`",
        "    <script>alert(1)</script>",
        "# heading\n\n---\n\n> quote",
        '<http://a" onclick="alert(1)>',
    ],
)
def test_markdown_has_no_teeth(source: str) -> None:
    is_tame(markdown(source))


pieces = st.sampled_from(
    [
        "<",
        ">",
        '"',
        "'",
        "script",
        "img src=x",
        " onerror=",
        "javascript:",
        "](",
        "[a",
        ")",
        "!",
        "`",
        "&#",
        "&lt;",
        "\n",
        "<!--",
        "]]>",
        "*",
        "a",
    ]
)


@given(st.lists(pieces, max_size=14).map("".join))
def test_no_markdown_has_teeth(source: str) -> None:
    is_tame(markdown(source))
