"""What the texts of a class are called where its key is spoken of."""

from collections.abc import Collection

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.i18n import N_, _

_TEXTS = {
    InfoClass.COUNSELLING: N_("kurativa texter"),
    InfoClass.MEDICAL: N_("medicinska och psykologiska texter"),
    InfoClass.CHILD_WELFARE: N_("orosanmälningar"),
    InfoClass.PROTECTED: N_("skyddade personuppgifter"),
}


def texts_of(classes: Collection[InfoClass]) -> str:
    """`kurativa texter, orosanmälningar`: what the classes hold, in words."""
    return ", ".join(_(words) for one, words in _TEXTS.items() if one in classes)
