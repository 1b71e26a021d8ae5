from experiments.report.document import Table
from experiments.report.material import Material
from experiments.report.sections.payers import UNITS_NB, section
from experiments.report.words import words_in
from indicators.unit_costs import unit_costs


def test_every_unit_cost_stands_with_what_it_rests_on(material: Material) -> None:
    assert {one.unit for one in unit_costs().values()} <= set(UNITS_NB)
    for language, rests in (("en", "assumed"), ("nb", "antatt")):
        words = words_in(language)
        made = section(material, words)
        (costs,) = [
            one for one in made.blocks if isinstance(one, Table) and one.caption == words("payers.costs")
        ]
        assert len(costs.rows) == len(unit_costs())
        assert rests in {row[4] for row in costs.rows}


def test_the_same_money_stands_at_several_rates(material: Material) -> None:
    made = section(material, words_in("en"))
    rates = [one for one in made.blocks if isinstance(one, Table) and "at 2 %" in one.head]
    assert len(rates) == len(material.study.arms) and all(one.rows for one in rates)
