"""From where a request to sign in comes: this computer, a browser that signed in before, or elsewhere."""

from starlette.requests import Request

from sok_metrics import clock
from sok_metrics.tasks.accounts.access import Access
from sok_metrics.tasks.accounts.attempts import Caller
from sok_metrics.tasks.accounts.known_browsers import find_known_browser
from sok_metrics.tasks.accounts.sources import source_of
from sok_metrics.web.own_computer import is_own_computer
from sok_metrics.web.proxy import client_address
from sok_metrics.web.same_site import form_token


def caller_of(request: Request, access: Access) -> Caller:
    """Who sends this request, as far as limits ask."""
    return Caller(
        source=source_of(client_address(request.scope)),
        is_own_computer=is_own_computer(request),
        window=form_token(request),
        browser=find_known_browser(access, request.cookies, now=clock.timestamp()),
    )
