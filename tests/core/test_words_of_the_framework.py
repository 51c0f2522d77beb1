"""What the framework itself refuses is told in Thai."""

import pytest
from django import forms


def _said(field: forms.Field, typed: object) -> str:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(typed)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize("typed", ["99999999999", "1.555", "123456789.5"])
def test_a_number_too_long(typed: str) -> None:
    said = _said(forms.DecimalField(max_digits=10, decimal_places=2), typed)
    assert "Ensure" not in said
    assert "ต้องไม่เกิน" in said


@pytest.mark.parametrize("typed", ["ก", "กขคงจฉ", "กข\x00"])
def test_a_text_of_a_wrong_length(typed: str) -> None:
    said = _said(forms.CharField(min_length=2, max_length=5), typed)
    assert not any(letter.isascii() and letter.isalpha() for letter in said)
