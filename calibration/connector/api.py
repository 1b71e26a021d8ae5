"""SSB's table bank as PxWeb API v2 speaks: limits, metadata, groupings, and cells by query.

Dialect: ssb.no, "API mot Statistikkbanken - brukerveiledning"; the specification of PxTools/PxApiSpecs.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from calibration.connector.cube import Dimension, Heading, Selection
from calibration.connector.errors import ConnectorError
from calibration.connector.jsonstat import parsed, read_heading
from calibration.connector.limits import Limits, limits_of
from calibration.connector.web import Refused, Web

SSB: Final = "https://data.ssb.no/api/pxwebapi/v2"


class Api:
    """A table bank.

    Parameters
    ----------
    web : Web
        What asks; its window takes over the limits of the bank.
    base : str
        Address of the bank.
    language : str
        Of titles and labels: ``no`` or ``en``.
    """

    def __init__(self, web: Web | None = None, base: str = SSB, language: str = "no") -> None:
        self.web, self.base, self.language = web or Web(), base.rstrip("/"), language
        self._limits: Limits | None = None

    def limits(self) -> Limits:
        """Return what the bank allows, read once, and keep to it from then on."""
        if self._limits is None:
            where = f"{self.base}/config"
            self._limits = limits_of(parsed(self._get(where), where), where)
            self.web.window.limits = self._limits
        return self._limits

    def metadata(self, table: str) -> Heading:
        """Return a table's variables, codes, groupings and when it was last changed."""
        where = f"{self.base}/tables/{quote(table, safe='')}/metadata"
        found = parsed(self._get(where, {"lang": self.language, "outputFormat": "json-stat2"}), where)
        heading = read_heading(found, where)
        if not heading.updated:
            raise ConnectorError("data_malformed", where=where, key="updated")
        return heading

    def codelist(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the codes of a grouping with their labels."""
        where = f"{self.base}/codelists/{quote(name, safe='')}"
        found = parsed(self._get(where, {"lang": self.language}), where).get("values")
        if not isinstance(found, list) or not found:
            raise ConnectorError("data_malformed", where=where, key="values")
        codes = []
        for i, one in enumerate(found):
            if not isinstance(one, dict) or not isinstance(one.get("code"), str):
                raise ConnectorError("data_malformed", where=where, key=f"values.{i}.code")
            codes.append((one["code"], str(one.get("label", one["code"]))))
        return tuple(codes)

    def cells(self, table: str, selection: Selection, codelists: Mapping[str, str]) -> bytes:
        """Return the answer to one query as JSON-stat text, not yet read.

        Raises
        ------
        Refused
            If the bank says that it is too many cells.
        ConnectorError
            If it cannot be had.
        """
        asked = [
            {"variableCode": name, "valueCodes": list(codes)}
            | ({"codelist": codelists[name]} if name in codelists else {})
            for name, codes in selection.items()
        ]
        return self.web.post(
            f"{self.base}/tables/{quote(table, safe='')}/data",
            {"lang": self.language, "outputFormat": "json-stat2"},
            {"selection": asked},
        )

    def _get(self, where: str, params: Mapping[str, str] | None = None) -> bytes:
        try:
            return self.web.get(where, params)
        except Refused:
            raise ConnectorError("data_refused", where=where) from None


def in_grouping(dimension: Dimension, codes: tuple[tuple[str, str], ...]) -> Dimension:
    """Return a dimension as a grouping divides it."""
    return Dimension(
        dimension.code,
        dimension.label,
        tuple(code for code, _ in codes),
        tuple(label for _, label in codes),
        dimension.units,
        dimension.elimination,
        dimension.codelists,
    )
