"""The links by which the parties read what is tuned with them: one per publication and party, no account.

A link holds a key that is computed from the key of the cookies, which stands beside the store and never in
it. So nothing in the store, an export or a backup opens a link, and editors can always see the link again.
"""

import hashlib
import hmac
from pathlib import Path

from sok_metrics.tasks.accounts.access import read_access

KEY_PARAMETER = "sleutel"
PARTY_PARAMETER = "partij"
_LENGTH = 24


def link_key(path: Path, publication_number: int, party_code: str) -> str:
    """The key in the link of one party ("" is anybody who gets it); "" while nobody can sign in yet."""
    secret = read_access(path).key
    if not secret:
        return ""
    said = f"afstemmen|{publication_number}|{party_code}".encode()
    return hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()[:_LENGTH]


def opens(path: Path, publication_number: int, party_code: str, key: str) -> bool:
    """Whether this is the key of that publication and party."""
    expected = link_key(path, publication_number, party_code)
    return bool(expected) and hmac.compare_digest(expected.encode(), key.encode("utf-8", "replace"))
