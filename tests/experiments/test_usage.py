import pytest

from experiments.usage import in_bokmal


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("No such option: --nonsense", "Valget --nonsense finnes ikke."),
        ("No such option: --lan (Possible options: --lang, --language)", "Mente du --lang, --language?"),
        ("No such command 'comparre'. Did you mean 'compare'?", "'comparre'. Mente du 'compare'?"),
        ("Missing argument 'study'.", "'study' mangler."),
        ("Option '--out' requires an argument.", "Valget '--out' trenger en verdi."),
        ("Got unexpected extra argument(s) (b)", "b er for mye."),
        ("Invalid value for '--x': Input should be greater than or equal to 0.5", "'--x' må være minst 0.5."),
        ("Invalid value for '--x': Input should be less than or equal to 1", "'--x' kan være høyst 1."),
        ("Invalid value for '--x': Input should be a valid integer, unable to", "'--x' må være et heltall."),
        ("Invalid value for '--x': something new", "verdien for '--x' er ikke gyldig."),
    ],
)
def test_each_sort_of_mistake_has_its_sentence(told: str, said: str) -> None:
    found = in_bokmal(told)
    assert found is not None and found.endswith(said)


def test_what_is_not_known_is_left_to_the_caller() -> None:
    assert in_bokmal("Something else entirely.") is None
