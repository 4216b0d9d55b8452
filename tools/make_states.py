"""Write ontology/states.ttl: every state of the world with its names, demonyms, codes, Wikidata item and capital.

ISO 3166 codes and official names come from pycountry, further names and Wikidata items from rigour; the usual English name,
demonyms, capitals and other names stand in tools/states.txt, because no library gives them.

    python tools/make_states.py            write the file
    python tools/make_states.py --check    exit 1 where the file differs from what would be written
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pycountry
from rigour.territories import get_territory

TABLE = Path(__file__).with_name("states.txt")
OUTPUT = Path(__file__).resolve().parents[1] / "ontology" / "states.ttl"
HEADER = """\
# The states of the world. Written by tools/make_states.py from tools/states.txt, pycountry and rigour: change those, then run it.
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix pact: <https://w3id.org/spacepact/ontology#> .
@prefix pactid: <https://w3id.org/spacepact/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
"""
NO_ITEM_IN_LIBRARY = {"West Germany": "Q713750"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: the code (ISO 3166-1 alpha-2, or -3 for past states; None where there is none) and the names."""

    code: str | None
    name: str
    demonyms: tuple[str, ...]
    capital: str
    capital_names: tuple[str, ...]
    names: tuple[str, ...]


def parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def rows(table: Path = TABLE) -> Iterator[Row]:
    """The lines of the table, without comments."""
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, name, demonyms, capital, names = [*(cell.strip() for cell in line.split("|")), ""][:5]
        city, _, others = capital.partition("=")
        yield Row(None if code == "-" else code, name, parts(demonyms), city.strip(), parts(others), parts(names))


def slug(name: str) -> str:
    """The id of a name: lower-case ASCII letters and digits, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name.replace("'", "").replace("ʻ", "").replace(".", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def iso(row: Row) -> Any:
    """The pycountry record of a state, past ones included; None where ISO 3166 has none."""
    if row.code is None:
        return None
    past = (country for country in pycountry.historic_countries if getattr(country, "alpha_4", "") == row.code or country.alpha_2 == row.code)
    return pycountry.countries.get(alpha_2=row.code) or next(past, None)


def official_names(row: Row) -> Iterator[str]:
    """The official names that the libraries give; forms with brackets or inverted with a comma are no English."""
    territory = get_territory(row.code.lower()) if row.code else None
    found = [territory.name, territory.full_name] if territory else []
    found.append(getattr(iso(row), "official_name", None))
    for name in found:
        if name and not set("[(,") & set(name):
            yield re.sub(r"^the ", "", name, flags=re.IGNORECASE)


def literals(values: list[str], language: str = "@en") -> str:
    return ", ".join(f'"{value}"{language}' for value in values)


def state(row: Row) -> str:
    """The Turtle of one state."""
    names = sorted({*row.names, *official_names(row)} - {row.name})
    lines = [f"pactid:{slug(row.name)} a pact:State", f"skos:prefLabel {literals([row.name])}"]
    lines += [f"skos:altLabel {literals(names)}"] if names else []
    lines += [f"pact:demonym {literals(list(row.demonyms))}"]
    territory, record = get_territory(row.code.lower()) if row.code else None, iso(row)
    if record:
        lines += [f'pact:isoAlpha2 "{record.alpha_2}"', f'pact:isoAlpha3 "{record.alpha_3}"']
    elif territory:  # Kosovo: codes in use that ISO leaves to its users
        lines += [f'pact:isoAlpha2 "{territory.code.upper()}"', f'pact:isoAlpha3 "{territory.alpha3.upper()}"']
    lines += [f"pact:capital pactid:{slug(row.capital)}"]
    lines += [f"owl:sameAs wd:{territory.qid if territory else NO_ITEM_IN_LIBRARY[row.name]}"]
    return " ;\n    ".join(lines) + " ."


def capital(row: Row) -> str:
    """The Turtle of one capital."""
    lines = [f"pactid:{slug(row.capital)} a pact:Place", f"skos:prefLabel {literals([row.capital])}"]
    lines += [f"skos:altLabel {literals(sorted(row.capital_names))}"] if row.capital_names else []
    lines += [f"pact:locatedIn pactid:{STANDS_NOW_IN.get(row.capital) or slug(row.name)}"]
    return " ;\n    ".join(lines) + " ."


STANDS_NOW_IN = {"East Berlin": "germany", "Bonn": "germany"}


def turtle() -> str:
    """The whole file."""
    table = list(rows())
    capitals: dict[str, Row] = {}
    for row in table:  # present states come first, so a shared capital stands in the present one
        capitals.setdefault(row.capital, row)
    blocks = sorted(map(state, table)) + sorted(map(capital, capitals.values()))
    return "\n".join([HEADER, *blocks]) + "\n"


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        same = OUTPUT.is_file() and OUTPUT.read_text(encoding="utf-8") == turtle()
        return 0 if same else 1
    OUTPUT.write_text(turtle(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
