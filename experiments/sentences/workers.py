"""What can be wrong with worker processes and clusters."""

from collections.abc import Mapping
from typing import Final

WORKERS: Final[Mapping[str, tuple[str, str]]] = {
    "no_worker_started": (
        "No worker process could be started, most often because a script compares without "
        '`if __name__ == "__main__":`; --workers 1 needs none.',
        "Ingen prosess kunne startes, oftest fordi et skript sammenligner uten "
        '`if __name__ == "__main__":`; --workers 1 trenger ingen.',
    ),
    "address": (
        "{address!r} is no address of a scheduler; write tls://HOST:PORT, or tcp://127.0.0.1:PORT on this "
        "machine.",
        "{address!r} er ingen adresse til en scheduler; skriv tls://VERT:PORT, eller tcp://127.0.0.1:PORT på "
        "denne maskinen.",
    ),
    "unprotected": (
        "{address} would send code over the network unprotected; use tls:// with --tls-ca, --tls-cert and "
        "--tls-key (docs/cluster.md).",
        "{address} ville sendt kode ubeskyttet over nettet; bruk tls:// med --tls-ca, --tls-cert og "
        "--tls-key (docs/cluster.md).",
    ),
    "certificates": (
        "{address} needs certificates: give --tls-ca, --tls-cert and --tls-key.",
        "{address} trenger sertifikater: gi --tls-ca, --tls-cert og --tls-key.",
    ),
    "certificates_only": (
        "Certificates are for a cluster: name it with --scheduler tls://HOST:PORT.",
        "Sertifikater er for en klynge: oppgi den med --scheduler tls://VERT:PORT.",
    ),
    "no_certificate": ("There is no certificate file {file}.", "Det finnes ingen sertifikatfil {file}."),
    "no_scheduler": (
        "No scheduler answers at {address} with these certificates ({reason}).",
        "Ingen scheduler svarer på {address} med disse sertifikatene ({reason}).",
    ),
    "begun_again": (
        "A run was begun {times} times and its worker process ended each time, most often for want of "
        "memory: try fewer with --workers. Finished runs are kept.",
        "En kjøring ble begynt {times} ganger, og prosessen tok slutt hver gang, oftest av mangel på minne: "
        "prøv færre med --workers. Ferdige kjøringer er tatt vare på.",
    ),
    "alone": (
        "There has been no worker for {seconds:.0f} s, so nothing can be run.",
        "Det har ikke vært noen prosess på {seconds:.0f} s, så ingenting kan kjøres.",
    ),
    "worker_code": (
        "A worker has version {code} of the code, and this machine {own}: install the same version on both.",
        "En prosess har versjon {code} av koden, og denne maskinen {own}: installer samme versjon begge "
        "steder.",
    ),
    "worker_tables": (
        "A worker has other tables for the targets to read than this machine: give both the same data folder "
        "(BOSETTING_DATA), and change no table while runs are made.",
        "En prosess har andre tabeller å lese for størrelsene enn denne maskinen: gi begge den samme "
        "datamappen (BOSETTING_DATA), og endre ingen tabell mens kjøringene går.",
    ),
}
