"""Where in a municipality or a place something new lies, by its own key."""

from simulation.areas import deciles
from simulation.world import Geography


def place_in(geography: Geography, town: int, key: int) -> int:
    """Return a place of the municipality."""
    return int(geography.first_place[town]) + (key >> 40) % int(geography.places[town])


def area_in(geography: Geography, place: int, key: int) -> int:
    """Return a residential area of the place."""
    return int(geography.first_area[place]) + (key >> 40) % int(geography.areas[place])


def area_within(geography: Geography, place: int, key: int) -> int:
    """Return a residential area of a place that the same key chose."""
    return int(geography.first_area[place]) + (key >> 48) % int(geography.areas[place])


def municipal_area(geography: Geography, place: int, key: int, lower: float) -> int:
    """Return the area of a municipal dwelling: of two, the lower in standing with the chance `lower`."""
    first = area_within(geography, place, key)
    second = int(geography.first_area[place]) + (key >> 16) % 65536 % int(geography.areas[place])
    standing = deciles(geography)
    if key % 65536 < round(65536 * lower) and standing[second] < standing[first]:
        return second
    return first
