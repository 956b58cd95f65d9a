"""The questions to pupils as a paper to hand out.

This module brings ReportLab along (slow): import it inside the act that needs it.
"""

from narvaro_desktop.documents.feedback_form import FeedbackForm, feedback_form
from narvaro_desktop.documents.page import file_name
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.i18n import in_swedish
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.routines.routine import routine
from narvaro_desktop.usecases.work import Work


@in_swedish()
def form(work: Work) -> Paper:
    """One paper for each pupil; it has no names and no number."""
    work.may(Resource.PREVENTION, Action.READ)
    held = routine()
    asked = FeedbackForm(
        settings.profile(work).name, tuple(point.words for point in held.feedback), held.answers
    )
    work.log("feedback.form")
    return Paper(feedback_form(asked, work.now), file_name("elevernas svar", "", work.today))
