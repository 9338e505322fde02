"""What comes in with a request, up to a limit."""

from starlette.requests import Request


async def read_body(request: Request, most: int) -> bytes | None:
    """All of it; None as soon as it is more than so many bytes."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            return None
    return bytes(body)
