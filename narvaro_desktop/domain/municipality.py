"""Names of kommuner: `Almstad` and `Almstads kommun` are the same."""


def plain_name(municipality: str) -> str:
    """`almstad` of both `Almstad` and `Almstads kommun`."""
    return municipality.strip().casefold().removesuffix(" kommun").removesuffix("s")


def same_municipality(one: str, other: str) -> bool:
    """Whether the two name the same kommun; an empty name names none."""
    return bool(one.strip()) and plain_name(one) == plain_name(other)
