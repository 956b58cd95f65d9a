"""*Frågor till undervisande lärare* as a form: initials and case number, so that it may lie in a pigeonhole.

This module brings ReportLab along (slow): import it inside the act that needs it.
"""

from typing import Final
from uuid import UUID

from narvaro_desktop.documents.page import file_name
from narvaro_desktop.documents.teacher_form import FormQuestion, TeacherForm
from narvaro_desktop.documents.teacher_form import teacher_form as form_pdf
from narvaro_desktop.domain.assessment.questions import Question
from narvaro_desktop.domain.case_terms import Action, AnswerKind, Resource
from narvaro_desktop.domain.terms import Depth
from narvaro_desktop.i18n import _, in_swedish
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.assessment import investigations
from narvaro_desktop.usecases.casework.case_papers import printable
from narvaro_desktop.usecases.deciding.notification_papers import secrecy
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.work import Work

_HIGHEST: Final = {AnswerKind.SCALE_10: 10, AnswerKind.SCALE_4: 3}


@in_swedish()
def teacher_form(work: Work, case_id: UUID, depth: Depth) -> Paper:
    """The form with what every teacher is asked about her own subject. Raises ProtectedStudent."""
    work.may(Resource.INVESTIGATION, Action.EXPORT)
    case = printable(work, case_id)
    view = investigations.investigation(work, case_id, depth=depth)
    student = case.student
    initials = " ".join(f"{name[:1]}." for name in (student.given_name, student.family_name) if name)
    asked = view.questions.of_subject()
    parts = tuple(
        (module.name, tuple(_asked(one) for one in asked if one.module == module.key))
        for module in view.questions.modules
        if any(one.module == module.key for one in asked)
    )
    form = TeacherForm(
        case_id=case.number,
        school=settings.profile(work).name,
        initials=initials,
        parts=parts,
        back_to=_("Lämnas i handen till {name}, {title}. Förstörs när svaren är inskrivna.").format(
            name=work.actor.name, title=work.actor.role.label
        ),
    )
    work.log("investigation.form", student=case.student_id, case=case_id)
    name = file_name(_("fragor-till-larare"), case.number, work.today)
    return Paper(form_pdf(form, work.now, secrecy(work)), name)


def _asked(question: Question) -> FormQuestion:
    return FormQuestion(question.words, question.ends, _HIGHEST.get(question.kind, 0))
