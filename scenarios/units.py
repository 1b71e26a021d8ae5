"""Units of parameters in Bokmål, for what planners read: every unit that a parameter of the model has.

Where a unit names the years of its values, as in ``NOK, years 2007-2016``, the table has ``{years}``: worlds
have the same units for years of their own.

One file of more than 300 lines: it is a table, looked up and checked as a whole.
"""

import re
from typing import Final

YEARS: Final = re.compile(r"\d{4}-\d{4}")
UNITS_NB: Final = {
    "0 or 1": "0 eller 1",
    "0-1: below standard, ordinary": "0-1: under standard, vanlig",
    "2009 = 1, years {years}": "2009 = 1, årene {years}",
    "a month": "i måneden",
    "a month at a full channel": "i måneden ved full kanal",
    "a month by tenure: municipal, private, unserious, owned, shared, temporary, with kin": (
        "i måneden etter boforhold: kommunal, privat, useriøs utleie, eid, bofellesskap, "
        "midlertidig, hos slekt eller venner"
    ),
    "a month by years since settlement: 0, 1, 2, 3-4, 5-9, 10 or more": (
        "i måneden etter år siden bosetting: 0, 1, 2, 3-4, 5-9, 10 eller flere"
    ),
    "a month: flatmates not chosen below, above half a year": (
        "i måneden: med andre en ikke har valgt å bo med, under og over et halvt år"
    ),
    "a year": "i året",
    "a year from the third year of residence, by origin": "i året fra tredje botidsår, etter opprinnelse",
    (
        "a year, by origin: Somalia, Iraq, Afghanistan, Eritrea and Ethiopia, Iran, Balkans, Vietnam "
        "and Sri Lanka, other"
    ): (
        "i året etter opprinnelse: Somalia, Irak, Afghanistan, Eritrea og Etiopia, Iran, Balkan, "
        "Vietnam og Sri Lanka, andre"
    ),
    "added": "tillegg",
    "added a month": "tillegg i måneden",
    "added with a guarantee": "tillegg med garanti",
    "added with two months of arrears or more": "tillegg ved minst to måneders restanse",
    "adults in a household of the kind": "voksne i en husholdning av typen",
    "allocation rule": "fordelingsregel",
    "applicants per listing and month, by centrality 0-3": (
        "søkere per utlyst bolig og måned, etter sentralitet 0-3"
    ),
    "areas": "områder",
    "believed share of tenancy-years with arrears or damage, single refugee man": (
        "antatt andel leieår med restanser eller skade, enslig mann som er flyktning"
    ),
    "Beta": "Beta",
    "billion NOK a year, {years}": "milliarder kr i året, {years}",
    "chance a case sponsors, by kind": "sannsynlighet for at en sak henter familie, etter type",
    "chance a month": "sannsynlighet i måneden",
    "chance a month of reaching the next level": "sannsynlighet i måneden for å nå neste nivå",
    "chance a month, aged 18-19": "sannsynlighet i måneden, 18-19 år",
    "chance a month, men and women": "sannsynlighet i måneden, menn og kvinner",
    "chance a year": "sannsynlighet i året",
    "children in a household of the kind": "barn i en husholdning av typen",
    "children per woman, by origin": "barn per kvinne, etter opprinnelse",
    "claims the prior belief counts for": "antall krav forhåndstroen teller som",
    "correlation": "korrelasjon",
    "days": "dager",
    "days: fewest, most": "dager: færrest, flest",
    "degrees east": "grader øst",
    "degrees north": "grader nord",
    "dial 0-1": "bryter 0-1",
    "dial 0-1: share of municipalities": "bryter 0-1: andel av kommunene",
    "dwellings": "boliger",
    "elasticity": "elastisitet",
    "events per 1000 adults a year, by origin": "hendelser per 1000 voksne i året, etter opprinnelse",
    "exponent": "eksponent",
    "factor": "faktor",
    "factor by age 16-19, 20-24, 25-39, 40-54, 55-66": (
        "faktor etter alder: 16-19, 20-24, 25-39, 40-54, 55-66 år"
    ),
    "factor by household kind": "faktor etter husholdningstype",
    "factor by kind": "faktor etter type",
    "factor by language level": "faktor etter norsknivå",
    "factor by years since settlement 0, 1, 2, 3-4, 5-7, 8+": (
        "faktor etter år siden bosetting: 0, 1, 2, 3-4, 5-7, 8 eller flere"
    ),
    "factor by years since settlement 0-1, 2-4, 5-9, 10+": (
        "faktor etter år siden bosetting: 0-1, 2-4, 5-9, 10 eller flere"
    ),
    "factor four years later, men and women": "faktor fire år senere, menn og kvinner",
    "factor from 2020 to January 2024": "faktor fra 2020 til januar 2024",
    "factor from the survey of 2017 to January 2024": "faktor fra undersøkelsen i 2017 til januar 2024",
    "factor on permits to asylum seekers and under collective protection": (
        "faktor på tillatelser til asylsøkere og etter kollektiv beskyttelse"
    ),
    "factor on the level the record supports": "faktor på nivået registrerte tall gir grunnlag for",
    "factor on the odds": "faktor på oddsen",
    "factor on the share of 2009-12": "faktor på andelen i 2009-12",
    "factor on what the record supports": "faktor på det registrerte tall gir grunnlag for",
    "factor per standard deviation of the log number": "faktor per standardavvik av logaritmen av antallet",
    "factor, by origin": "faktor, etter opprinnelse",
    "factor, primary, secondary, higher": "faktor: grunnskole, videregående, høyere utdanning",
    "factor: on one's own, programme, work or study, child at school, reception": (
        "faktor: på egen hånd, program, arbeid eller studier, barn i skolen, mottak"
    ),
    "G a year": "G i året",
    "hours a dwelling by mode": "timer per bolig etter anskaffelsesmåte",
    "hours a household": "timer per husholdning",
    "hours a month": "timer i måneden",
    "hours a month and region": "timer i måneden og regionen",
    "hours a month per household followed up": "timer i måneden per husholdning som følges opp",
    "hours a month per municipality, when all reports are audited": (
        "timer i måneden per kommune når alle rapporter kontrolleres"
    ),
    "hours a month per municipality, without joint reporting": (
        "timer i måneden per kommune uten felles rapportering"
    ),
    "hours a month, all regions": "timer i måneden, alle regioner",
    "hours a month: base, and per 1,000 inhabitants": "timer i måneden: grunnlag, og per 1000 innbyggere",
    "hours a proposal": "timer per forslag",
    "hours a visit": "timer per besøk",
    "hours an application": "timer per søknad",
    "households": "husholdninger",
    "households per 1000 inhabitants a year": "husholdninger per 1000 innbyggere i året",
    "index, 2009 = 1, for the years {years}, the last kept after": (
        "indeks, 2009 = 1, for årene {years}; det siste beholdes videre"
    ),
    "index, 2015 = 100": "indeks, 2015 = 100",
    "index, 2015 = 100, the years {years}": "indeks, 2015 = 100, årene {years}",
    "index, 2015 = 100, years {years}": "indeks, 2015 = 100, årene {years}",
    "index, January 2024 = 1, for the years {years}, the last kept after": (
        "indeks, januar 2024 = 1, for årene {years}; det siste beholdes videre"
    ),
    "inhabitants": "innbyggere",
    "inhabitants with an even chance of being asked": (
        "innbyggertall der det er like sannsynlig å bli spurt som ikke"
    ),
    "km per log unit of population": "km per logenhet av folketallet",
    "listings a month": "utlyste boliger i måneden",
    "log": "log",
    "log hazard ratio per year of waiting beyond the first": "log hasardrate per venteår utover det første",
    "log price per log population": "log pris per log folketall",
    "log weight": "log vekt",
    "log, common to the nation": "log, felles for hele landet",
    "log-log": "log-log",
    "logit": "logit",
    "logit at full stakes": "logit når alt står på tallene",
    "logit per earlier no, three at most": "logit per tidligere nei, høyst tre",
    "logit per log inhabitants": "logit per log innbyggertall",
    "logit per log of need over last year's": "logit per log av behovet over fjorårets",
    "logit per log population": "logit per log folketall",
    "logit per log request per 1,000": "logit per log anmodning per 1000 innbyggere",
    "logit per logit of the share of years taking part": "logit per logit av andelen år med deltakelse",
    "logit per room": "logit per rom",
    "logit per unit of expectation (0-1) above the offered standard": (
        "logit per enhet forventning (0-1) over standarden som tilbys"
    ),
    "logit when the penalty is known": "logit når sanksjonen er kjent",
    "m2 by rooms": "m² etter antall rom",
    "m2 by rooms 1-5": "m² etter antall rom, 1-5",
    "members beyond the first, mean": "medlemmer utover det første, gjennomsnitt",
    "million NOK a year, {years}": "millioner kr i året, {years}",
    "months": "måneder",
    "months after the permit": "måneder etter vedtak om opphold",
    "months of rent": "måneders husleie",
    "months within which 90 % have come": "måneder før 90 % er kommet",
    "months, first and last": "måneder, første og siste",
    "months, least and most for lease, purchase, conversion, new build": (
        "måneder, minst og mest, for leie, kjøp, ombygging, nybygg"
    ),
    "municipalities": "kommuner",
    "NOK": "kr",
    "NOK a change of tenant, 2013": "kr per bytte av leietaker, 2013",
    "NOK a dwelling and year": "kr per bolig og år",
    "NOK a dwelling and year, years {years}": "kr per bolig og år, årene {years}",
    "NOK a household and night, 2016": "kr per husholdning og døgn, 2016",
    "NOK a month": "kr i måneden",
    "NOK a month by persons 1-8": "kr i måneden etter antall personer, 1-8",
    "NOK a month by persons 1-8, housing aside": "kr i måneden etter antall personer, 1-8, utenom bolig",
    "NOK a month by tenure: municipal, private, unserious, owned, shared, temporary, with kin": (
        "kr i måneden etter boforhold: kommunal, privat, useriøs utleie, eid, bofellesskap, "
        "midlertidig, hos slekt eller venner"
    ),
    "NOK a month of January 2009: lower bound, median, upper bound": (
        "kr i måneden, januar 2009: nedre grense, median, øvre grense"
    ),
    "NOK a month per child": "kr i måneden per barn",
    "NOK a month per earner": "kr i måneden per person i arbeid",
    "NOK a month per missing room": "kr i måneden per rom som mangler",
    "NOK a month, 2009": "kr i måneden, 2009",
    "NOK a month, 2009, each child": "kr i måneden, 2009, hvert barn",
    "NOK a month, 2009, each further adult": "kr i måneden, 2009, hver voksen utover den første",
    "NOK a month, 2009, first adult": "kr i måneden, 2009, første voksne",
    "NOK a month, 2009, primary, secondary, higher": (
        "kr i måneden, 2009: grunnskole, videregående, høyere utdanning"
    ),
    "NOK a month, scale of the logit": "kr i måneden, skala i logit",
    "NOK a person in the year of settlement, by household kind": (
        "kr per person i bosettingsåret, etter husholdningstype"
    ),
    "NOK a person over five years, 2016": "kr per person over fem år, 2016",
    "NOK a place and night, 2014": "kr per plass og døgn, 2014",
    "NOK a year": "kr i året",
    "NOK a year, 2012": "kr i året, 2012",
    "NOK a year, 2015": "kr i året, 2015",
    "NOK a year, scale of the logit": "kr i året, skala i logit",
    "NOK a year, years {years}": "kr i året, årene {years}",
    "NOK by years since settlement: 0, 1, 2, 3-4, 5-9, 10 or more": (
        "kr etter år siden bosetting: 0, 1, 2, 3-4, 5-9, 10 eller flere"
    ),
    "NOK from 1 May of {years}": "kr fra 1. mai {years}",
    "NOK over five years by kind": "kr over fem år etter type",
    "NOK per adult, years {years}": "kr per voksen, årene {years}",
    "NOK per child": "kr per barn",
    "NOK per inhabitant and year": "kr per innbygger og år",
    "NOK per NOK": "kr per krone",
    "NOK per person, years {years}": "kr per person, årene {years}",
    "NOK per trouble": "kr per tilfelle av vansker",
    "NOK per unit of ln(1 + co-ethnics)": "kr per enhet av ln(1 + landsmenn)",
    "NOK, mean: municipal, private, owned": "kr, gjennomsnitt: kommunal, privat, eid",
    "NOK, scale of the logit": "kr, skala i logit",
    "NOK, years {years}": "kr, årene {years}",
    "of market rent": "av markedsleien",
    "of the difference in local employment that a worker counts": (
        "av forskjellen i sysselsetting som en i arbeid regner med"
    ),
    "of the need": "av behovet",
    "of the price": "av prisen",
    "officer hours per application": "saksbehandlertimer per søknad",
    "per 100,000 NOK": "per 100 000 kr",
    "per 1000 a year by age 0-9, ... 90 and more": "per 1000 i året etter alder: 0-9, ... 90 år og over",
    "per adviser hour": "per time med veiledning",
    "per inhabitant, relative; least to most central": "per innbygger, relativt; fra minst til mest sentral",
    "per log of need over last year's": "per log av behovet over fjorårets",
    "per unit": "per enhet",
    "per unit of probability": "per enhet sannsynlighet",
    "per year": "per år",
    "per year by origin": "per år, etter opprinnelse",
    "per year, at the ages of demography.formation_ages": "per år, i alderen i demography.formation_ages",
    "percent of believed trouble": "prosent av antatte vansker",
    "persons": "personer",
    "persons a year, beside the total": "personer i året, utenom totalen",
    "persons a year, years {years}": "personer i året, årene {years}",
    "persons a year, years {years}, beside the total": "personer i året, årene {years}, utenom totalen",
    "persons a year, {years}": "personer i året, {years}",
    "persons others than Ukrainians settled in 2023, 2022, ... 2019": (
        "personer utenom ukrainere bosatt i 2023, 2022, ... 2019"
    ),
    "persons settled in 2008, 2007, ... 2004": "personer bosatt i 2008, 2007, ... 2004",
    "persons settled in 2023 and 2022": "personer bosatt i 2023 og 2022",
    "persons under 18": "personer under 18 år",
    "persons with a permit": "personer med opphold",
    "places": "plasser",
    "places a year, {years}": "plasser i året, {years}",
    "points": "poeng",
    "points 0-100": "poeng 0-100",
    "points a quarter": "poeng i kvartalet",
    "points a year": "poeng i året",
    "points by tenure, in the order of Tenure": "poeng etter boforhold, i modellens rekkefølge",
    "points of 100": "poeng av 100",
    "points of 100: bonding, bridging, linking": (
        "poeng av 100: bånd til slekt og landsmenn, naboer og kolleger, institusjoner"
    ),
    "points of expectation 0-100 at full pressure": "forventningspoeng 0-100 ved fullt press",
    "points per hundred points of ties": "poeng per hundre poeng bånd",
    "points per year waiting in reception": "poeng per venteår i mottak",
    "points: base, programme, municipal tenancy, per language level": (
        "poeng: grunnlag, program, kommunal leie, per norsknivå"
    ),
    "points: base, work, programme or study, children, owning, per language level": (
        "poeng: grunnlag, arbeid, program eller studier, barn, eie, per norsknivå"
    ),
    "price of a used dwelling: conversion, new build": "pris på brukt bolig: ombygging, nybygg",
    "price per m2 relative to the city": "pris per m² i forhold til byens",
    "probability": "sannsynlighet",
    "probability a month": "sannsynlighet i måneden",
    "probability a month, singles": "sannsynlighet i måneden, enslige",
    "probability a year": "sannsynlighet i året",
    "probability by kind": "sannsynlighet etter type",
    "refusals": "avslag",
    "relative": "relativt",
    "rent relative to the city": "leie i forhold til byens",
    "rooms per 1,000 inhabitants where offered": "rom per 1000 innbyggere der det tilbys",
    "seekers of the model per dwelling of the segment": "boligsøkende i modellen per bolig i segmentet",
    "share": "andel",
    "share a month": "andel i måneden",
    "share a year": "andel i året",
    "share a year, over household.interest": "andel i året, utover household.interest",
    "share at full pressure": "andel ved fullt press",
    "share by age 16-19, 20-24, 25-39, 40-54, 55-66": (
        "andel etter alder: 16-19, 20-24, 25-39, 40-54, 55-66 år"
    ),
    "share by origin": "andel etter opprinnelse",
    "share by origin group": "andel etter opprinnelsesgruppe",
    "share by persons": "andel etter antall personer",
    "share by persons: 1, 2, 3, 4, 5 and more": "andel etter antall personer: 1, 2, 3, 4, 5 og flere",
    "share by residence: 0-1, 2-4, 5-9, 10-19, 20 years and more": (
        "andel etter botid: 0-1, 2-4, 5-9, 10-19, 20 år og mer"
    ),
    "share by rooms": "andel etter antall rom",
    "share employed per year of waiting beyond delay": "andel sysselsatte per venteår utover forsinkelsen",
    "share of adults": "andel av voksne",
    "share of asylum cases, by year {years}": "andel av asylsakene, per år {years}",
    "share of asylum households by kind": "andel av asylhusholdninger etter type",
    "share of cases": "andel av sakene",
    "share of cases by IMDi region, in the order of the geography": (
        "andel av sakene etter IMDi-region, i geografiens rekkefølge"
    ),
    "share of cases, years {years}": "andel av sakene, årene {years}",
    "share of claims": "andel av kravene",
    "share of cost": "andel av kostnaden",
    "share of couples": "andel av par",
    "share of family proposals": "andel av forslag for familier",
    "share of heads": "andel av hovedpersoner",
    "share of households of 1, 2, ... 8 persons": "andel av husholdninger med 1, 2, ... 8 personer",
    "share of households of five or more: 5, 6, 7, 8 persons": (
        "andel av husholdninger med fem eller flere: 5, 6, 7, 8 personer"
    ),
    "share of households of three and more": "andel av husholdninger med tre eller flere",
    "share of households of two": "andel av husholdninger med to",
    "share of households under collective protection by kind": (
        "andel av husholdninger med kollektiv beskyttelse, etter type"
    ),
    "share of housing cost between own share and ceiling": "andel av boutgiften mellom egenandel og tak",
    "share of income after tax": "andel av inntekt etter skatt",
    "share of landlords with 1, 2, 3, 4-5, 6-12 dwellings": (
        "andel av utleiere med 1, 2, 3, 4-5, 6-12 boliger"
    ),
    "share of large families with an older mother": "andel av store familier med eldre mor",
    "share of listings a year": "andel av utlyste boliger i året",
    "share of municipalities": "andel av kommunene",
    "share of new builds": "andel av nybygg",
    "share of new lets": "andel av nye utleieforhold",
    "share of Oslo's population": "andel av Oslos befolkning",
    "share of Oslo's refugees": "andel av Oslos flyktninger",
    "share of persons from 16 years by origin": "andel av personer fra 16 år, etter opprinnelse",
    "share of planned dwellings": "andel av planlagte boliger",
    "share of private tenants": "andel av private leietakere",
    "share of quota households by kind": "andel av kvotehusholdninger etter type",
    "share of recent loans (start.startlan_within)": "andel av nyere lån (start.startlan_within)",
    "share of rent per unit of tightness": "andel av leia per enhet press",
    "share of rent per unit share of refugees in the population": (
        "andel av leia per enhet av flyktningers andel av befolkningen"
    ),
    "share of reports": "andel av rapportene",
    "share of residual income": "andel av det som er igjen av inntekten",
    "share of single tenants of short residence (start.shared_within)": (
        "andel av enslige leietakere med kort botid (start.shared_within)"
    ),
    "share of tenancy-years": "andel av leieårene",
    "share of tenancy-years: nobody working, somebody working": (
        "andel av leieårene: ingen i arbeid, noen i arbeid"
    ),
    "share of tenant households": "andel av leietakerhusholdninger",
    "share of tenant households outside municipal dwellings": (
        "andel av leietakerhusholdninger utenfor kommunale boliger"
    ),
    "share of tenants": "andel av leietakere",
    "share of tenants by origin": "andel av leietakere, etter opprinnelse",
    "share of the affordable rent": "andel av overkommelig leie",
    "share of the believed cost of empty months": "andel av den antatte kostnaden ved tomme måneder",
    "share of the benefit": "andel av stønaden",
    "share of the debt a year": "andel av gjelden i året",
    "share of the five-year cost by year since settlement": (
        "andel av femårskostnaden, etter år siden bosetting"
    ),
    "share of the frame": "andel av rammen",
    "share of the gap at full pressure": "andel av avstanden ved fullt press",
    "share of the gap to the request at full stakes": (
        "andel av avstanden til anmodningen når alt står på tallene"
    ),
    "share of the household's allowance": "andel av husholdningens stønad",
    "share of the loan officer's hours at full stakes and strength": (
        "andel av lånesaksbehandlerens timer når alt står på tallene, ved full styrke"
    ),
    "share of the loss": "andel av tapet",
    "share of the loss covered": "andel av tapet som dekkes",
    "share of the need": "andel av behovet",
    "share of the operation of an own dwelling": "andel av driften av en egen bolig",
    "share of the origin table's residents": "andel av de bosatte i opprinnelsestabellen",
    "share of the place's level": "andel av stedets nivå",
    "share of the population": "andel av befolkningen",
    "share of the price": "andel av prisen",
    "share of the rent at full pressure": "andel av leia ved fullt press",
    "share of the request": "andel av anmodningen",
    "share of the segment": "andel av segmentet",
    "share of the segment a year per unit of tightness above 1": (
        "andel av segmentet i året per enhet press over 1"
    ),
    "share of the stock": "andel av bestanden",
    "share of the value of the cover": "andel av verdien av dekningen",
    "share of the vedtak": "andel av vedtaket",
    "share of the way a year: bonding, bridging, linking": (
        "andel av veien i året: bånd til slekt og landsmenn, naboer og kolleger, institusjoner"
    ),
    "share of trouble, at a full channel": "andel av vanskene, ved full kanal",
    "share of troubles: private, municipal": "andel av vanskene: privat, kommunal",
    "share of what adults keep": "andel av det voksne beholder",
    "share of women by age": "andel av kvinner etter alder",
    "share with 0, 1, 2 rooms more than persons": "andel med 0, 1, 2 flere rom enn personer",
    "share with 1, 2, 3, 4, 5 children": "andel med 1, 2, 3, 4, 5 barn",
    "share, lowest and highest": "andel, laveste og høyeste",
    "share, men and women": "andel, menn og kvinner",
    "share, primary, secondary, higher": "andel: grunnskole, videregående, høyere utdanning",
    "share: 1,500 inhabitants, 60,000 inhabitants": "andel: 1500 innbyggere, 60 000 innbyggere",
    "share: at the lowest and at twice the ordinary price against the certificate": (
        "andel: ved laveste og ved dobbelt så høy pris som vanlig mot beviset"
    ),
    "share: fewer than four dwellings, four or more": "andel: færre enn fire boliger, fire eller flere",
    "share: guarantee, rental grant, startlån, lease routine, shared housing": (
        "andel: garanti, utleietilskudd, startlån, leierutine, bofellesskap"
    ),
    "share of the rent: lease, guarantee": "andel av leia: innleie, garanti",
    "share: primary or less, secondary, higher": (
        "andel: grunnskole eller mindre, videregående, høyere utdanning"
    ),
    "sizes of dwellings": "boligstørrelser",
    "stakes 0-1": "målpress 0-1",
    "standard deviation of log": "standardavvik av log",
    "standard deviation of log, common to all who share it": (
        "standardavvik av log, felles for alle som deler den"
    ),
    "strength": "styrke",
    "strength, added to every channel": "styrke, lagt til i hver kanal",
    "tenancy-years a year": "leieår i året",
    "tenancy-years the prior belief counts for": "antall leieår forhåndstroen teller som",
    "tightness": "press",
    "tightness: lowest, highest": "press: lavest, høyest",
    "times the booked price of a night": "ganger bokført døgnpris",
    "times the weight of one applicant": "ganger vekten av én søker",
    "times yearly income before tax": "ganger årsinntekt før skatt",
    "times, for households with children": "ganger, for husholdninger med barn",
    "times, for owners whose home has become too small": "ganger, for eiere som har fått for liten bolig",
    "utility": "nytte",
    "utility when every such tenancy ends in trouble": "nytte når alle slike leieforhold ender i vansker",
    "utility per month beyond the deadline": "nytte per måned over fristen",
    "weight by age 15-19, ... 45-49": "vekt etter alder: 15-19, ... 45-49 år",
    "weights": "vekter",
    "weights by persons 1-5": "vekter etter antall personer, 1-5",
    "weights by rooms 1-5": "vekter etter antall rom, 1-5",
    "weights: dead or in care, private rent, owned": "vekter: døde eller på institusjon, privat leie, eid",
    "worth of a dwelling of the size needed": "verdi av en bolig av den størrelsen som trengs",
    "worth per adult and factor of the local market": (
        "verdi per voksen og faktor for det lokale arbeidsmarkedet"
    ),
    "worth per ln(1 + km / 100)": "verdi per ln(1 + km / 100)",
    "worth per ln(1 + residents of the origin)": "verdi per ln(1 + bosatte med samme opprinnelse)",
    "years": "år",
    "years since settlement": "år siden bosetting",
    "years until it has faded": "år til det er borte",
    "years, deciles": "år, desiler",
    "years: municipal, private, owned": "år: kommunal, privat, eid",
    "share of the level of the record": "andel av det registrerte nivået",
    "months of residence: from, to below": "botid i måneder: fra og med, til under",
    "points, lowest and highest": "poeng, lavest og høyest",
    "log of persons settled in five years: no experience; how far beyond it experience is whole": (
        "log av bosatte på fem år: ingen erfaring; hvor langt over det erfaringen er full"
    ),
    "points, highest less lowest": "poeng, høyeste minus laveste",
    "share, highest less lowest": "andel, høyeste minus laveste",
    "log inhabitants (9: about 8,100)": "log av innbyggere (9: om lag 8 100)",
    "share: two persons, three and more": "andel: to personer, tre og flere",
    "NOK a month: the first person, each further": "kr i måneden: første person, hver person til",
    "months of applications": "måneder med søknader",
    "years of residence": "år botid",
    "years of age: lowest, highest": "alder i år: lavest, høyest",
    "persons: one parent with small children, a couple with children": (
        "personer: én forelder med små barn, par med barn"
    ),
    "factor a year": "faktor i året",
    "per place in force": "per gjeldende plass",
    "thousandths of the area's level: lowest, highest": "tusendeler av nivået i området: lavest, høyest",
    "thousandths of the place's level: lowest, highest": "tusendeler av nivået på stedet: lavest, høyest",
    "thousandths less": "tusendeler lavere",
    "share: lease and guarantee (of those that know it), purchase": (
        "andel: leie og garanti (av dem som kjenner det), kjøp"
    ),
    "years of age: head with children, partner, mother at birth": (
        "alder i år: hovedperson med barn, partner, mor ved fødsel"
    ),
    "months older than the head: lowest, highest": "måneder eldre enn hovedpersonen: lavest, høyest",
    "persons in the household, mother's age in years": "personer i husholdningen, mors alder i år",
    "months, lowest and highest": "måneder, lavest og høyest",
    "months of age: lowest, highest": "alder i måneder: lavest, høyest",
    "months: age at first, for each level": "måneder: alder først, for hvert nivå",
    "points of 100: ties, wellbeing": "poeng av 100: bånd, trivsel",
    "points of 100: work adds, illness takes": "poeng av 100: tillegg for arbeid, fradrag for sykdom",
    "years at even quantiles": "år, ved jevne kvantiler",
    "years: the youngest parent, children below": "år: yngste forelder, barn under",
    "factor, lowest and highest": "faktor, lavest og høyest",
    "share: owners, municipal among tenants": "andel: eiere, kommunale blant leietakere",
    "months: since moving in, to the end of the contract": (
        "måneder: siden innflytting, til kontraktens slutt"
    ),
}


def unit_text(unit: str, language: str) -> str:
    """Return a parameter's unit in the language; one that the table does not have, as declared."""
    if language != "nb":
        return unit
    years = YEARS.search(unit)
    return UNITS_NB.get(general(unit), unit).replace("{years}", years[0] if years else "")


def general(unit: str) -> str:
    """Return a unit as the table of units has it: the years of its values left open."""
    return YEARS.sub("{years}", unit)
