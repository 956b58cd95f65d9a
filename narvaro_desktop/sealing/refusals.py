"""Why a package is refused: one class for each reason, with its code and the facts that are known.

    PackageRefused
    ├── the file        NotAge HeaderFault StanzaKind MixedFamilies NoKey Damaged FileFault
    ├── the content     ZipForm EntryOrder EntryName Manifest JsonForm EnvelopeMismatch PayloadForm PdfJson
    ├── the size        Limits PolicySize
    ├── the sender      UnknownSigner SignatureFault SignerNotValid SignerNotAllowed
    ├── the recipient   WrongRecipient HiddenRecipient
    ├── what came first Duplicate IdReused SequenceFork
    ├── the world       FutureVersion ClockFault Protected PracticeMismatch
    ├── an open file    CardSignature CardChain
    └── a bug           InternalFault

Facts are numbers, codes, fingerprints and names of entries; never content and never a person.
"""

from typing import ClassVar

from narvaro_desktop.errors import NarvaroError

Fact = str | int


class PackageRefused(NarvaroError):
    """A package or an open signed file that is not accepted; `code` is stored, `facts` are shown."""

    code: ClassVar[str] = ""

    def __init__(self, **facts: Fact) -> None:
        super().__init__(self.code, *(f"{name}={value}" for name, value in facts.items()))
        self.facts = facts


class NotAge(PackageRefused):
    """The file does not begin as an age file."""

    code = "not-age"


class HeaderFault(PackageRefused):
    """The age header breaks a limit or a form."""

    code = "header"


class StanzaKind(PackageRefused):
    """The age header holds a recipient of a kind that is not accepted."""

    code = "stanza-kind"


class MixedFamilies(PackageRefused):
    """One file, recipients of two families: the weaker would decide."""

    code = "mixed-families"


class NoKey(PackageRefused):
    """None of our keys opens the file."""

    code = "no-key"


class Damaged(PackageRefused):
    """The file was changed, cut or lengthened after it was sealed."""

    code = "damaged"


class FileFault(PackageRefused):
    """The file could not be read or written; `errno` says why."""

    code = "io"


class ZipForm(PackageRefused):
    """The archive is not the canonical one."""

    code = "zip-form"


class EntryOrder(PackageRefused):
    """An entry is missing, doubled or out of its place."""

    code = "entry-order"


class EntryName(PackageRefused):
    """An entry has a name that no package may hold."""

    code = "entry-name"


class Manifest(PackageRefused):
    """A hash or a tag file does not fit what was signed."""

    code = "manifest"


class JsonForm(PackageRefused):
    """A JSON text is not canonical or has not the fields it must have."""

    code = "json-form"


class EnvelopeMismatch(PackageRefused):
    """The envelope says something else than what stands around it."""

    code = "envelope-mismatch"


class PayloadForm(PackageRefused):
    """A payload file has not the fields, sums or leading bytes it must have."""

    code = "payload-form"


class PdfJson(PackageRefused):
    """The PDF does not carry the very bytes of the JSON."""

    code = "pdf-json"


class Limits(PackageRefused):
    """A size or a count is above what the format allows."""

    code = "limits"


class PolicySize(PackageRefused):
    """The package is larger than this receiver takes."""

    code = "policy-size"


class UnknownSigner(PackageRefused):
    """No trusted key card holds the key that signed a file of `kind`; `key` is its fingerprint."""

    code = "unknown-signer"


class SignatureFault(PackageRefused):
    """The signature is not one over this package."""

    code = "signature"


class SignerNotValid(PackageRefused):
    """The key was revoked, or not valid at that time."""

    code = "signer-not-valid"


class SignerNotAllowed(PackageRefused):
    """The key may not sign packages of this kind."""

    code = "signer-not-allowed"


class WrongRecipient(PackageRefused):
    """The package is addressed to someone else."""

    code = "wrong-recipient"


class HiddenRecipient(PackageRefused):
    """The file has recipients that the sender did not sign for."""

    code = "hidden-recipient"


class Duplicate(PackageRefused):
    """This very package was received before."""

    code = "duplicate"


class IdReused(PackageRefused):
    """A package with this number and other content was received before."""

    code = "id-reused"


class SequenceFork(PackageRefused):
    """The sender's running number was used before; `last_sequence` is the highest we know."""

    code = "sequence-fork"


class FutureVersion(PackageRefused):
    """A newer program made this."""

    code = "future-version"


class ClockFault(PackageRefused):
    """The package says it was made in the future."""

    code = "clock"


class Protected(PackageRefused):
    """Nothing is sealed about a pupil with skyddade personuppgifter."""

    code = "protected"


class PracticeMismatch(PackageRefused):
    """Practice meets reality: a practice card or package in a real vault, or the other way round."""

    code = "practice"


class CardSignature(PackageRefused):
    """A key card or a revocation list is not signed by the key it must be signed by."""

    code = "card-signature"


class CardChain(PackageRefused):
    """A key card or a revocation list is older than the one that is trusted, or contradicts it."""

    code = "card-chain"


class InternalFault(PackageRefused):
    """A bug met while reading; only the type of the exception is told."""

    code = "internal-fault"
