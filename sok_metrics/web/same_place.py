"""Whether a request comes from a page of this very server: same host, same port, as a browser sees them."""

from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope
from streamlit.web.server.server_util import is_allowed_origin

from sok_metrics.web.proxy import is_https, visible_host

_USUAL_PORTS = {"http": 80, "https": 443}


def is_from_here(scope: Scope) -> bool:
    """Whether the page that sent it stands on this server: a browser never lies about its origin.

    Streamlit takes any port of the same host for its own; there a page of somebody else may stand.
    """
    text = Headers(scope=scope).get("origin", "")
    origin = _parts(text)
    if origin is None or origin.scheme not in _USUAL_PORTS or (is_https(scope) and origin.scheme == "http"):
        return False
    return is_allowed_origin(text) or _place(origin, origin.scheme) in _own_places(scope, origin.scheme)


def _own_places(scope: Scope, scheme: str) -> set[tuple[str, int] | None]:
    """Host and port of this server, as asked and as a proxy says that they were: no page can set either."""
    names = (Headers(scope=scope).get("host", ""), visible_host(scope))
    return {_place(_parts(f"//{name}"), scheme) for name in names} - {None}


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
