"""Signing in and out with a passphrase: forms beside Streamlit, because only HTTP can set a cookie."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from sok_metrics import clock
from sok_metrics.errors import RefusedError, SokError
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.permissions import SERVER
from sok_metrics.tasks.accounts.access import SIGN_IN_PATH, SIGN_OUT_PATH, Access, read_access
from sok_metrics.tasks.accounts.attempts import attempts_at
from sok_metrics.tasks.accounts.known_browsers import (
    KNOWN_FOR,
    find_known_browser,
    known_browser_cookie,
    known_now,
    signed_browser,
)
from sok_metrics.tasks.accounts.passphrases import SHORTEST, let_in, set_passphrase
from sok_metrics.tasks.accounts.sign_in import (
    BORROWED,
    REMEMBERED,
    Ticket,
    cleaned_name,
    cookie_name,
    end_ticket,
    find_ticket,
    new_ticket,
    sign_out_token,
    signed,
)
from sok_metrics.tasks.storage.place import database_path
from sok_metrics.texts import _
from sok_metrics.web.callers import caller_of
from sok_metrics.web.own_computer import SetupCode, is_own_computer
from sok_metrics.web.same_site import TOKEN, form_token, keep_token, own_path, problem_with, read_form
from sok_metrics.web.sign_in_page import Field, Form, page

BACK = "terug"
_NAME, _PASSPHRASE, _AGAIN, _CODE, _REMEMBER = "naam", "wachtzin", "nogmaals", "code", "onthoud"
Typed = Mapping[str, str]
Wrong = Mapping[str, str]


class _FieldError(RefusedError):
    """Something wrong in one field."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


@contextmanager
def _in_field(name: str) -> Iterator[None]:
    """What is refused inside the block is wrong in this field."""
    try:
        yield
    except RefusedError as error:
        raise _FieldError(error.sentence, name) from error


class SignInRoutes:
    """The pages at /aanmelden and /afmelden of the server under `base`."""

    def __init__(self, base: str, code: SetupCode) -> None:
        self._base = base
        self._code = code

    def routes(self) -> Sequence[BaseRoute]:
        """What the server must know of them."""
        return [
            Route(self._base + SIGN_IN_PATH, self._show_sign_in, methods=["GET"]),
            Route(self._base + SIGN_IN_PATH, self._sign_in, methods=["POST"]),
            Route(self._base + SIGN_OUT_PATH, self._show_sign_out, methods=["GET"]),
            Route(self._base + SIGN_OUT_PATH, self._sign_out, methods=["POST"]),
        ]

    async def _show_sign_in(self, request: Request) -> Response:
        return self._form(request, {BACK: request.query_params.get(BACK, "")}, {})

    async def _sign_in(self, request: Request) -> Response:
        typed = await read_form(request)
        problem = problem_with(request, typed)
        if typed is None or problem is not None:
            return self._form(request, typed or {}, {"": problem or ""}, status=403)
        try:
            # In a thread of its own: looking at a passphrase takes a quarter of a second.
            access, ticket = await run_in_threadpool(self._let_in, request, typed)
        except _FieldError as error:
            return self._form(request, typed, {error.field: error.sentence}, status=400)
        except SokError as error:
            return self._form(request, typed, {"": error.sentence}, status=400)
        return self._signed_in(request, typed, access, ticket)

    def _let_in(self, request: Request, typed: Typed) -> tuple[Access, Ticket]:
        """A ticket for who typed the right things; raises RefusedError otherwise."""
        path = database_path()
        with _in_field(_NAME):
            name = cleaned_name(typed.get(_NAME, ""))
        access = read_access(path)
        if access.has_administrator:
            with _in_field(_PASSPHRASE):
                role = let_in(path, typed.get(_PASSPHRASE, ""), caller_of(request, access))
        else:
            self._choose_first(request, typed)
            role = Role.ADMINISTRATOR
        access = read_access(path)
        return access, new_ticket(access, name, role, now=clock.timestamp(), lasts=_lasts(typed))

    def _choose_first(self, request: Request, typed: Typed) -> None:
        """Set the very first passphrase of the administrators."""
        path = database_path()
        if not is_own_computer(request):
            self._check_code(request, typed.get(_CODE, ""))
        passphrase = typed.get(_PASSPHRASE, "")
        if passphrase.strip() != typed.get(_AGAIN, "").strip():
            raise _FieldError(_("De twee wachtzinnen zijn niet gelijk. Typ ze opnieuw."), _AGAIN)
        with _in_field(_PASSPHRASE):
            set_passphrase(path, Role.ADMINISTRATOR, passphrase, by=SERVER, is_first=True)

    def _check_code(self, request: Request, given: str) -> None:
        attempts, caller = attempts_at(database_path()), caller_of(request, Access())
        with _in_field(_CODE):
            attempts.try_once(caller, lambda: self._code.fits(given) or None, _("Deze code klopt niet."))

    def _signed_in(self, request: Request, typed: Typed, access: Access, ticket: Ticket) -> Response:
        """Back to where the visitor came from, with the cookie."""
        answer = RedirectResponse(own_path(typed.get(BACK, ""), self._base), status_code=303)
        lasts = _lasts(typed)
        self._set_cookie(answer, request, cookie_name(access), signed(access, ticket), lasts)
        # On somebody else's device this too is forgotten when the browser closes.
        known_for = KNOWN_FOR if lasts is REMEMBERED else lasts
        now = clock.timestamp()
        before = find_known_browser(access, request.cookies, now=now)
        browser = known_now(access, ticket.role, now=now, lasts=known_for, before=before)
        self._set_cookie(
            answer, request, known_browser_cookie(access), signed_browser(access, browser), known_for
        )
        return answer

    def _set_cookie(self, answer: Response, request: Request, name: str, text: str, lasts: timedelta) -> None:
        """Let the browser keep a text that no script may read; on a borrowed device until it closes."""
        answer.set_cookie(
            name,
            text,
            max_age=None if lasts is BORROWED else int(lasts.total_seconds()),
            path=self._base or "/",
            # The browser's own word for how it sees us, also behind a proxy that does the https.
            secure=request.headers.get("origin", "").startswith("https://"),
            httponly=True,
            samesite="lax",
        )

    def _form(self, request: Request, typed: Typed, wrong: Wrong, *, status: int = 200) -> Response:
        """The form that fits: to sign in, or to choose the first passphrase."""
        try:
            access = read_access(database_path())
        except SokError as error:
            return page(_("Aanmelden lukt nu niet"), self._base, paragraphs=[error.sentence], status=503)
        token = form_token(request)
        hidden = {TOKEN: token, BACK: own_path(typed.get(BACK, ""), self._base)}
        if access.has_administrator:
            title, button, fields = _("Aanmelden"), _("Aanmelden"), _sign_in_fields()
            words = [_("Kijken kan iedereen. Wie iets wil invullen of veranderen, meldt zich aan.")]
        else:
            asks_code = not is_own_computer(request)
            title, button = _("Kies een wachtzin voor het beheer"), _("Wachtzin bewaren")
            fields, words = _first_fields(asks_code), _first_words(access, asks_code)
        form = Form(self._base + SIGN_IN_PATH, button, fields, hidden, typed, wrong, _remember(typed))
        answer = page(title, self._base, paragraphs=words, form=form, status=status)
        keep_token(answer, request, token, self._base)
        return answer

    async def _show_sign_out(self, request: Request) -> Response:
        access, ticket = self._present(request)
        back = own_path(request.query_params.get(BACK, ""), self._base)
        if ticket is None:
            return RedirectResponse(back, status_code=303)
        if request.query_params.get(TOKEN) == sign_out_token(access, ticket.number):
            return await self._signed_out(access, ticket, back)
        token = form_token(request)
        form = Form(self._base + SIGN_OUT_PATH, _("Afmelden"), hidden={TOKEN: token, BACK: back})
        words = [_("U bent aangemeld als {name}.").format(name=ticket.name)]
        answer = page(_("Afmelden"), self._base, paragraphs=words, form=form)
        keep_token(answer, request, token, self._base)
        return answer

    async def _sign_out(self, request: Request) -> Response:
        typed = await read_form(request)
        problem = problem_with(request, typed)
        if typed is None or problem is not None:
            return page(_("Afmelden"), self._base, paragraphs=[problem or ""], status=403)
        access, ticket = self._present(request)
        back = own_path(typed.get(BACK, ""), self._base)
        if ticket is None:
            return RedirectResponse(back, status_code=303)
        return await self._signed_out(access, ticket, back)

    def _present(self, request: Request) -> tuple[Access, Ticket | None]:
        try:
            access = read_access(database_path())
        except SokError:
            access = Access()
        return access, find_ticket(access, request.cookies, now=clock.timestamp())

    async def _signed_out(self, access: Access, ticket: Ticket, back: str) -> Response:
        # In a thread of its own: it waits for the disk, and for a command that writes the same file.
        await run_in_threadpool(end_ticket, database_path(), ticket, now=clock.timestamp())
        answer = RedirectResponse(back, status_code=303)
        answer.delete_cookie(cookie_name(access), path=self._base or "/", httponly=True, samesite="lax")
        return answer


def _lasts(typed: Typed) -> timedelta:
    return REMEMBERED if typed.get(_REMEMBER) else BORROWED


def _remember(typed: Typed) -> bool:
    """Ticked on a fresh form, and as it was on one that comes back."""
    return _NAME not in typed or bool(typed.get(_REMEMBER))


def _name_field() -> Field:
    return Field(
        _NAME,
        _("Uw naam"),
        _("Voor in de geschiedenis: zo weten anderen wie iets heeft veranderd."),
        autocomplete="name",
    )


def _sign_in_fields() -> tuple[Field, ...]:
    passphrase = Field(_PASSPHRASE, _("Wachtzin"), is_secret=True, autocomplete="current-password")
    return _name_field(), passphrase


def _first_fields(asks_code: bool) -> tuple[Field, ...]:
    code = Field(_CODE, _("Code"), _("Die staat in het venster waarin de server is gestart."))
    length = _("Minstens {n} tekens, bijvoorbeeld vier gewone woorden achter elkaar.").format(n=SHORTEST)
    return (
        *((code,) if asks_code else ()),
        _name_field(),
        Field(_PASSPHRASE, _("Wachtzin"), length, is_secret=True, autocomplete="new-password"),
        Field(_AGAIN, _("Nog een keer dezelfde wachtzin"), is_secret=True, autocomplete="new-password"),
    )


def _first_words(access: Access, asks_code: bool) -> list[str]:
    words = [
        _(
            "Dit dashboard heeft nog geen beheerder. Met deze wachtzin kunt u straks alles invullen en "
            "veranderen. Schrijf hem op en bewaar hem goed: wij kunnen hem niet opzoeken."
        )
    ]
    if access.is_damaged:
        words.insert(
            0,
            _(
                "Het bestand met de wachtzinnen is beschadigd. Wij bewaren het onder een andere naam. "
                "Kies opnieuw een wachtzin; de gegevens zelf zijn er nog."
            ),
        )
    if asks_code:
        words.append(
            _(
                "U zit niet aan de computer van het dashboard. Daarom vragen wij de code die de server bij "
                "het starten laat zien. Geen code? Start de server opnieuw, of gebruik de opdracht "
                "'python -m sok_metrics passphrase'."
            )
        )
    return words
