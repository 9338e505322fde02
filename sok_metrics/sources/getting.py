"""Asking a service outside for its answer: over https only, within seconds, and nowhere else than asked."""

import http.client
import time
from collections.abc import Callable
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from sok_metrics.errors import SourceFaultError, SourceUnreachableError
from sok_metrics.texts import _

Getter = Callable[[str], bytes]
"""Address -> what stands there. Raises SourceUnreachableError, or SourceFaultError for a wrong answer."""

SILENCE = 5.0
"""Seconds without a sign of life before we give up."""
PATIENCE = 20.0
"""Seconds for one whole answer."""
LARGEST = 10_000_000
"""Bytes of one answer."""
_PART = 65_536


def get(url: str, *, silence: float = SILENCE, patience: float = PATIENCE, largest: int = LARGEST) -> bytes:
    """The answer to `url`."""
    if urlsplit(url).scheme != "https":
        raise SourceFaultError(
            _("Het adres {url} is niet veilig: het begint niet met https.").format(url=url)
        )
    request = Request(url, headers={"Accept": "application/json", "User-Agent": "sok-monitor"})
    give_up_at = time.monotonic() + patience
    try:
        with build_opener(SamePlace).open(request, timeout=silence) as answer:
            return _read(answer, give_up_at, largest)
    except HTTPError as error:
        raise SourceFaultError(
            _("{host} antwoordt met een fout (nummer {code}). Probeer het later nog eens.").format(
                host=urlsplit(url).hostname, code=error.code
            )
        ) from error
    except (URLError, OSError, http.client.HTTPException) as error:
        raise _unreachable(url) from error


def _read(answer: IO[bytes], give_up_at: float, largest: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := answer.read(_PART):
        parts.append(part)
        size += len(part)
        if size > largest:
            raise SourceFaultError(_("Het antwoord is te groot. Er is niets veranderd."))
        if time.monotonic() > give_up_at:
            raise TimeoutError
    return b"".join(parts)


def _unreachable(url: str) -> SourceUnreachableError:
    return SourceUnreachableError(
        _(
            "{host} is nu niet te bereiken. Er is niets veranderd. Kijk of deze computer internet heeft, "
            "of probeer het later."
        ).format(host=urlsplit(url).hostname)
    )


class SamePlace(HTTPRedirectHandler):
    """Follows a service that moved a page, but never to another host or off https."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        """The next request, when it stays in the same place."""
        refuse_elsewhere(req.full_url, newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def refuse_elsewhere(asked: str, following: str) -> None:
    """Raise SourceFaultError when `following` lies on another host than `asked`, or is not https."""
    start, end = urlsplit(asked), urlsplit(following)
    if (end.scheme, end.netloc.lower()) != ("https", start.netloc.lower()):
        raise SourceFaultError(
            _("{host} verwijst naar een ander adres. Dat volgen we niet. Er is niets veranderd.").format(
                host=start.hostname
            )
        )
