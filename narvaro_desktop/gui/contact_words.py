"""How long ago somebody had contact with the pupil, in words."""

from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.casework.student_contacts import LastContact


def contact_words(contact: LastContact) -> str:
    """`i dag`, `9 skoldagar sedan`, or `ingen på 9 skoldagar` where nobody has had any."""
    count = contact.school_days
    if contact.last_on is None:
        if not count:
            return _("ingen än")
        return ngettext("ingen på {n} skoldag", "ingen på {n} skoldagar", count).format(n=count)
    if not count:
        return _("i dag")
    return ngettext("{n} skoldag sedan", "{n} skoldagar sedan", count).format(n=count)


def with_custody(name: str, custody: str) -> str:
    """*Ek Granbarr (ensam vårdnad)*; the name alone where nothing is known."""
    return f"{name} ({custody})" if custody else name
