"""The protocol of a närvarogenomgång as PDF: initials and answers, class by class."""

from uuid import UUID

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.teamwork.meeting import initials
from narvaro_desktop.i18n import in_swedish
from narvaro_desktop.store.tables import PersonRow, ReviewRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.law_profiles import secrecy
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.teamwork import reviews
from narvaro_desktop.usecases.work import Work


@in_swedish()
def protocol_paper(work: Work, review_id: UUID) -> Paper:
    """The protocol of the närvarogenomgång."""
    from narvaro_desktop.documents import review  # reportlab is slow
    from narvaro_desktop.documents.page import file_name

    work.may(Resource.MEETING, Action.EXPORT)
    row = work.session.get_one(ReviewRow, review_id)
    signer = work.session.get_one(PersonRow, row.signed_by)
    classes = tuple(
        (
            one.class_name or "Utan klass",
            tuple(
                (initials(each.student.name), each.answer.swedish if each.answer else "utan svar")
                for each in one.pupils
            ),
        )
        for one in reviews.looked_at(work, review_id)
    )
    held = review.ReviewPaper(
        school=settings.profile(work).name,
        held_on=row.held_on,
        data=f"t.o.m. {row.data_until}, {row.source}",
        signed=f"{row.signed_at.astimezone(work.now.tzinfo):%Y-%m-%d kl. %H.%M} av {signer.name}",
        words=row.words,
        classes=classes,
    )
    work.log("review.print", review=str(review_id))
    pdf = review.protocol(held, work.now, secrecy(work))
    return Paper(pdf, file_name("narvarogenomgang", "EHT", row.held_on))
