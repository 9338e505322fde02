"""Pages beside Streamlit: plain HTML, which works with any browser, keyboard and password manager."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib import resources
from string import Template

from starlette.responses import HTMLResponse

from sok_metrics.texts import _
from sok_metrics.web.page_look import page_look

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
# Nobody may keep a page with somebody's name and a token in it.
_HEADERS = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store", "X-Frame-Options": "DENY"}


@dataclass(frozen=True)
class Field:
    """One question of a form."""

    name: str
    label: str
    help: str = ""
    is_secret: bool = False
    autocomplete: str = "off"


@dataclass(frozen=True)
class Form:
    """A form: what it asks, what was typed, and what is wrong with it."""

    action: str
    button: str
    fields: tuple[Field, ...] = ()
    hidden: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    """Name of a field -> what is wrong there; "" is the form as a whole."""
    remember: bool | None = None
    """Whether "keep me signed in" is ticked; None when that is not asked."""


def page(
    title: str,
    base: str,
    *,
    paragraphs: Iterable[str] = (),
    form: Form | None = None,
    status: int = 200,
    links: Mapping[str, str] | None = None,
    back: str = "",
    extra: str = "",
    with_script: bool = False,
) -> HTMLResponse:
    """A page with this title, paragraphs, form and links (words -> address), and a link back.

    `extra` is HTML of our own; `with_script` lets it have a script of this server, which may ask it things.
    """
    parts = [f"<p>{escape(text)}</p>" for text in paragraphs]
    if form is not None:
        parts.append(_form(form))
    if extra:
        parts.append(extra)
    for words, address in {**(links or {}), _("Terug naar het dashboard"): back or f"{base}/"}.items():
        parts.append(f'<p><a href="{escape(address)}">{escape(words)}</a></p>')
    content = _template().substitute(
        language=_("nl"),
        look=page_look(base),
        title=escape(title),
        base=escape(base),
        content="\n".join(parts),
    )
    policy = f"{_POLICY}; script-src 'self'; connect-src 'self'" if with_script else _POLICY
    headers = {**_HEADERS, "Content-Security-Policy": policy}
    return HTMLResponse(content, status_code=status, headers=headers)


@cache
def _template() -> Template:
    source = resources.files("sok_metrics.web").joinpath("assets", "sign_in.html")
    return Template(source.read_text(encoding="utf-8"))


def _form(form: Form) -> str:
    first = _first_to_fill(form)
    lines = [f'<form method="post" action="{escape(form.action)}">']
    if sentence := form.wrong.get(""):
        lines.append(f'<p class="notice wrong" role="alert">{escape(sentence)}</p>')
    for name, value in form.hidden.items():
        lines.append(f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">')
    lines += [_field(form, one, has_focus=one.name == first) for one in form.fields]
    if form.remember is not None:
        lines.append(_remember(is_ticked=form.remember))
    lines += [f'<p><button type="submit">{escape(form.button)}</button></p>', "</form>"]
    return "\n".join(lines)


def _first_to_fill(form: Form) -> str | None:
    """The field to begin in: the first wrong one, or else the first that is empty."""
    wrong = [one.name for one in form.fields if one.name in form.wrong]
    empty = [one.name for one in form.fields if one.is_secret or not form.typed.get(one.name)]
    return next(iter(wrong + empty), None)


def _field(form: Form, one: Field, *, has_focus: bool) -> str:
    """A question with its explanation and what is wrong; a passphrase is never sent back."""
    sentence = form.wrong.get(one.name, "")
    described = [part for part, is_there in (("hulp", one.help), ("fout", sentence)) if is_there]
    attributes = {
        "id": one.name,
        "name": one.name,
        "type": "password" if one.is_secret else "text",
        "value": "" if one.is_secret else form.typed.get(one.name, ""),
        "autocomplete": one.autocomplete,
        "maxlength": "300",
        "aria-describedby": " ".join(f"{one.name}-{part}" for part in described),
        "aria-invalid": "true" if sentence else "",
    }
    written = " ".join(f'{name}="{escape(text)}"' for name, text in attributes.items() if text)
    return "\n".join(
        (
            f'<div class="field{" wrong" if sentence else ""}">',
            f'<label for="{one.name}">{escape(one.label)}</label>',
            _note(one, "hulp", "help", one.help),
            _note(one, "fout", "message", sentence),
            f"<input {written} required{' autofocus' if has_focus else ''}>",
            "</div>",
        )
    )


def _note(one: Field, part: str, look: str, sentence: str) -> str:
    if not sentence:
        return ""
    return f'<p class="{look}" id="{one.name}-{part}">{escape(sentence)}</p>'


def _remember(*, is_ticked: bool) -> str:
    label = escape(
        _("Houd mij 30 dagen aangemeld op dit apparaat. Zet dit uit op een apparaat van iemand anders.")
    )
    ticked = " checked" if is_ticked else ""
    return (
        f'<p class="choice"><input type="checkbox" id="onthoud" name="onthoud" value="ja"{ticked}>'
        f'<label for="onthoud">{label}</label></p>'
    )
