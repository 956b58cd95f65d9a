"""A real vault for the store's tests: made once for each run, copied for each test."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store.key_changes import add_user
from narvaro_desktop.store.keys import Grants, make_class, unlock
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.vault import Vault, create, open_vault

NOW = datetime(2026, 10, 5, 7, 12, tzinfo=UTC)
K, M, O = InfoClass.COUNSELLING, InfoClass.MEDICAL, InfoClass.CHILD_WELFARE  # noqa: E741
PHRASES = {"Rektor": "björn lykta", "Kurator": "vante moln", "Skolsköterska": "ekorre sjal"}


@dataclass(frozen=True)
class School:
    """A vault on disk with three users; M is made by the skolsköterska alone."""

    path: Path
    state: Path

    def open(self, label: str = "Rektor") -> Vault:
        return open_vault(self.path, self.state, label, PHRASES[label])


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("original")
    vault = create(
        folder / "skola.narvaro",
        folder / "state",
        "Rektor",
        PHRASES["Rektor"],
        role="principal",
        grants=Grants(frozenset({K})),
        now=NOW,
        practice=True,
        kdf=PRACTICE_KDF,
    )
    keys = vault.key_file
    for label, role, classes in (
        ("Kurator", "counsellor", {K}),
        ("Skolsköterska", "school_nurse", {M}),
    ):
        grants = Grants(frozenset(classes))
        keys = add_user(
            keys, vault.me, label, PHRASES[label], role=role, grants=grants, now=NOW, kdf=PRACTICE_KDF
        )
    nurse = unlock(keys, "Skolsköterska", PHRASES["Skolsköterska"])
    keys, _nurse = make_class(keys, nurse, M)
    vault.keep_keys(keys)
    vault.close()
    return folder


@pytest.fixture
def school(original: Path, tmp_path: Path) -> School:
    shutil.copytree(original, tmp_path / "vault")
    return School(tmp_path / "vault" / "skola.narvaro", tmp_path / "vault" / "state")
