"""Write ontology/states.ttl: every state of the world with its names, demonyms, codes, Wikidata item and capital.

ISO 3166 codes and official names come from pycountry, further names and Wikidata items from rigour; the usual English name,
demonyms, capitals and other names stand in tools/states.txt, because no library gives them. The two libraries are no part of the
locked environment, since only this script needs them: pip install pycountry rigour (which needs ICU).

    python tools/make_states.py            write the file
    python tools/make_states.py --check    exit 1 where the file differs from what would be written
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pycountry
from rigour.territories import get_territory
from rigour.territories.territory import Territory

TABLE = Path(__file__).with_name("states.txt")
OUTPUT = Path(__file__).resolve().parents[1] / "ontology" / "states.ttl"
HEADER = """\
# The states of the world. Written by tools/make_states.py from tools/states.txt, pycountry and rigour: change those, then run it.
# SHA-256 of tools/states.txt: {digest}
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix pact: <https://w3id.org/spacepact/ontology#> .
@prefix pactid: <https://w3id.org/spacepact/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
"""
TAKES_ARTICLE = re.compile(
    "^(United|Democratic Republic|Republic|Soviet|Holy)|(Republic|Islands)$"
    "|^(Bahamas|Comoros|Gambia|Maldives|Netherlands|Philippines|Seychelles)$"
)
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
    """The values of a cell."""
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
    plain = unicodedata.normalize("NFKD", re.sub("['ʻ.]", "", name)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def iso(row: Row) -> Any:
    """The pycountry record of a state, past ones included; None where ISO 3166 has none."""
    if row.code is None:
        return None
    past = (country for country in pycountry.historic_countries if row.code in {country.alpha_2, country.alpha_4})
    return pycountry.countries.get(alpha_2=row.code) or next(past, None)


def territory(row: Row) -> Territory | None:
    """The rigour record of a state; None for a state that has no code."""
    return get_territory(row.code.lower()) if row.code else None


def official_names(row: Row) -> Iterator[str]:
    """The official names that the libraries give; forms with brackets or inverted with a comma are no English."""
    known = territory(row)
    found = [known.name, known.full_name] if known else []
    for name in [*found, getattr(iso(row), "official_name", "")]:
        if name and not set("[(,") & set(name):
            yield re.sub(r"^the ", "", name, flags=re.IGNORECASE)


def government_names(row: Row) -> Iterator[str]:
    """How texts name the state by its government: "government of Japan", "Japanese government"."""
    article = "the " if TAKES_ARTICLE.search(row.name) else ""
    yield f"government of {article}{row.name}"
    yield f"{row.demonyms[0]} government"


def codes(row: Row) -> tuple[str, ...]:
    """The two- and the three-letter code: of ISO 3166 or, for Kosovo, those in use that ISO leaves to its users."""
    if record := iso(row):
        return record.alpha_2, record.alpha_3
    known = territory(row)
    return (known.code.upper(), known.alpha3.upper()) if known and known.alpha3 else ()


def literals(values: list[str]) -> str:
    """The names as literals of Turtle."""
    return ", ".join(f'"{value}"@en' for value in values)


def state(row: Row) -> str:
    """The Turtle of one state."""
    names = sorted({*row.names, *official_names(row), *government_names(row)} - {row.name})
    lines = [f"pactid:{slug(row.name)} a pact:State", f"skos:prefLabel {literals([row.name])}"]
    lines += [f"skos:altLabel {literals(names)}"] if names else []
    lines += [f"pact:demonym {literals(list(row.demonyms))}"]
    lines += [f'pact:isoAlpha{len(code)} "{code}"' for code in codes(row)]
    lines += [f"pact:capital pactid:{slug(row.capital)}"]
    lines += [f"owl:sameAs wd:{known.qid if (known := territory(row)) else NO_ITEM_IN_LIBRARY[row.name]}"]
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
    header = HEADER.format(digest=sha256(TABLE.read_bytes()).hexdigest())
    return "\n".join([header, *blocks]) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file, or compare it; gives the exit code."""
    if "--check" in arguments:
        same = OUTPUT.is_file() and OUTPUT.read_text(encoding="utf-8") == turtle()
        return 0 if same else 1
    OUTPUT.write_text(turtle(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
