"""The address of a register: a PostgreSQL address without a password, and with TLS off this computer."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from narvaro_desktop.store.errors import AddressRefused, PasswordInAddress, TlsNeeded

SCHEMES = ("postgresql", "postgres")
PORT = 5432
_VERIFIED, _BOUND = "verify-full", "require"
_NOT_AS_IT_IS = "!password,!md5"
"""What a server may not ask for: the password itself, or what it can be guessed from."""
_SETTINGS = (
    "host",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "channel_binding",
    "krbsrvname",
)
"""What an address may say to libpq after its question mark; `host` is the folder of a socket."""


@dataclass(frozen=True, slots=True)
class Address:
    """postgresql://user@host:port/database?setting=value; an empty user is left to libpq."""

    host: str
    port: int
    database: str
    user: str
    settings: Mapping[str, str]

    @property
    def is_here(self) -> bool:
        """Whether the server is this computer, so that nothing passes a network."""
        return is_loopback(self.host)

    @property
    def text(self) -> str:
        """The address as it is kept and shown."""
        is_folder = self.host.startswith("/")
        host = "" if is_folder else f"[{self.host}]" if ":" in self.host else self.host
        who = f"{quote(self.user, safe='')}@" if self.user else ""
        port = f":{self.port}" if self.port != PORT else ""
        settings = {"host": self.host, **self.settings} if is_folder else self.settings
        asked = "?" + urlencode(settings) if settings else ""
        return f"postgresql://{who}{host}{port}/{quote(self.database, safe='')}{asked}"

    @property
    def parameters(self) -> dict[str, str | int]:
        """What libpq is told; what is missing (a password, a user) it looks for itself, as in .pgpass."""
        told: dict[str, str | int] = {"host": self.host, "port": self.port, "dbname": self.database}
        told["require_auth"] = _NOT_AS_IT_IS
        if self.user:
            told["user"] = self.user
        if not self.is_here:
            told |= {"sslmode": _VERIFIED, "channel_binding": _BOUND}
        return {**told, **self.settings}


def read_address(text: str) -> Address:
    """The address that somebody typed.

    :raises AddressRefused: it is none, or says what an address of ours may not say
    :raises PasswordInAddress: a password is asked for, so that it stands in no list of processes
    :raises TlsNeeded: off this computer only `verify-full` proves that the server is the one it says
    """
    try:
        parts = urlsplit(text.strip())
        port = parts.port or PORT
        asked = parse_qsl(parts.query, strict_parsing=True) if parts.query else []
    except ValueError:
        raise AddressRefused("form") from None
    if parts.scheme not in SCHEMES or parts.fragment:
        raise AddressRefused("form")
    settings = dict(asked)
    if parts.password is not None or "password" in settings:
        raise PasswordInAddress
    if unknown := sorted(settings.keys() - set(_SETTINGS)):
        raise AddressRefused(unknown[0])
    host, database = _host(parts.hostname, settings.pop("host", "")), unquote(parts.path.strip("/"))
    if not database or "/" in database:
        raise AddressRefused("database")
    address = Address(host, port, database, unquote(parts.username or ""), settings)
    if not address.is_here and settings.get("sslmode", _VERIFIED) != _VERIFIED:
        raise TlsNeeded(settings["sslmode"])
    return address


def is_loopback(host: str) -> bool:
    """Whether a host is a socket's folder, `localhost` or an address of this computer's own."""
    if host.startswith("/") or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _host(named: str | None, folder: str) -> str:
    """One host: the name in the address, or the folder of a socket; a list of hosts is none."""
    host = unquote(named or "") or folder
    if not host or "," in host or (folder and (named or not folder.startswith("/"))):
        raise AddressRefused("host")
    return host
