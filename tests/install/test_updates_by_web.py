"""An update from an address: over https alone, and as little trusted as any stick."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from updater.commands import main
from updater.offers import web_offer
from updater.outcomes import Outcome

from tests.install.publisher import Publisher
from tests.install.test_updates import Machine


class Site(BaseHTTPRequestHandler):
    """Files of a folder; /torn… ends too early, /away… leads to the same elsewhere."""

    folder: Path
    elsewhere: str

    def do_GET(self) -> None:
        name = self.path.rsplit("/", 1)[1]
        content = (self.folder / name).read_bytes()
        if self.path.startswith("/away"):
            self.send_response(302)
            self.send_header("Location", f"{self.elsewhere}/{name}")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        torn = self.path.startswith("/torn") and name.endswith(".gz")
        self.wfile.write(content[: len(content) // 2] if torn else content)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "machine")


@pytest.fixture
def site(
    tmp_path: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Where a publisher whom the machine trusts has put an update."""
    publisher = Publisher()
    publisher.trusted_by(machine.box.keys)
    archive = publisher.publish(tmp_path / "site")
    certificate = _certificate(tmp_path / "site.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with (
        _serving({"folder": archive.parent}) as plain,
        _serving({"folder": archive.parent, "elsewhere": plain}, context) as address,
    ):
        yield address


@contextmanager
def _serving(
    site: dict[str, object], context: ssl.SSLContext | None = None
) -> Iterator[str]:
    """A site's address; without a context it is one without https."""
    handler = type("FolderSite", (Site,), site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http{'s' if context else ''}://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("way", "outcome"),
    [
        ("", Outcome.INSTALLED),
        ("/torn", Outcome.TORN),
        ("/away", Outcome.NOTHING_THERE),
    ],
)
def test_an_update_is_fetched_over_https_and_whole(
    machine: Machine, site: str, way: str, outcome: Outcome
) -> None:
    assert machine.update(web_offer(f"{site}{way}/porchlight-update.tar.gz")) is outcome


def test_a_site_that_nobody_vouches_for_is_not_asked(
    machine: Machine, site: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(_certificate(tmp_path / "other.pem")))

    offer = web_offer(f"{site}/porchlight-update.tar.gz")
    assert machine.update(offer) is Outcome.NOTHING_THERE


@pytest.mark.parametrize(
    "arguments",
    [
        ("http://127.0.0.1/porchlight-update.tar.gz",),
        ("file:///etc/passwd",),
        ("ftp://127.0.0.1/x",),
        (),
        ("--stick", "--back"),
    ],
)
def test_a_command_that_makes_no_sense_does_nothing(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def _certificate(file: Path) -> Path:
    """One that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    since = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(since)
        .not_valid_after(since + datetime.timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + made.public_bytes(Encoding.PEM))
    return file
