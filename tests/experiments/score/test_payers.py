from agents.kinds import Account, Purpose
from experiments.score.card import card
from experiments.score.money import money
from experiments.score.payers import payers
from experiments.score.people_sheets import payer_sheet
from tests.experiments.score.studies import BASE, made


def test_other_households_have_a_row_of_their_own() -> None:
    study = made(
        {
            BASE: {"others_waiting": [5.0, 5.0], "settled": [1.0, 1.0]},
            "arm": {"others_waiting": [6.0, 7.0], "settled": [3.0, 3.0]},
        }
    )
    key = (int(Account.IMDI), int(Account.MUNICIPALITY), int(Purpose.INTEGRATION_GRANT))
    moved = money({("arm", 1): {key: 1.0}}, "arm", BASE, [1, 2], 2013, (2011, 2016))
    found = payers(card(study, "arm", 2011, 2016), moved)
    names = [entry.indicator.name for entry in found.others]
    assert "others_waiting" in names and "settled" not in names
    assert [entry.indicator.name for entry in found.harmed] == ["others_waiting"]
    sheet = payer_sheet(found, BASE, "nb")
    assert len(sheet.rows) == len(names)
    assert any("bedre i 0 av 2" in cell for row in sheet.rows for cell in row)
