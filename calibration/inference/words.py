"""What is said of a calibration, in English and Bokmål."""

from typing import Any, Final

WORDS: Final[dict[str, Any]] = {
    "en": {
        "stages": {
            "screening": "screening runs",
            "first": "runs of the first wave",
            "second": "runs of the second wave",
            "check": "runs at draws of the posterior",
            "truths": "groups of known truths",
            "truths_on_model": "groups of known truths of the model",
        },
        "cost": {
            "within": "Learning, drawing and known truths are counted in.",
            "beside": "Learning, drawing and known truths come on top.",
        },
        "chosen": "Calibrated: {chosen} of {all} candidates move a figure of the record enough; the rest "
        "keep their prior or their fixed value.",
        "took": "{runs} runs, {seconds} of processor time; first wave {first}, second {second}, "
        "check {check}.",
        "posterior": {
            "title": "What the record of 2009-2012 tells of the parameters ({draws} draws, made {made}; "
            "variances on the scale where the prior is normal)",
            "columns": (
                "parameter",
                "default",
                "prior, 90 %",
                "posterior, 90 %",
                "variance less by",
                "the record tells",
                "rests on",
            ),
        },
        "told": {"told": "something", "hardly": "hardly anything", "not": "nothing"},
        "status": {
            "assumed": "assumed",
            "literature": "literature",
            "measured": "measured",
            "policy": "policy",
        },
        "not": "The record tells nothing of: {names}. Their draws are those of the prior.",
        "all_told": "The record tells at least a little of every calibrated parameter.",
        "wide": "The default lies outside the prior's own 90 % for: {names}. The prior has its top there and "
        "most of its mass elsewhere, since the range is wide.",
        "never": "Not calibrated at all, because these data cannot tell: strengths and settings of the dials "
        "of coordination, lead times, landlords' beliefs, gaming, answers of prices and rents, and every "
        "contested mechanism. They keep their prior, and so does every verdict that rests on them.",
        "together": "Not wholly told apart (correlation of draws of {least} or more, in size): {pairs}.",
        "apart": "emcee and ABC disagree by more than a standard deviation on: {names}.",
        "agree": "ABC on the same runs agrees with emcee within a standard deviation on every parameter.",
        "fit": {
            "title": "The fitted model against the record (runs at {runs} draws of the posterior)",
            "columns": ("figure", "record", "model", "90 % of runs", "aimed at", "verdict"),
            "reached": "reached",
            "missed": "not reached",
            "verdicts": {
                "runs": "within the runs",
                "granted": "only within what is granted",
                "outside": "outside what is granted",
            },
        },
        "aims": "{reached} of {all} aims are reached.",
        "levels": "Verdicts on {all} figures of the record: {runs} lie within 90 % of the runs; {granted} "
        "only within what is granted (outside the runs, but no further than the noise of the record and "
        "the discrepancy granted to the best model explain nine times in ten); {outside} outside it.",
        "off": "Outside what is granted: {names}.",
        "sbc": "Inference on known truths: 90 % intervals held the truth in {low}-{high} % of {truths} "
        "truths of the emulator ({mean} % over all parameters){model}.",
        "sbc_model": ", and in {mean} % of {truths} truths of the model itself",
        "known": {
            "title": "Known truths, one parameter at a time: how often intervals held the truth ({truths} "
            "truths of the emulator, {model} of the model itself)",
            "columns": (
                "parameter",
                "in 90 %",
                "in 50 %",
                "ranks even, p",
                "model: in 90 %",
                "model: in 50 %",
                "ranks in each tenth",
            ),
            "note": "Of a good inference about 90 and 50 % of the truths lie within their intervals, and "
            "their ranks among the draws fall evenly on the tenths. Where p is small, they do not. Few "
            "truths wander a lot: of 20, 17 to 20 within 90 % is what chance gives most often.",
        },
        "aged": "Code, parameters or tables have changed since the draws were made ({made}: {code}; now: "
        "{now}): figures made anew may differ, and the same bits are not promised.",
        "tables": "Fitted to tables of your own as well (name and hash): {names}.",
        "restricted": "Restricted among them: {names}. Of these the draws and this page hold nothing but "
        "sums under disclosure control; a study that draws from them still rests on restricted data, so name "
        "the file with compare --restricted.",
        "uneven": "Ranks are uneven (p < 0.01) for: {names}.",
        "quality": "Emulator: on runs not seen it explains {low}-{high} % of the variance of the {count} "
        "summaries (median {median} %); {gp} of them need a Gaussian process. Where it explains little, "
        "chance or what is not calibrated moves the summary.",
        "none": "There is no posterior of {world}: scenarios draw from the prior. "
        "'run.py calibrate' makes one.",
        "kept": "Draws: {draws}\nTables and figure: {folder}",
        "refitted": "Draws of a refit with 2013 known, for forecasts of the years after it alone: {draws}",
        "embedded": "Embedded: every scenario of {world} now draws from it, unless --parameters says "
        "otherwise.",
        "unscreened": "Not screened, and so not calibrated (candidates: {count}; --screen screens anew): "
        "{names}.",
        "quick": {
            "title": "What was known, and what was found (90 % intervals, as quantiles of the prior)",
            "columns": ("parameter", "truth", "found", "held"),
            "yes": "yes",
            "no": "no",
            "sum": "{held} of {all} truths lie within their intervals; nine in ten are expected to.",
        },
        "figure": {"prior": "prior", "posterior": "posterior", "default": "default"},
    },
    "nb": {
        "stages": {
            "screening": "kjøringer for å sile parametre",
            "first": "kjøringer i første runde",
            "second": "kjøringer i andre runde",
            "check": "kjøringer med trekninger fra posterioren",
            "truths": "grupper av kjente sannheter",
            "truths_on_model": "grupper av kjente sannheter fra modellen",
        },
        "cost": {
            "within": "Læring, trekning og kjente sannheter er regnet med.",
            "beside": "Læring, trekning og kjente sannheter kommer i tillegg.",
        },
        "chosen": "Kalibrert: {chosen} av {all} kandidater flytter et registrert tall nok; resten beholder "
        "prioren eller sin faste verdi.",
        "took": "{runs} kjøringer, {seconds} prosessortid; første runde {first}, andre {second}, "
        "kontroll {check}.",
        "posterior": {
            "title": "Hva tallene for 2009-2012 sier om parametrene ({draws} trekninger, laget {made}; "
            "varians på skalaen der prioren er normal)",
            "columns": (
                "parameter",
                "standard",
                "prior, 90 %",
                "posterior, 90 %",
                "variansen ned med",
                "tallene sier",
                "bygger på",
            ),
        },
        "told": {"told": "noe", "hardly": "nesten ingenting", "not": "ingenting"},
        "status": {
            "assumed": "antakelse",
            "literature": "litteratur",
            "measured": "måling",
            "policy": "regelverk",
        },
        "not": "Tallene sier ingenting om: {names}. Trekningene deres er priorens.",
        "all_told": "Tallene sier i det minste litt om alle kalibrerte parametre.",
        "wide": "Standardverdien ligger utenfor priorens egne 90 % for: {names}. Prioren har toppen der og "
        "det meste av massen andre steder, siden spennet er vidt.",
        "never": "Ikke kalibrert i det hele tatt, fordi disse dataene ikke kan avgjøre dem: styrken på og "
        "innstillingen av bryterne for samordning, ledetider, utleieres oppfatninger, tilpasning til måling, "
        "hvordan priser og leier svarer, og alle omstridte mekanismer. De beholder prioren, og det gjør "
        "også enhver konklusjon som bygger på dem.",
        "together": "Ikke helt skilt fra hverandre (korrelasjon mellom trekningene på {least} eller mer i "
        "tallverdi): {pairs}.",
        "apart": "emcee og ABC er uenige med mer enn ett standardavvik om: {names}.",
        "agree": "ABC på de samme kjøringene er enig med emcee innenfor ett standardavvik for alle "
        "parametre.",
        "fit": {
            "title": "Den tilpassede modellen mot det som er registrert (kjøringer med {runs} trekninger)",
            "columns": ("tall", "registrert", "modell", "90 % av kjøringene", "mål", "dom"),
            "reached": "nådd",
            "missed": "ikke nådd",
            "verdicts": {
                "runs": "innenfor kjøringene",
                "granted": "bare innenfor det som er tillatt",
                "outside": "utenfor det som er tillatt",
            },
        },
        "aims": "{reached} av {all} mål er nådd.",
        "levels": "Dom over {all} registrerte tall: {runs} ligger innenfor 90 % av kjøringene; {granted} "
        "bare innenfor det som er tillatt (utenfor kjøringene, men ikke lenger unna enn støyen i tallet og "
        "det tillatte modellavviket forklarer ni av ti ganger); {outside} utenfor det.",
        "off": "Utenfor det som er tillatt: {names}.",
        "sbc": "Slutninger prøvd på kjente sannheter: 90 %-intervallene rommet sannheten i {low}-{high} % av "
        "{truths} sannheter fra emulatoren ({mean} % over alle parametre){model}.",
        "sbc_model": ", og i {mean} % av {truths} sannheter fra modellen selv",
        "known": {
            "title": "Kjente sannheter, én parameter om gangen: hvor ofte intervallene rommet sannheten "
            "({truths} sannheter fra emulatoren, {model} fra modellen selv)",
            "columns": (
                "parameter",
                "i 90 %",
                "i 50 %",
                "jevne ranger, p",
                "modell: i 90 %",
                "modell: i 50 %",
                "ranger i hver tidel",
            ),
            "note": "Når slutningene er gode, ligger omtrent 90 og 50 % av sannhetene innenfor intervallene, "
            "og rangene deres blant trekningene fordeler seg jevnt på tidelene. Der p er liten, gjør de ikke "
            "det. Få sannheter svinger mye: av 20 er 17 til 20 innenfor 90 % det tilfeldigheter oftest gir.",
        },
        "aged": "Kode, parametre eller tabeller er endret siden trekningene ble laget ({made}: {code}; nå: "
        "{now}): tall som lages på nytt, kan avvike, og de samme bitene er ikke lovet.",
        "tables": "Tilpasset egne tabeller også (navn og hash): {names}.",
        "restricted": "Skjermet blant dem: {names}. Av disse finnes det ikke annet enn summer under "
        "avsløringskontroll i trekningene og på denne siden; en studie som trekker fra dem, hviler likevel "
        "på skjermede data, så navngi filen med compare --restricted.",
        "uneven": "Rangene er ujevne (p < 0,01) for: {names}.",
        "quality": "Emulator: for kjøringer den ikke har sett, forklarer den {low}-{high} % av variansen i "
        "de {count} oppsummeringene (median {median} %); {gp} av dem trenger en gaussisk prosess. Der den "
        "forklarer lite, er det tilfeldigheter eller noe som ikke er kalibrert, som flytter tallet.",
        "none": "Det finnes ingen posterior for {world}: scenarioene trekker fra prioren. «run.py calibrate» "
        "lager en.",
        "kept": "Trekninger: {draws}\nTabeller og figur: {folder}",
        "refitted": "Trekninger fra en ny tilpasning med 2013 kjent, bare til framskrivinger av årene etter: "
        "{draws}",
        "embedded": "Lagt inn: alle scenarioer for {world} trekker nå fra den, hvis ikke --parameters sier "
        "noe annet.",
        "unscreened": "Ikke silt, og derfor ikke kalibrert (kandidater: {count}; --screen siler på nytt): "
        "{names}.",
        "quick": {
            "title": "Hva som var kjent, og hva som ble funnet (90 %-intervaller, som kvantiler av prioren)",
            "columns": ("parameter", "sannhet", "funnet", "rommet"),
            "yes": "ja",
            "no": "nei",
            "sum": "{held} av {all} sannheter ligger innenfor intervallene; ni av ti er ventet.",
        },
        "figure": {"prior": "prior", "posterior": "posterior", "default": "standard"},
    },
}
