"""A real nginx with the very file of deploy/, a certificate of its own and the ports that a test wants."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.browser.serving import ROOT

NAME = "sok.voorbeeld.nl"
"""As the files of deploy/ have it."""
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
_MAIN = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/sok-monitor;
}}
"""


@contextmanager
def running_nginx(folder: Path, *, dashboard: int, https: int, http: int) -> Iterator[Path]:
    """nginx on these ports of 127.0.0.1, before the dashboard on port `dashboard`; gives its certificate."""
    folder.mkdir(exist_ok=True)
    certificate = make_certificate(folder)
    (folder / "sok-monitor").write_text(filled_in(folder, dashboard, https, http), encoding="utf-8")
    # Started by root it would go on as another user, who may not write in the folders of a test.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(_MAIN.format(folder=folder, user=user), encoding="utf-8")
    command = [str(NGINX), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    process = subprocess.Popen(command)
    try:
        _wait_for(https, process)
        yield certificate
    finally:
        process.terminate()
        process.wait(timeout=20)


def filled_in(folder: Path, dashboard: int, https: int, http: int) -> str:
    """deploy/nginx.conf, filled in as its first lines say; here it listens to this computer only."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for old, new in {
        f"/etc/letsencrypt/live/{NAME}": str(folder),
        "    listen [::]:443 ssl http2;\n": "",
        "    listen [::]:80;\n": "",
        "listen 443 ssl": f"listen 127.0.0.1:{https} ssl",
        "listen 80": f"listen 127.0.0.1:{http}",
        f"return 301 https://{NAME}": f"return 301 {address(https)}",
        "http://127.0.0.1:8501": f"http://127.0.0.1:{dashboard}",
    }.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def address(port: int) -> str:
    """What people type to get at nginx on this port."""
    return f"https://{NAME}" + (f":{port}" if port != 443 else "")


def make_certificate(folder: Path) -> Path:
    """A certificate for NAME that says of itself that it is right, and its key beside it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "privkey.pem").write_bytes(private)
    path = folder / "fullchain.pem"
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return path


def is_free(port: int) -> bool:
    """Whether this user may listen at this port, and nobody does."""
    with socket.socket() as probe:
        try:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("nginx stopped: what it said stands in error.log")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("nginx did not start")
