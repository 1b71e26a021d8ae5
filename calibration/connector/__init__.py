"""Tables from outside: SSB's table bank, local files, restricted microdata and real boundaries.

``table`` gives a fetched table's rows to a target and never asks the network; ``restricted_tables`` says
which make a study restricted; ``boundaries_file`` where real boundaries lie, if the user has any.
"""

from calibration.connector.boundaries import boundaries_file
from calibration.connector.errors import ConnectorError, DefinitionError
from calibration.connector.store import restricted_tables, table

__all__ = ["ConnectorError", "DefinitionError", "boundaries_file", "restricted_tables", "table"]
