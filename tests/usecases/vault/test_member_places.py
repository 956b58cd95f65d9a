"""Who looks after the team and the card: the keys of a role, digits to compare, and nobody unseen."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.store.key_changes import add_user
from narvaro_desktop.store.keys import Grants
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.tables import AccessLogRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.sending import keys
from narvaro_desktop.usecases.teamwork import today
from narvaro_desktop.usecases.teamwork.today import ReminderKind
from narvaro_desktop.usecases.vault import members, recovery, renewals, team, vaults
from narvaro_desktop.usecases.vault.recovery import SheetKind
from narvaro_desktop.usecases.work import Office, Work
from tests.conftest import School

NEW = "en helt annan fras än förut"
REKTOR, KURATOR, MENTOR = "Rektor Rönn", "Kurator Ek", "Mentor Al"
K = InfoClass.COUNSELLING


def _unlock(school: School, person: str) -> Office:
    return vaults.unlock(school.path, person, School.PHRASE, state=school.state, allow_weak=True)


def _id_in(work: Work, name: str) -> UUID:
    return next(person.id for person in team.people(work) if person.name == name)


def _id(office: Office, name: str) -> UUID:
    with office.work() as work:
        return _id_in(work, name)


def _place(office: Office, name: str) -> members.Place:
    person = _id(office, name)
    with office.work() as work:
        return members.place(work, person)


def test_who_no_longer_seals_leaves_the_card_and_keeps_her_place(school: School) -> None:
    office = _unlock(school, REKTOR)
    with office.work() as work:
        settings.remember(work, unit_code="12345678")
        keys.ensure_card(work)
    with office.work() as work:
        members.make_administrator(work, _id_in(work, KURATOR), True)
    assert _place(office, REKTOR).is_on_card and not _place(office, MENTOR).is_on_card
    office.close()
    office = _unlock(school, KURATOR)
    with office.work() as work:
        before = keys.own_card(work)

    members.change_role(office, _id(office, REKTOR), Role.COUNSELLOR)

    with office.work() as work:
        after = keys.own_card(work)
        shown = {one.name: one.role for one in team.people(work)}
    assert before is not None and after is not None
    assert after.card.serial == before.card.serial + 1 and after.card.signing == ()
    assert shown[REKTOR] is Role.COUNSELLOR
    office.close()


def test_whoever_stands_in_the_key_file_alone_stands_in_the_team_and_in_the_log(school: School) -> None:
    office = _unlock(school, REKTOR)
    vault = office.vault
    vault.keep_keys(
        add_user(
            vault.key_file, vault.me, "Kurator Okänd", NEW, role="counsellor", grants=Grants(frozenset({K})),
            now=datetime.now(UTC), kdf=PRACTICE_KDF, allow_weak=True,
        )
    )  # fmt: skip
    office.close()

    for _time in range(2):
        office = _unlock(school, KURATOR)
        stranger = _id(office, "Kurator Okänd")
        with office.work() as work:
            told = work.session.scalars(
                select(AccessLogRow.facts).where(AccessLogRow.action == "person.found")
            ).all()
        office.close()

        assert len(told) == 1 and str(stranger) in told[0]


def test_the_only_one_who_looks_after_the_team_is_told_so(school: School) -> None:
    office = _unlock(school, REKTOR)
    with office.work() as work:
        assert members.is_alone(work)
    with office.work() as work:
        assert ReminderKind.LONE_ADMINISTRATOR in today.today(work).reminders
        members.make_administrator(work, _id_in(work, KURATOR), True)
    with office.work() as work:
        assert not members.is_alone(work)
    office.close()
    office = _unlock(school, MENTOR)
    with office.work() as work:
        assert not members.is_alone(work)
    office.close()


def test_both_see_the_same_digits_before_a_colleague_is_let_in(school: School) -> None:
    office = _unlock(school, REKTOR)
    shown = _place(office, KURATOR).digits
    person = _id(office, MENTOR)
    with office.work() as work:
        members.new_passphrase(work, person, NEW, kdf=PRACTICE_KDF)
    renewed = _place(office, MENTOR).digits
    office.close()
    office = _unlock(school, KURATOR)
    own = _place(office, KURATOR).digits
    office.close()

    assert shown == own and len("".join(shown)) == 20
    assert renewed != shown


def test_a_phrase_renewed_with_the_sheet_stands_in_the_log(school: School) -> None:
    office = _unlock(school, REKTOR)
    with office.work() as work:
        sheet = recovery.print_sheet(work, SheetKind.VAULT).value.sheet
        members.new_passphrase(work, _id_in(work, MENTOR), NEW, kdf=PRACTICE_KDF)
    kurator = str(_id(office, KURATOR))
    office.close()
    recovery.new_passphrase(
        school.path, " ".join(sheet.lines), KURATOR, NEW, state=school.state, kdf=PRACTICE_KDF
    )

    for _time in range(2):
        office = _unlock(school, REKTOR)
        with office.work() as work:
            wanted = select(AccessLogRow.facts).where(AccessLogRow.action == "passphrase.reset")
            told = work.session.scalars(wanted).all()
        office.close()

        assert (
            len(told) == 1 and kurator in told[0]
        )  # the mentor's was renewed in the vault, and logged there


def test_who_holds_a_class_hears_who_was_let_in(school: School) -> None:
    office = _unlock(school, REKTOR)
    with office.work() as work:
        members.new_passphrase(work, _id_in(work, KURATOR), NEW, kdf=PRACTICE_KDF)
    colleague = _id(office, KURATOR)
    with office.work() as work:
        renewals.tell_holders(work, [K], colleague)
    office.close()

    office = vaults.unlock(school.path, KURATOR, NEW, state=school.state, allow_weak=True)
    with office.work() as work:
        assert renewals.news(work).value == ()  # she is the one who was let in
        renewals.tell_holders(work, [K], colleague)
    office.close()
    office = _unlock(school, REKTOR)
    with office.work() as work:
        assert renewals.news(work).value == (renewals.Renewed(K, (KURATOR, REKTOR), has_sheet=False),)
    office.close()
