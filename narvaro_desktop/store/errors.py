"""What can go wrong with keys, vault, log and copies.

StoreError
├── KeyFileMissing KeyFileDamaged StaleKeyFile ForeignKeyFile WeakDerivation
├── WrongPassphrase UnknownUser NotEntitled LabelTaken
├── SheetMistyped SheetOpensNothing
├── ClassNotHeld ClassNotMade CellRefused
├── VaultMissing VaultExists NotOurVault NewerVault VaultDamaged AlreadyOpen DriverTooOld
├── ReadOnlyPlace DiskFull NetworkShare NoRoom VaultBusy VaultReplaced
├── OlderThanWitness LogForged
├── AddressRefused PasswordInAddress TlsNeeded
├── ServerPasswordNeeded ServerNotTrusted ServerTooOld RegisterUnreachable RegisterBusy RegisterRefused
├── RegisterExists RegisterNeedsUpgrade RegisterSpoilt KeysRewritten SaveUncertain WrittenMeanwhile
└── CopyRefused
"""

from narvaro_desktop.errors import NarvaroError


class StoreError(NarvaroError):
    """The vault, its keys, its log or a copy of it is not as it must be."""


class KeyFileMissing(StoreError):
    """None of the three copies of the key file is there."""


class KeyFileDamaged(StoreError):
    """The key file is cut, changed, not canonical or beyond its limits; carries the part that failed."""


class StaleKeyFile(StoreError):
    """The key file is older than the one that its user has already seen: (edition, newest edition seen)."""


class ForeignKeyFile(StoreError):
    """The key file belongs to another vault, or its root key is not the one that the slot pins."""


class WeakDerivation(StoreError):
    """The key derivation is below the floor of 128 MiB and three passes: (memory in KiB, passes)."""


class WrongPassphrase(StoreError):
    """The passphrase does not open the slot."""


class UnknownUser(StoreError):
    """No slot stands under that label."""


class LabelTaken(StoreError):
    """Another user of the vault already has that label."""


class NotEntitled(StoreError):
    """The user lacks the secret that the act needs; carries the secret's name, e.g. `root`."""


class SheetMistyped(StoreError):
    """These lines of the recovery sheet do not fit their check characters: (line numbers from 1)."""


class SheetOpensNothing(StoreError):
    """The recovery sheet is rightly typed and belongs to another vault, or has been replaced."""


class ClassNotHeld(StoreError):
    """The text is in a class whose key the user does not hold: (class key)."""


class ClassNotMade(StoreError):
    """No key pair has been made yet for the class: (class key)."""


class CellRefused(StoreError):
    """A class text is damaged or does not belong where it stands: (table, column)."""


class VaultMissing(StoreError):
    """There is no file where the vault should be."""


class VaultExists(StoreError):
    """There is already a file where a new vault should be."""


class NotOurVault(StoreError):
    """The file or the driver answers otherwise than a vault must: (setting, found)."""


class NewerVault(StoreError):
    """The vault was last opened by a newer program: (its schema version, or its key file's format)."""


class VaultDamaged(StoreError):
    """The vault's file does not open under its own key, or a check of it failed."""


class DriverTooOld(StoreError):
    """The database library is below the floor or lacks encryption: (library, version found)."""


class AlreadyOpen(StoreError):
    """Another process has the vault open; `host`, `user`, `pid`, `since` as it wrote them, or empty."""

    def __init__(self, host: str = "", user: str = "", pid: int = 0, since: str = "") -> None:
        super().__init__(pid)
        self.host, self.user, self.pid, self.since = host, user, pid, since


class ReadOnlyPlace(StoreError):
    """Nothing can be written where the vault lies."""


class DiskFull(StoreError):
    """The disk took no more; nothing of the act was kept."""


class VaultBusy(StoreError):
    """Another program holds the vault's file for a moment, e.g. an antivirus or a sync client."""


class VaultReplaced(StoreError):
    """Another file lies where the open vault was made or opened; nothing more is written in it."""


class NetworkShare(StoreError):
    """A vault must not lie on a network share, where locks do not hold: (file system)."""


class NoRoom(StoreError):
    """An upgrade or copy needs more room than the disk has: (bytes needed, bytes free)."""


class OlderThanWitness(StoreError):
    """The vault lacks a log entry that a witness has seen: (device, sequence seen, last sequence)."""


class LogForged(StoreError):
    """Somebody put a line into a register's log, or took one away, past the program: (its newest turn)."""


class CopyRefused(StoreError):
    """A backup does not hold what it should: (the check that failed)."""


class AddressRefused(StoreError):
    """That is no address of a register: (the part that is wrong)."""


class PasswordInAddress(StoreError):
    """The address holds a password, which belongs in no address."""


class TlsNeeded(StoreError):
    """Off this computer the server must prove who it is: (the sslmode that was asked for)."""


class ServerPasswordNeeded(StoreError):
    """The server lets nobody in without the right password: (1 if one was tried, else 0)."""


class ServerNotTrusted(StoreError):
    """The server offers no TLS, or its certificate is not one that this computer trusts."""


class ServerTooOld(StoreError):
    """The server is below PostgreSQL 14: (its version)."""


class RegisterUnreachable(StoreError):
    """The server does not answer, or fell silent in the middle of the act, which is then not done."""


class RegisterBusy(StoreError):
    """Somebody else's act took too long for this one to get its turn."""


class RegisterRefused(StoreError):
    """The server's user lacks a right that the act needs."""


class RegisterExists(StoreError):
    """The database holds tables already, so no register is made in it."""


class RegisterNeedsUpgrade(StoreError):
    """The register's tables are of an older version than the program: (their version)."""


class RegisterSpoilt(StoreError):
    """What says whose register it is was not written by the program."""


class KeysRewritten(StoreError):
    """A colleague changed the keys at the same moment; they are read anew, and the act can be done again."""


class SaveUncertain(StoreError):
    """The server fell silent while the act was being kept: whether it was, cannot be told."""


class WrittenMeanwhile(StoreError):
    """A colleague has written in these fields since they were read: (table, record, fields, newest clock)."""
