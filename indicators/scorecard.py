"""The 25 rows of the scorecard: what each is, which indicators measure it, and what of it is missing."""

from typing import Final

from indicators.catalogue import Entry
from indicators.indicator import SCORECARD_IDS
from indicators.library import all_indicators

Words = tuple[str, str]  # English, Bokmål
ROWS: Final[dict[str, Words]] = {
    "S01": ("Waiting after permit", "Ventetid etter opphold"),
    "S02": ("Settled on time", "Bosatt i tide"),
    "S03": ("Secure home", "Trygg bolig"),
    "S04": ("Fit: crowded person-months", "Passende bolig: personmåneder i trange boliger"),
    "S05": ("Housing-cost overburden and residual income", "Boutgiftsbelastning og det en har igjen"),
    "S06": ("Unwanted moves of children", "Barns uønskede flyttinger"),
    "S07": ("Mental health", "Psykisk helse"),
    "S08": ("Work and self-sufficiency", "Arbeid og selvforsørging"),
    "S09": ("Other participation and capability", "Annen deltakelse og handlingsrom"),
    "S10": ("Social capital", "Sosial kapital"),
    "S11": ("Place: exposure of children and segregation", "Sted: barns omgivelser og segregering"),
    "S13": ("Capacity and willingness", "Kapasitet og vilje"),
    "S14": ("Throughput with destination", "Gjennomstrømming og hvor en flytter"),
    "S15": ("Municipal net cost per settled person", "Kommunens nettokostnad per bosatt"),
    "S16": ("Plan quality", "Plankvalitet"),
    "S17": ("Retention with quality", "Å bli boende, og hvordan"),
    "S18": ("Effects on others", "Virkninger for andre"),
    "S19": ("Reception nights and cost avoided", "Netter i mottak og kostnad som spares"),
    "S20": ("State net present fiscal balance", "Statens nåverdibalanse"),
    "S21": ("Housing-allowance split", "Bostøtte delt opp"),
    "S22": ("Lasting ownership", "Varig eie"),
    "S23": ("Homeless and temporary nights", "Netter uten bolig og i midlertidig husvære"),
    "S24": ("Worst-off and hard-to-settle", "De dårligst stilte og vanskelige å bosette"),
    "S25": ("Children's later education (projection)", "Barns senere utdanning (framskriving)"),
    "S26": ("Measurement cost and goal displacement", "Målekostnad og målforskyvning"),
}
MISSING: Final[dict[str, Words]] = {  # what the model has no state for
    "S08": (
        "In part: ten years after settlement is seen of earlier cohorts only.",
        "Delvis: ti år etter bosetting ses bare for tidligere kull.",
    ),
    "S09": (
        "In part: language only. The model has no organised activity and no contact with school.",
        "Delvis: bare språk. Modellen har verken organisert aktivitet eller kontakt med skolen.",
    ),
    "S10": (
        "In part: ties are an index of points, not counted one by one.",
        "Delvis: bånd er en indeks i poeng, ikke talt ett for ett.",
    ),
    "S15": (
        "In part: operation stands for maintenance, a backlog arises only where upkeep is put off under "
        "stakes; rental grants and guarantees are booked on no cohort.",
        "Delvis: drift står for vedlikehold, og etterslep oppstår bare der det utsettes under press; "
        "utleietilskudd og garantier føres ikke på kull.",
    ),
    "S16": (
        "In part: a plan is the sizes reckoned with and the dwellings ordered; the model has no document.",
        "Delvis: en plan er størrelsene en regner med og boligene som er bestilt; modellen har ikke noe "
        "dokument.",
    ),
    "S20": (
        "In part: five years, not ten and thirty: nothing is extrapolated beyond the run.",
        "Delvis: fem år, ikke ti og tretti: ingenting føres videre etter kjøringen.",
    ),
    "S21": (
        "In part, and without a sign: need, and what is paid. All who are eligible receive it, so reach is "
        "one by construction.",
        "Delvis, og uten fortegn: behov, og det som betales. Alle med rett får den, så dekningen er én "
        "per definisjon.",
    ),
    "S22": (
        "In part: the model has no default on loans and no forced sale.",
        "Delvis: modellen har verken mislighold av lån eller tvangssalg.",
    ),
    "S25": (
        "A projection with coefficients from elsewhere; it changes nothing in the run.",
        "En framskriving med koeffisienter fra andre steder; den endrer ingenting i kjøringen.",
    ),
}


def scorecard() -> tuple[Entry, ...]:
    """Return every row of the scorecard, with the indicators that measure it, headlines first."""
    found = []
    for key in SCORECARD_IDS:
        mine = sorted((i for i in all_indicators() if key in i.scorecard), key=lambda i: not i.headline)
        levels = tuple(dict.fromkeys(level for one in mine for level in one.level))
        names = tuple(one.name for one in mine)
        found.append(Entry(key, "built", names, levels, *ROWS[key], *MISSING.get(key, ("", ""))))
    return tuple(found)
