"""The root of every error that a user may meet.

    NarvaroError
    ├── domain/…         a rule of the work is not met        (StepHeld, WrongNumber …)
    ├── store/…          the vault cannot be opened or kept   (WrongPassphrase, NotOurVault …)
    ├── absence_files/…  a foreign file cannot be read        (FileRefused …)
    ├── documents/…      a paper cannot be made               (MissingGlyph …)
    ├── sealing/…        a package is refused                 (PackageRefused …)
    └── usecases/…       the person may not, or not now       (NotAllowed …)

An error carries facts (ids, counts, dates), never sentences and never a name; `wording` has the words.
Any other exception is a bug.
"""


class NarvaroError(Exception):
    """Something that the program foresaw and can put into words."""
