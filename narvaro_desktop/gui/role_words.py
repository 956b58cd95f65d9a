"""What a role is called at this school: the word of the pack in use, else the program's own.

Like the language, it is one for the whole window; the window sets it when it opens and when the pack changes.
"""

from collections.abc import Mapping

from narvaro_desktop.domain.terms import Role

_names: Mapping[Role, str] = {}


def use(names: Mapping[Role, str]) -> None:
    """Call roles by `names` from now on; a role that is not there has the program's word."""
    global _names
    _names = names


def role_word(role: Role) -> str:
    """`klassföreståndare`"""
    return _names.get(role) or role.label


def role_title(role: Role) -> str:
    """`Klassföreståndare`, as the beginning of something."""
    words = role_word(role)
    return words[:1].upper() + words[1:]
