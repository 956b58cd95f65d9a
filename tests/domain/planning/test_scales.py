import json

import pytest

from narvaro_desktop.domain.case_terms import Indicator
from narvaro_desktop.domain.planning.plan import Aim
from narvaro_desktop.domain.planning.scales import scales_of
from narvaro_desktop.paths import resource

SHIPPED = scales_of(json.loads(resource("catalogue", "scales.json").read_text(encoding="utf-8")))


def test_the_shipped_scales_reach_as_far_as_an_aim_may() -> None:
    assert SHIPPED.keys() == set(Indicator) - {Indicator.ATTENDANCE, Indicator.OTHER}
    for scale in SHIPPED.values():
        assert Aim(scale.indicator, 0, scale.highest).on_scale
        assert not Aim(scale.indicator, 0, scale.highest + 1).on_scale


def test_a_value_is_said_in_its_words() -> None:
    assert SHIPPED[Indicator.RETURN].said(4) == "4 möte på neutral plats"
    assert SHIPPED[Indicator.WELLBEING].said(3) == "3"


def test_a_scale_lacks_no_words() -> None:
    with pytest.raises(ValueError, match="contact"):
        scales_of({"scales": [{"key": "contact", "label": "", "highest": 4, "words": ["a", "b", "c"]}]})
