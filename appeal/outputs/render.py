"""The templates: one environment a process, compiled once."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from appeal.outputs.view import Day

_TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, /, **values: object) -> str:
    """Return a template filled with values.

    All but ``|safe`` is escaped, and no value may be missing.
    """
    html = _environment().get_template(template).render(values)
    # Attributes stand in double quotes, so an apostrophe is itself; WordPress rewrites "&#39;".
    return html.replace("&#39;", "'").replace("&#34;", "&quot;")


@functools.lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        keep_trailing_newline=True,
    )
    environment.globals.update(filled=_filled, time=_time)
    return environment


def _filled(sentence: str, **values: object) -> Markup:
    """Return a translated sentence with HTML in its places; all else is escaped."""
    from markupsafe import Markup, escape

    return Markup(escape(sentence)).format_map(values)


def _time(day: Day) -> Markup:
    from markupsafe import Markup

    return Markup('<time datetime="{}">{}</time>').format(day.iso, day.text)
