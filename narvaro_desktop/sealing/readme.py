"""lasmig.txt: how to open a package without this program, in Swedish; its words are part of version 1."""

from narvaro_desktop.sealing.envelope import Envelope
from narvaro_desktop.sealing.names import base_folder
from narvaro_desktop.sealing.signature import namespace

_TEXT = """\
Det här är ett förseglat paket, version 1.

Paketet är gjort av allmänna delar som går att öppna utan särskilt program:
age (kryptering), ZIP, BagIt 1.0 (RFC 8493) och en SSH-underskrift (Ed25519).
Det som ska läsas ligger i mappen data. Vem som har skickat paketet och till vem
står i envelope.json.

Så här öppnas det med age 1.1 eller senare och OpenSSH 9.1 eller senare.
nyckel.txt är mottagarens hemliga nyckel. allowed_signers är listan över betrodda
avsändare, som mottagaren själv har hämtat ur sitt register.

age -d -i nyckel.txt -o paket.zip {folder}.age
unzip -q paket.zip && cd {folder}
ssh-keygen -Y verify -f ../allowed_signers -I {sender} -n {space} \\
    -O verify-time={moment} -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt
sha256sum -c tagmanifest-sha256.txt manifest-sha256.txt
bagit.py --validate .

Alla raderna ska lyckas. De visar att innehållet är oförändrat och vem som har
skrivit under. De prövar inte om paketet är ställt till dig, om det har kommit
förut eller om formen är exakt den föreskrivna. Det gör bara programmet.
Lägg till "-r sparrlista.krl" till ssh-keygen om det finns en spärrlista.
"""


def readme(envelope: Envelope) -> bytes:
    """The text for one package, UTF-8."""
    return _TEXT.format(
        folder=base_folder(envelope.package_id),
        sender=envelope.sender.id,
        space=namespace(envelope.kind),
        moment=f"{envelope.created:%Y%m%d%H%M%S}Z",
    ).encode("utf-8")
