"""The routes for other programs: is the server there, and commands on the store that it has open."""

import hmac
import json
from collections.abc import Sequence
from json import JSONDecodeError

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from sok_metrics import __version__
from sok_metrics.errors import SokError
from sok_metrics.store.connection import open_store
from sok_metrics.tasks.commands.run import Options, run_command
from sok_metrics.tasks.storage.place import COMMAND_PATH, HEALTH_PATH, database_path
from sok_metrics.tasks.storage.remains import refuse_missing
from sok_metrics.texts import _
from sok_metrics.web.bodies import read_body
from sok_metrics.web.proxy import client_address, is_loopback

_LONGEST_BODY = 10_000


def command_routes(base: str, token: str) -> Sequence[BaseRoute]:
    """Health for everybody; commands for who holds the token, on this computer only."""

    async def health(_request: Request) -> Response:
        return JSONResponse({"ok": True, "version": __version__}, headers={"Cache-Control": "no-store"})

    async def command(request: Request) -> Response:
        if not _is_this_computer(request):
            return _refusal(403, _("Opdrachten werken alleen op de computer van het dashboard zelf."))
        if not _has_token(request, token):
            return _refusal(401, _("De sleutel bij deze opdracht klopt niet."))
        options = await _read_options(request)
        if options is None:
            return _refusal(400, _("De opdracht is niet begrepen."))
        try:
            # In a thread of its own: an export takes a second, in which the pages must go on.
            answer = await run_in_threadpool(_do, request.path_params["name"], options)
        except SokError as error:
            return _refusal(409, str(error))
        return Response(answer, media_type="application/octet-stream", headers={"Cache-Control": "no-store"})

    async def front_page(request: Request) -> Response:
        # Streamlit serves the default page at the root only; people type the name that they see in the menu.
        asked = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{base}/{asked}", status_code=307)

    return [
        Route(f"{base}/overzicht", front_page, methods=["GET"]),
        Route(base + HEALTH_PATH, health, methods=["GET"]),
        Route(f"{base}{COMMAND_PATH}/{{name}}", command, methods=["POST"]),
    ]


def _do(name: str, options: Options) -> bytes:
    refuse_missing(database_path())
    return run_command(open_store(database_path()), name, options)


def _is_this_computer(request: Request) -> bool:
    """Whether the request comes from the computer that the server runs on."""
    caller = client_address(request.scope)
    # A server that listens at one address of its own sees its own computer come from that address.
    server = request.scope.get("server")
    return is_loopback(caller) or (server is not None and caller == server[0])


def _has_token(request: Request, token: str) -> bool:
    given = request.headers.get("Authorization", "")
    return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())


async def _read_options(request: Request) -> Options | None:
    """The options in the body; None when it is too long or not an object in JSON."""
    body = await read_body(request, _LONGEST_BODY)
    if body is None:
        return None
    try:
        options = json.loads(body or b"{}")
    except (JSONDecodeError, UnicodeDecodeError):
        return None
    return options if isinstance(options, dict) else None


def _refusal(code: int, sentence: str) -> Response:
    return JSONResponse({"error": sentence}, status_code=code, headers={"Cache-Control": "no-store"})
