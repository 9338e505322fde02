"""What an organisation tells about who signs in, before Streamlit puts all of it in cookies.

Somebody in 400 groups would get 30 kB of cookies, sent along with every request; 64 kB is as much as we take.
"""

from typing import Any

from authlib.integrations import starlette_client

KEPT_CLAIMS = ("sub", "name", "email", "email_verified", "xms_edov")
"""What `tasks.sign_in` asks, and the one that is always there; groups and pictures need not travel along."""
_LONGEST_CLAIM = 320
"""The longest e-mail address there can be; what is longer is none, nor a name."""
_LONGEST_ID_TOKEN = 2_000


class SmallAccounts(starlette_client.StarletteOAuth2App):  # type: ignore[misc]
    """An Authlib client that forgets what the dashboard never asks."""

    async def authorize_access_token(self, request: Any, **kwargs: Any) -> dict[str, Any]:
        """The answer of the organisation, checked and then made small."""
        return small(await super().authorize_access_token(request, **kwargs))


def small(token: dict[str, Any]) -> dict[str, Any]:
    """Of an answer: the claims that we use, and (when it is short) what signing out there needs."""
    claims = token.get("userinfo") or {}
    kept: dict[str, Any] = {
        "userinfo": {name: claims[name] for name in KEPT_CLAIMS if _is_short(claims.get(name))}
    }
    id_token = token.get("id_token")
    # Without it an organisation asks who signs out; with a long one that address would fit no server.
    if isinstance(id_token, str) and len(id_token) <= _LONGEST_ID_TOKEN:
        kept["id_token"] = id_token
    return kept


def _is_short(value: object) -> bool:
    return isinstance(value, (str, bool, int)) and len(str(value)) <= _LONGEST_CLAIM


def keep_accounts_small() -> None:
    """Let Streamlit sign people in with `SmallAccounts`: it builds on the class that stands here then."""
    starlette_client.StarletteOAuth2App = SmallAccounts
