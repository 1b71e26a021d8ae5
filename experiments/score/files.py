"""A score as files beside its study: score.json, score.csv and score.<language>.md."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from experiments.caveat import caveats
from experiments.score.band import Band
from experiments.score.card_sheets import card_sheet, context_sheet, horizon_sheet
from experiments.score.displacement_sheet import audit_sheet, displacement_sheet
from experiments.score.people_sheets import group_sheet, money_sheets, payer_sheet
from experiments.score.plain import as_data
from experiments.score.ranking_sheets import ranking_sheets
from experiments.score.rates_sheet import rates_sheet
from experiments.score.score import Score
from experiments.score.sheet import Sheet
from experiments.score.sources_sheet import sources_sheet
from experiments.storage import write_json, write_text
from experiments.typeset import LANGUAGES, number

COLUMNS = (
    "world", "scale", "table", "scenario", "name", "part", "horizon", "years", "level", "columns",
    "bearers", "unit", "direction", "baseline", "median", "low", "high", "mean", "mean_low", "mean_high",
    "chance_low", "chance_high", "parameters_low", "parameters_high", "better", "worse", "replicates", "note",
)  # fmt: skip
TEXT = {
    "title": ("Score of {name}: {arms} against {baseline}", "Resultat for {name}: {arms} mot {baseline}"),
    "warning": (
        "This score makes {all} comparisons ({headlines} of headlines, {groups} of groups). At 90 % about "
        "{chance} of them would be clear by chance alone were there nothing to see; {clear} are.",
        "Her står {all} sammenligninger ({headlines} av hovedtall, {groups} av grupper). Ved 90 % ville "
        "omtrent {chance} av dem vært klare ved ren tilfeldighet om ingenting skilte; {clear} er det.",
    ),
    "restricted": (
        "Rests on restricted microdata: small cells are held back, and others with them.",
        "Hviler på mikrodata med begrenset tilgang: små celler er holdt tilbake, og andre med dem.",
    ),
    "unranked": (
        "No ranking: it takes two replicates and a headline with a sign.",
        "Ingen rangering: den krever to framtider og et hovedtall med fortegn.",
    ),
}


def title(found: Score, language: str) -> str:
    """Return the title of a score."""
    said = TEXT["title"][language == "nb"]
    return said.format(name=found.name, arms=", ".join(found.arms), baseline=found.baseline)


def warning(found: Score, language: str) -> str:
    """Return what the runs are not, how many comparisons are made, and how many chance alone makes clear."""
    count = found.comparisons
    counted = {
        "all": count.all, "headlines": count.headlines, "groups": count.groups,
        "chance": count.by_chance, "clear": count.clear,
    }  # fmt: skip
    said = TEXT["warning"][language == "nb"].format(
        **{key: number(value, 0, language) for key, value in counted.items()}
    )
    marked = [TEXT["restricted"][language == "nb"]] if found.restricted else []
    return " ".join([*caveats(found.world, found.scale, language), *marked, said])


def sheets(found: Score, language: str) -> tuple[Sheet, ...]:
    """Return every table of a score, arm by arm, rankings last."""
    made: list[Sheet] = []
    for arm in found.arms:
        card = found.cards[arm]
        labels = {entry.indicator.name: entry.indicator.label(language) for entry in card.entries}
        made += [
            card_sheet(card, found.replicates, found.per_draw, language, found.overtaken.get(arm)),
            *filter(None, [context_sheet(card, language)]),
            *filter(None, [sources_sheet(card, found.per_draw, language)]),
            horizon_sheet(card, found.policy_years[arm], language),
            payer_sheet(found.payers[arm], found.baseline, language),
            *money_sheets(found.money[arm], found.baseline, language),
            *filter(None, [rates_sheet(found.reckoned[arm], arm, found.baseline, language)]),
            group_sheet(found.distributions[arm], labels, language),
        ]
        if (told := found.displacement[arm]) is not None:
            made.append(displacement_sheet(told, language))
    if audits := audit_sheet(found.displacement, found.audits, language):
        made.append(audits)
    if found.ranking is not None:
        made += ranking_sheets(found.ranking, language, tuple(found.overtaken.values()))
    return tuple(made)


def as_markdown(found: Score, language: str) -> str:
    """Return a score as Markdown."""
    parts = [f"# {title(found, language)}", "", f"**{warning(found, language)}**", ""]
    parts += [sheet.markdown() for sheet in sheets(found, language)]
    if found.ranking is None:
        parts += [TEXT["unranked"][language == "nb"], ""]
    return "\n".join(parts)


def rows(found: Score) -> list[dict[str, Any]]:
    """Return every figure of the cards, the groups and the transfers as plain rows."""
    blank = {**dict.fromkeys(COLUMNS, ""), "world": found.world, "scale": found.scale}
    return [{**blank, **row} for arm in found.arms for row in _rows(found, arm)]


def _rows(found: Score, arm: str) -> Iterator[dict[str, Any]]:
    for entry in (*found.cards[arm].entries, *found.cards[arm].beside):
        one = entry.indicator
        about = {
            "scenario": arm, "name": one.name, "level": entry.level, "columns": " ".join(entry.columns),
            "bearers": " ".join(one.bearers), "unit": one.unit, "direction": one.direction,
        }  # fmt: skip
        yield {"table": "card", **about, "horizon": "all", "baseline": entry.baseline, **_band(entry.band)}
        for over in entry.over:
            span = over.horizon
            yield {
                "table": "card", **about, "horizon": span.name, "years": " ".join(map(str, span.years)),
                "note": span.coverage if over.available else "not available",
                "baseline": over.baseline, **_band(over.band),
            }  # fmt: skip
        for split in entry.splits:
            yield {
                "table": "split", **about, "part": split.part, "horizon": "all",
                "baseline": split.baseline, **_band(split.band),
            }  # fmt: skip
    for spread in found.distributions[arm].spreads:
        one = spread.indicator
        for group in spread.groups:
            yield {
                "table": "group", "scenario": arm, "name": one.name, "horizon": "all",
                "part": f"{spread.dimension}:{group.name}", "unit": one.unit,
                "direction": one.direction, "baseline": group.baseline,
                "note": f"loss: {group.harm}" if group.harm else "", **_band(group.band),
            }  # fmt: skip
    for one_way in found.reckoned[arm]:
        one = one_way.indicator
        for key, (before, found_band) in one_way.parts.items():
            yield {
                "table": "reckoned", "scenario": arm, "name": one.name, "part": key, "horizon": "all",
                "unit": one.unit, "direction": one.direction, "baseline": before, **_band(found_band),
            }  # fmt: skip
    told = found.displacement[arm]
    for pair in told.ledgers if told else ():
        one = pair.indicator
        both = (("true", pair.true_before, pair.true), ("reported", pair.reported_before, pair.reported))
        for ledger, before, found_band in both:
            yield {
                "table": "ledger", "scenario": arm, "name": one.name, "part": f"ledger:{ledger}",
                "horizon": "all", "unit": one.unit, "direction": one.direction, "baseline": before,
                **_band(found_band),
            }  # fmt: skip
    moved = found.money[arm]
    unit = f"million NOK a year of {moved.price_year}"
    for t in moved.transfers:
        yield {
            "table": "transfer", "scenario": arm, "name": t.purpose, "part": f"{t.payer}:{t.receiver}",
            "unit": unit, "direction": 0, "baseline": t.baseline, **_band(t.band),
        }  # fmt: skip
    for net in (*moved.net, moved.public, moved.consolidated, *moved.funds):
        yield {
            "table": "net", "scenario": arm, "name": net.party, "unit": unit, "direction": 0,
            "baseline": net.baseline, **_band(net.band),
        }  # fmt: skip


def _band(band: Band) -> dict[str, Any]:
    keys = ("median", "low", "high", "mean", "mean_low", "mean_high", "better", "worse", "replicates")
    values = {key: getattr(band, key) for key in keys}
    for source in ("chance", "parameters"):  # empty where the study cannot tell them apart
        values |= zip((f"{source}_low", f"{source}_high"), getattr(band, source), strict=True)
    return {key: "" if value is None or value != value else value for key, value in values.items()}


def as_csv(found: Score) -> str:
    """Return the rows as CSV, and below them what gains were standardised by."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {key: "" if value != value else value for key, value in row.items()} for row in rows(found)
    )
    for one in found.ranking.criteria if found.ranking else ():
        sd = {"table": "standard deviation", "scenario": found.baseline, "name": one.indicator.name}
        writer.writerow({**sd, "part": one.part, "unit": one.indicator.unit, "baseline": one.sd})
    return text.getvalue()


def save(found: Score, folder: Path) -> Path:
    """Write the score beside its study; return the folder."""
    write_json(folder / "score.json", as_data(found))
    write_text(folder / "score.csv", as_csv(found))
    for language in LANGUAGES:
        write_text(folder / f"score.{language}.md", as_markdown(found, language))
    return folder
