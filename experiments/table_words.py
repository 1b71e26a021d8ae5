"""What the table of a comparison says, in English and Bokmål."""

from typing import Final

WORDS: Final = {
    "en": {
        "indicator": "indicator",
        "unit": "unit",
        "better": "better in {} of {}",
        "equal": "better in {} of {},\nequal in {}",
        "same": "no difference in\nany replicate",
        "sees": "sees ≥ {}",
        "title": "What each scenario did",
        "caption": "{baseline}: mean of {n}. Each scenario: mean paired difference from it, and "
        "in brackets the {level} % paired t-interval for that mean, in parentheses the lowest and highest "
        "replicate, the smallest true effect this ensemble would have seen four times in five (a smaller "
        "one may be there and go unseen), then in how many replicates it was better than the baseline of the "
        "same chance (half of them "
        "is a coin toss; replicates that are equal are counted apart). The interval covers chance and the "
        "{drawn} parameters drawn anew in each replicate, which all scenarios of a replicate share; it does "
        "not cover what is fixed or left out of the model. '-' under a difference: more "
        "is no gain itself.",
        "held": "The baseline is held against the record of 2009-2012 only (check-baseline): later "
        "years are the model's own.",
        "own": "Nothing in this world is calibrated, and most of its start is assumed (docs/limits.md).",
        "single": "One replicate has no interval.",
        "more": "{} more indicators stand in the files.",
        "marked": "Marked * (bold in Markdown; in colour green, red or bold): the interval leaves zero out.",
        "few": "Too few replicates to mark anything: marks take at least {least}.",
        "count": "{clear} of {cells} intervals leave zero out; about {chance} would if nothing differed.",
        "sources": "Data: SSB and Kartverket (CC BY 4.0), IMDi. Municipality codes of {codes}.",
    },
    "nb": {
        "indicator": "indikator",
        "unit": "enhet",
        "better": "bedre i {} av {}",
        "equal": "bedre i {} av {},\nlike i {}",
        "same": "ingen forskjell i\nnoen framtid",
        "sees": "ser ≥ {}",
        "title": "Hva hvert scenario gjorde",
        "caption": "{baseline}: snitt av {n}. Hvert scenario: gjennomsnittlig parvis forskjell "
        "fra dette, i klammer {level} % parvis t-intervall for snittet, i parentes "
        "laveste og høyeste enkeltframtid, den minste virkelige effekten så mange framtider ville vist fire "
        "av fem ganger (en mindre kan finnes uten å synes), så i hvor mange framtider det var bedre enn "
        "grunnlinjen med de samme tilfeldighetene (halvparten er som kron og mynt; de som er like, telles "
        "for seg). Intervallet dekker tilfeldigheter og de {drawn} parametrene som trekkes på nytt i hver "
        "framtid, likt for alle scenarioer; det dekker ikke det som er fast i modellen eller utelatt av den. "
        "'-' under en forskjell: mer er ingen gevinst i seg selv.",
        "held": "Grunnlinjen er holdt opp mot tallene for 2009-2012 (check-baseline); senere år er "
        "modellens egne.",
        "own": "Ingenting i denne verdenen er kalibrert, og det meste av starten er antatt (docs/limits.md).",
        "single": "Én framtid har ikke noe intervall.",
        "more": "{} flere indikatorer står i filene.",
        "marked": "Merket * (uthevet i Markdown; i farger grønt, rødt eller uthevet): intervallet utelukker "
        "null.",
        "few": "For få framtider til å merke noe: det trengs minst {least}.",
        "count": "{clear} av {cells} intervaller utelukker null; omtrent {chance} ville gjort det om "
        "ingenting skilte.",
        "sources": "Data: SSB og Kartverket (CC BY 4.0), IMDi. Kommunekoder fra {codes}.",
    },
}
