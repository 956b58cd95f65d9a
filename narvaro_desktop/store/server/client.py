"""What a computer keeps of a register: a file that says where it is, and beside the keys what is its own.

`almstad.narvaro` (the same for all, it may be handed on)   format, server, vault
`<vault uuid>.klient` (state folder)                        the log's device, the server's password in a box
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.errors import NotOurVault
from narvaro_desktop.store.keys import Unlocked
from narvaro_desktop.store.places import write_whole
from narvaro_desktop.store.server.address import Address, read_address

FORMAT = "narvaro/register/1"
SUFFIX = ".klient"
_HEAD = b'{"format":"narvaro/register/'
_MOST_BYTES = 10_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a register lies, and which one it is."""

    address: Address
    vault: UUID


@dataclass(frozen=True, slots=True)
class Client:
    """This computer among those of a register: its chain in the log, and the password it keeps, sealed."""

    device: str
    password: bytes = b""


def is_register(path: Path) -> bool:
    """Whether a file says where a register is, and holds none of it."""
    try:
        with path.open("rb") as file:
            return file.read(len(_HEAD)) == _HEAD
    except OSError:
        return False


def read_place(path: Path) -> Place:
    """:raises NotOurVault, AddressRefused, PasswordInAddress, TlsNeeded:"""
    try:
        told = json.loads(path.read_bytes()[:_MOST_BYTES])
        vault, server, form = UUID(told["vault"]), str(told["server"]), told["format"]
    except (OSError, ValueError, KeyError, TypeError):
        raise NotOurVault("register", 0) from None
    if form != FORMAT:
        raise NotOurVault("register", str(form)[:40])
    return Place(read_address(server), vault)


def write_place(path: Path, place: Place) -> None:
    """:raises DiskFull, ReadOnlyPlace:"""
    told = {"format": FORMAT, "server": place.address.text, "vault": str(place.vault)}
    write_whole(path, p.canonical(told))


def client_of(state: Path, vault: UUID) -> Client:
    """What this computer kept; one that comes for the first time gets a chain of its own."""
    try:
        told = json.loads((state / f"{vault}{SUFFIX}").read_bytes())
        return Client(UUID(hex=told["device"]).hex, b64decode(told["password"], validate=True))
    except (OSError, ValueError, KeyError, TypeError):
        return Client(uuid4().hex)


def keep_client(state: Path, me: Unlocked, client: Client, address: Address, password: str | None) -> None:
    """Keep the device and, in a box that every user of the register can open, the password that let us in.

    It opens for that address alone: the file that says where the register is may be changed by others.
    """
    vault = me.header.vault
    box = client.password
    if password:
        box = p.seal_box(_key(me.vault_key, vault), password.encode(), _bound(vault, address))
    told = {"device": client.device, "password": b64encode(box).decode()}
    state.mkdir(parents=True, exist_ok=True)
    write_whole(state / f"{vault}{SUFFIX}", p.canonical(told))


def kept_password(vault_key: bytes, place: Place, client: Client) -> str | None:
    """The password that this computer remembers for this very address, if the vault key opens its box."""
    if not client.password:
        return None
    try:
        bound = _bound(place.vault, place.address)
        return p.open_box(_key(vault_key, place.vault), client.password, bound).decode()
    except (p.NotOpened, NarvaroError, UnicodeDecodeError):
        return None


def _bound(vault: UUID, address: Address) -> bytes:
    return p.signed_text("server password", vault.bytes, address.text.encode())


def _key(vault_key: bytes, vault: UUID) -> bytes:
    return p.derive(vault_key, "state", vault.bytes)
