"""A class list of I dag as a form, so that no step needs a mentor's account.

This module brings ReportLab along (slow): import it inside the act that needs it.
"""

from sqlalchemy import select

from narvaro_desktop.documents.class_form import ClassForm
from narvaro_desktop.documents.class_form import class_form as form_pdf
from narvaro_desktop.documents.page import file_name
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.teamwork.meeting import initials
from narvaro_desktop.i18n import in_swedish
from narvaro_desktop.store.tables import CaseRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence import attendance, signals, suggestions
from narvaro_desktop.usecases.absence.suggestions import NobodyListed
from narvaro_desktop.usecases.law_profiles import secrecy
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.work import Work


@in_swedish()
def class_form(work: Work, class_name: str) -> Paper:
    """The pupils of the class who wait for an answer, by initials. Raises NobodyListed."""
    work.may(Resource.INVESTIGATION, Action.EXPORT)
    work.may(Resource.ABSENCE, Action.READ)
    data = attendance.data_state(work)
    lists = suggestions.class_lists(
        suggestions.suggested(work, data, signals.pointed(work, data)) if data else ()
    )
    shown = next((one for one in lists if one.class_name == class_name), None)
    if shown is None or data is None:
        raise NobodyListed
    numbers = select(CaseRow.student_id, CaseRow.number).where(CaseRow.closed_on.is_(None))
    known = {row.student_id: row.number for row in work.session.execute(numbers)}
    form = ClassForm(
        school=settings.profile(work).name,
        class_name=class_name or "Utan klass",
        until=data.until,
        pupils=tuple((initials(one.student.name), known.get(one.student.id, "")) for one in shown.students),
        back_to=f"Lämnas i handen till {work.actor.name}, {work.actor.role.swedish}. "
        "Förstörs när svaren är inskrivna.",
    )
    work.log("class.form", pupils=len(shown.students))
    return Paper(form_pdf(form, work.now, secrecy(work)), file_name("klasslista", class_name, work.today))
