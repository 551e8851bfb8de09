"""A real IMAP server, Debian's Dovecot, in a folder of its own, with a certificate of a little authority of its own."""

import getpass
import os
import shutil
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from imapclient import IMAPClient

from career_relay.settings.inbound import Imap
from tests.sink import free_port

USER, PASSWORD = "relay", "only-for-this-test"  # noqa: S105
DOVECOT = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
CONFIG = """
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
listen = 127.0.0.1
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
first_valid_uid = 1
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = yes
mail_location = maildir:~/Maildir
passdb {{
  driver = passwd-file
  args = scheme=plain {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
namespace inbox {{
  inbox = yes
  separator = .
  prefix = {prefix}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class Dovecot:
    """One mailbox. `imap` is how to reach it; a test may start and stop it."""

    def __init__(self, folder: Path, *, prefix: str = "") -> None:
        self.folder, self.prefix = folder, prefix
        self.port, self.tls_port = free_port(), free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def imap(self) -> Imap:
        return Imap(
            host="127.0.0.1", port=self.tls_port, user=USER, password=PASSWORD, ca_file=str(self.folder / "cert.pem")
        )

    @property
    def starttls(self) -> Imap:
        return Imap(
            host="127.0.0.1", port=self.port, user=USER, password=PASSWORD, tls=False, starttls=True,
            ca_file=str(self.folder / "cert.pem"),
        )  # fmt: skip

    def prepare(self) -> None:
        root = os.geteuid() == 0
        uid, gid = (65_534, 65_534) if root else (os.getuid(), os.getgid())
        (self.folder / "home").mkdir()
        for one in (self.folder, self.folder / "home"):
            one.chmod(0o755)
        if root:
            os.chown(self.folder / "home", uid, gid)
        (self.folder / "users").write_text(f"{USER}:{PASSWORD}\n")
        make_certificate(self.folder)
        me = getpass.getuser()
        (self.folder / "dovecot.conf").write_text(
            CONFIG.format(
                folder=self.folder,
                port=self.port,
                tls_port=self.tls_port,
                uid=uid,
                gid=gid,
                prefix=self.prefix,
                internal="dovecot" if root else me,
                login="dovenull" if root else me,
                group="dovecot" if root else str(os.getgid()),
            )  # fmt: skip
        )

    def start(self) -> None:
        assert DOVECOT is not None
        self._process = subprocess.Popen(
            [DOVECOT, "-F", "-c", str(self.folder / "dovecot.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _try in range(100):
            try:
                self.client().logout()
            except (OSError, ssl.SSLError):
                time.sleep(0.1)
            else:
                return
        self.stop()
        raise AssertionError((self.folder / "log").read_text() if (self.folder / "log").exists() else "no log")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None

    def client(self) -> IMAPClient:
        trusted = ssl.create_default_context(cafile=str(self.folder / "cert.pem"))
        client = IMAPClient("127.0.0.1", self.tls_port, ssl=True, ssl_context=trusted, timeout=10)
        client.login(USER, PASSWORD)
        return client

    def put(self, *mails: bytes) -> None:
        """Let mails arrive."""
        client = self.client()
        for one in mails:
            client.append("INBOX", one)
        client.logout()

    def counts(self) -> dict[str, int]:
        """How many mails lie in each folder."""
        client = self.client()
        names = [name for flags, _mark, name in client.list_folders() if b"\\Noselect" not in flags]
        found = {name: int(client.folder_status(name, ["MESSAGES"])[b"MESSAGES"]) for name in names}
        client.logout()
        return found


def make_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def dovecot_with(prefix: str = "") -> Iterator[Dovecot]:
    if DOVECOT is None:
        pytest.skip("no Dovecot here: apt install dovecot-imapd")
    folder = Path(tempfile.mkdtemp(prefix="imap-"))
    server = Dovecot(folder, prefix=prefix)
    try:
        server.prepare()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    yield from dovecot_with()
