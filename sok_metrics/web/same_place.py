"""Whether a request comes from a page of this very server: same host, same port, as a browser sees them."""

from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers
from streamlit.web.server.server_util import is_allowed_origin

_USUAL_PORTS = {"http": 80, "https": 443}


def is_from_here(headers: Headers, *, is_secure: bool) -> bool:
    """Whether the page that sent it stands on this server: a browser never lies about its origin.

    Streamlit takes any port of the same host for its own; there a page of somebody else may stand.
    """
    text = headers.get("origin", "")
    origin = _parts(text)
    if origin is None or origin.scheme not in _USUAL_PORTS or (is_secure and origin.scheme == "http"):
        return False
    return is_allowed_origin(text) or _place(origin, origin.scheme) in _own_places(headers, origin.scheme)


def _own_places(headers: Headers, scheme: str) -> set[tuple[str, int] | None]:
    """Host and port of this server; a proxy may put the name that the browser used in a header of its own.

    A page on another site cannot set either of them.
    """
    passed_on = headers.get("x-forwarded-host", "").split(",")[0].strip()
    named = [name for name in (headers.get("host", ""), passed_on) if name]
    return {_place(_parts(f"//{name}"), scheme) for name in named} - {None}


def _parts(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        _port = parts.port  # raises when it is no port
    except ValueError:
        return None
    return parts


def _place(parts: SplitResult | None, scheme: str) -> tuple[str, int] | None:
    if parts is None or not parts.hostname:
        return None
    return parts.hostname.rstrip("."), parts.port or _USUAL_PORTS[scheme]
