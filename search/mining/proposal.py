"""From evidence to proposals: pairs sifted, joined into classes, and set against the rules in force.

A short form keeps one reading, the one most documents give it: PKS joins a party or a law, never both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from search.aliases import AliasClass, AliasTable
from search.aliases.spelling import Words, spellings
from search.analysis import is_function_word
from search.analysis.chunks import Case
from search.analysis.dictionary import roots
from search.analysis.names import names
from search.mining.acronym import is_acronym
from search.mining.miner import Evidence
from search.mining.sighting import Cue

# Nicknames that one report gives a suspect are no help to a reader of the archive; three reports make it a name.
LEAST_NICKNAME = 3
RARE = 20  # a second short form of one long form, or a second reading worth telling: one in twenty documents
SAME_READING = 0.8  # of difflib's ratio: "Badan Legislatif" beside "Badan Legislasi" is a slip, no second reading


@dataclass(frozen=True, slots=True)
class Proposal:
    """A class to propose.

    Attributes:
        names: Of a class that extends one in force, that one's first name and the new ones.
        documents: How often documents say so, summed over the evidence.
        evidence: The pairs it was joined from, the most frequent first.
        case_sensitive: Names that are ordinary words in other case.
        other_readings: What else its short forms stand for in this archive.
        rule: Where all this is known already; "" for a new class or new names.
    """

    names: tuple[str, ...]
    documents: int
    evidence: tuple[Evidence, ...]
    case_sensitive: tuple[str, ...] = ()
    other_readings: tuple[str, ...] = ()
    rule: str = ""


def proposals(evidence: Sequence[Evidence], known: AliasTable, *, minimum: int = 2) -> list[Proposal]:
    """The classes that evidence speaks for: by falling count, then by name.

    Args:
        evidence: By falling count, as `Miner.evidence` gives it.
        known: The rules in force; what contradicts them is left out, what they say already carries their place.
        minimum: Documents that a class needs.
    """
    owners = {name.words: name.alias for name in known.names}
    usable = [one for one in evidence if _is_usable(one) and not _is_contradicted(one, owners)]
    kept, others = _one_reading(usable)
    found = [_proposal(group, others, owners) for group in _joined(_without_rare(kept), owners)]
    enough = [one for one in found if one and one.documents >= minimum]
    return sorted(enough, key=lambda one: (-one.documents, one.names))


def as_rule(proposal: Proposal) -> str:
    """The lines for an alias file: where it comes from, its marks, the rule.

    >>> seen = Evidence(("ISIS", "IS"), Cue.NESTED, 2, "a", "IS/ISIS.")
    >>> print(as_rule(Proposal(("ISIS", "IS"), 2, (seen,), ("IS",))))
    # 2 documents, for example a: IS/ISIS.
    #cs: IS
    ISIS, IS
    """
    first = proposal.evidence[0]
    count = f"{proposal.documents} document{'s' if proposal.documents != 1 else ''}"
    example = " ".join(f"{first.document_id}: {first.sentence}".split())
    lines = [f"# {count}, for example {example}"]
    if proposal.rule:
        return "\n".join([*lines, f"# known already, {proposal.rule}: {', '.join(proposal.names)}"])
    if proposal.case_sensitive:
        lines.append(f"#cs: {' '.join(proposal.case_sensitive)}")
    if proposal.other_readings:
        lines.append(f"#amb: {', '.join(proposal.other_readings)}")
    return "\n".join([*lines, ", ".join(proposal.names)])


def _is_usable(one: Evidence) -> bool:
    return one.cue is not Cue.ALIAS or all(map(is_acronym, one.names)) or one.documents >= LEAST_NICKNAME


def _is_contradicted(one: Evidence, owners: dict[Words, AliasClass]) -> bool:
    """Do the rules in force have these names in two classes, or the short form with another long form?"""
    first, second = (owners.get(words) for words in _words(one))
    if first and second:
        return first is not second
    return bool(one.cue is Cue.LETTERS and second and any(" " in name for name in second.names))


def _one_reading(evidence: Iterable[Evidence]) -> tuple[list[Evidence], dict[Words, list[str]]]:
    """Each short form with its most frequent long form, and its other ones."""
    kept: list[Evidence] = []
    readings: dict[Words, Evidence] = {}
    others: dict[Words, list[str]] = {}
    for one in evidence:
        short = _words(one)[1]
        first = readings.setdefault(short, one) if one.cue is Cue.LETTERS else one
        if first is one:
            kept.append(one)
        elif one.documents > 1 and one.documents * RARE >= first.documents and not _is_same_reading(one, first):
            others.setdefault(short, []).append(one.names[0])
    return [one for one in kept if one.cue is Cue.LETTERS or not _is_outweighed(one, readings)], others


def _is_same_reading(one: Evidence, other: Evidence) -> bool:
    return SequenceMatcher(None, one.names[0].lower(), other.names[0].lower()).ratio() >= SAME_READING


def _is_outweighed(one: Evidence, readings: dict[Words, Evidence]) -> bool:
    """Does one document only join names whose letters say something else, or any number names told apart by them?"""
    left, right = (readings.get(words) for words in _words(one))
    if left and right and left.names[0] != right.names[0]:
        return True
    return one.documents == 1 and bool(left or right)


def _without_rare(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Without the slips: short forms that one long form has far less often than another (ABPN beside APBN)."""
    best: dict[Words, int] = {}
    return [
        one
        for one in evidence
        if one.cue is not Cue.LETTERS or one.documents * RARE >= best.setdefault(_words(one)[0], one.documents)
    ]


def _joined(evidence: Sequence[Evidence], owners: dict[Words, AliasClass]) -> list[list[Evidence]]:
    """The evidence in groups that share names or a class in force, in order."""
    group_of: dict[Words | str, list[Evidence]] = {}

    def ends(one: Evidence) -> list[Words | str]:
        return [owners[words].term if words in owners else words for words in _words(one)]

    for one in evidence:
        left, right = (group_of.get(end, []) for end in ends(one))
        smaller, larger = sorted((left, right), key=len)
        if smaller is not larger:
            larger += smaller
        larger.append(one)
        for end in {*ends(one), *(end for other in smaller for end in ends(other))}:
            group_of[end] = larger
    return list({id(group): group for group in group_of.values()}.values())


def _proposal(
    group: Sequence[Evidence], others: dict[Words, list[str]], owners: dict[Words, AliasClass]
) -> Proposal | None:
    """A group as a proposal; None where it would join two classes in force."""
    group = sorted(group, key=lambda one: (-one.documents, one.names))
    printed = _names(group)
    classes = list({owners[words].term: owners[words] for words in printed if words in owners}.values())
    if len(classes) > 1:
        return None
    new = {words: name for words, name in printed.items() if words not in owners}
    return Proposal(
        (*(alias.name for alias in classes), *new.values()) if new else tuple(printed.values()),
        sum(one.documents for one in group),
        tuple(group),
        tuple(name for words, name in new.items() if _is_case_sensitive(words, name, group)),
        tuple(dict.fromkeys(other for words in new for other in others.get(words, ()))),
        "" if new else classes[0].rule,
    )


def _names(group: Sequence[Evidence]) -> dict[Words, str]:
    """The names of a group as printed most often, the most frequent first; long forms stand before their short ones."""
    printed: dict[Words, str] = {}
    documents: Counter[Words] = Counter()
    for one in group:
        for words, name in zip(_words(one), one.names, strict=True):
            printed.setdefault(words, name)
            documents[words] += one.documents
    return {words: printed[words] for words in sorted(printed, key=lambda words: -documents[words])}


def _is_case_sensitive(words: Words, name: str, group: Sequence[Evidence]) -> bool:
    """Is a name of one word an ordinary word in other case? PAN, HAM; AS, IS; Dana for a person.

    Where the letters explain it, only an acronym is: puskesmas and balita stand in the dictionary as short forms.
    """
    if len(words) > 1 or not _is_ordinary_word(words[0]):
        return False
    is_spelled_out = any(one.cue is Cue.LETTERS and words in _words(one) for one in group)
    return Case.of(name) >= (Case.CAPITALS if is_spelled_out else Case.CAPITALIZED)


def _is_ordinary_word(word: str) -> bool:
    """Is it in the dictionary, or too short to be told from a word or a part of one?"""
    return len(word) <= 2 or is_function_word(word) or (word in roots() and word not in names())


def _words(one: Evidence) -> tuple[Words, Words]:
    left, right = one.names
    return spellings(left)[0], spellings(right)[0]
