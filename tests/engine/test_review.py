"""Each rule of the review finds its fault at its place, and says nothing of the sound toy content."""

from datetime import date

import pytest

from kiosk.content.catalogs import Catalog, Translation
from kiosk.content.loader import faults, read_parts
from kiosk.engine.review import RULES, Reviewed, review

DAY = date(2026, 11, 1)

WARNINGS = {
    "ended",
    "few-examples",
    "long-sentence",
    "long-word",
    "many-ideas",
    "secondary",
    "long-condition",
    "unconfirmed",
    "unexplained",
    "unused",
}

# (rule, file, old text, new text, line:column, part of the sentence)
FAULTS = [
    ("unreachable-question", "tree", "goto: dragon}", "goto: dragon/first}", "13:3", '"dragon"'),
    ("unreachable-procedure", "tree", "goto: dragon/first", "goto: dragon/renewal", "11:3", "dragon/first"),
    ("unreachable-procedure", "tree", "unknown: {goto: referral/harbour}", "", "2:3", "referral/harbour"),
    ("unconfirmed", "sources", "confidence: official-page", "confidence: unconfirmed", "17:30", "page"),
    ("secondary", "sources", "confidence: official-text", "confidence: secondary", "5:50", "law"),
    ("secondary", "fees", "source: page}", "source: page, confidence: secondary}", "17:30", "1 fact "),
    ("stale", "permits/dragon", "2027-01-01", "2026-10-31", "9:1", "2026-10-31"),
    ("foreign-link", "deposits", "cave.example.org", "cave.example.com", "6:5", "cave.example.com"),
    ("foreign-link", "deposits", "cave.example.org", "badexample.org", "6:5", "badexample.org"),
    ("foreign-link", "permits/dragon", "https://example.org/", "https://example.org.fr/", "7:17", ".fr"),
    ("unused", "documents", "feather, when: {wings: [two]}", "scale", "6:3", "feather"),
    ("unused", "permits/dragon", "{set: skin}", "{document: feather}", "14:3", 'set "skin"'),
    ("long-sentence", "afterwards", "Il vaut 3 mois", "Il vaut " + "mois " * 30, "7:10", "32 words"),
    ("long-word", "afterwards", "Il vaut 3 mois", f"Il vaut {'x' * 30}", "7:10", "room for 29"),
    ("many-ideas", "afterwards", "Il vaut 3 mois", "Un. Deux. Trois. Il vaut 3 mois", "7:10", "4 sentences"),
    ("unexplained", "afterwards", "Il vaut 3 mois", "Le XYZ vaut 3 mois", "7:10", '"XYZ"'),
    ("example", "permits/dragon", "brings: [shell]", "brings: [feather]", "43:5", '"feather"'),
    ("few-examples", "permits/dragon", '  - {person: "Fafnir', '  # {person: "Fafnir', "1:1", "1 examples"),
    (
        "ended",
        "permits/dragon",
        '2026.", source: law}',
        '2026.", source: law, until: 2026-10-31}',
        "41:9",
        "ended",
    ),
    ("wrong-regime", "permits/mermaid", "regimes: [general, ", "regimes: [", "5:3", "before the nationality"),
    ("no-exit", "permits/dragon", "    exits: []\n", "", "13:3", "asylum, minor, short-stay"),
    (
        "no-window",
        "permits/dragon",
        "use: before, source: law",
        "use: before, source: law, when: {wings: [two]}",
        "31:5",
        "four",
    ),
    (
        "late-unsaid",
        "permits/dragon",
        "late: refused, expired: refused, ",
        "late: refused, ",
        "31:5",
        '"expired"',
    ),
    ("late-money", "fees", "kinds: [renewal]", "kinds: [change]", "35:19", "only for: change"),
    (
        "condition",
        "tree",
        "condition: s'il a deux ailes",
        "condition: Avec deux ailes",
        "23:32",
        "small letters",
    ),
    (
        "long-condition",
        "tree",
        "condition: s'il a quatre ailes",
        "condition: si " + "a " * 30,
        "26:3",
        "words",
    ),
    ("long-label", "tree", "label: Nager", "label: " + "nager " * 8, "10:20", "47 characters"),
    ("long-label", "tree", "label: Deux", "label: " + "nager " * 8, "23:19", "47 characters"),
    ("long-hint", "tree", "hint: Avec un dragon", "hint: " + "n" * 47, "9:33", "47 characters"),
]


def reviewed(folder, day=DAY, catalogs=(), interface=None) -> Reviewed:
    """Read a content folder for the review."""
    parts = read_parts(folder / "procedures")
    cyclic = any(problem.rule == "cycle" for problem in faults(parts, folder / "procedures"))
    return Reviewed(parts, day, catalogs, interface or {}, cyclic)


def put(folder, file, old, new) -> None:
    """Change one text of a content file."""
    path = folder / "procedures" / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_toy_has_nothing_to_mend(toy):
    """The toy content satisfies every rule."""
    assert list(review(reviewed(toy))) == []


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault[0]}-{n}" for n, fault in enumerate(FAULTS)])
def test_rule_finds_its_fault(toy, fault):
    """A fault is found by its rule, at its line and column."""
    rule, file, old, new, place, words = fault
    put(toy, file, old, new)
    found = [problem for problem in review(reviewed(toy)) if problem.rule == rule]
    assert place in [f"{problem.line}:{problem.column}" for problem in found]
    assert {problem.level for problem in found} == {"warning" if rule in WARNINGS else "error"}
    assert any(words in problem.sentence for problem in found)


def test_lapse_where_no_visa_is_asked(toy):
    """The six months of R431-8 are an error for a permit whose first issue asks for no visa."""
    put(toy, "deposits", "closes: 0 days after", "closes: 0 days after\n    lapses: 6 months after")
    assert "lapse" not in {problem.rule for problem in review(reviewed(toy))}
    put(toy, "permits/dragon", "visa_required: true\n", "")
    (found,) = [problem for problem in review(reviewed(toy)) if problem.rule == "lapse"]
    assert (found.line, found.column) == (30, 15)


def test_no_amount_in_force(toy):
    """Before its first amount, a price or supplement is an error."""
    found = list(review(reviewed(toy, date(2024, 12, 31))))
    assert [(problem.rule, problem.line, problem.column) for problem in found] == [
        ("no-amount", 2, 3),
        ("no-amount", 9, 3),
    ]


def test_one_warning_for_each_file_and_source(toy):
    """Doubts are grouped: a file with many facts of one weak source gets one warning, with their count."""
    put(toy, "sources", "confidence: official-text", "confidence: secondary")
    found = [problem for problem in review(reviewed(toy)) if problem.file.endswith("dragon.yaml")]
    assert len(found) == 1
    assert "13 facts" in found[0].sentence


def test_dead_end(toy):
    """A question whose answers lead to no procedure is reported even while they dangle."""
    put(toy, "tree", "goto: dragon/renewal", "goto: no/where")
    put(toy, "tree", "goto: dragon/first", "goto: no/where")
    found = [problem for problem in review(reviewed(toy)) if problem.rule == "dead-end"]
    assert [(problem.line, problem.column) for problem in found] == [(13, 3)]


def test_long_journey(toy):
    """The ninth tap is one too many; the problem stands at the last question."""
    question = "  q{}:\n    text: A\n    answers:\n      - {{id: a, label: A, pictogram: card, goto: q{}}}\n"
    chain = "".join(question.format(n, n + 1) for n in range(6))
    put(toy, "tree", "goto: dragon/first", "goto: q0")
    put(toy, "tree", "refinements:", f"{chain}\nrefinements:")
    put(toy, "tree", "goto: q6", "goto: dragon/first")
    (found,) = [problem for problem in review(reviewed(toy)) if problem.rule == "long-journey"]
    assert "9 taps" in found.sentence
    put(toy, "tree", "goto: q1}", "goto: q2}")
    assert "long-journey" not in {problem.rule for problem in review(reviewed(toy))}


def test_circle_does_not_stop_the_review(toy):
    """On a tree that the gate refuses for a circle, the other rules still speak."""
    put(toy, "tree", "goto: dragon/first", "goto: need")
    put(toy, "tree", "label: Nager", "label: " + "nager " * 8)
    assert {"long-label", "unreachable-procedure"} <= {p.rule for p in review(reviewed(toy))}


def test_untyped_file_does_not_stop_the_review(toy):
    """With a file refused, the rules on the other files still speak, and none invents a fault."""
    put(toy, "sources", "confidence: official-text", "confidence: nonsense")
    put(toy, "tree", "label: Nager", "label: " + "nager " * 8)
    assert {problem.rule for problem in review(reviewed(toy))} == {"long-label"}


def catalog(domain: str, *pairs: tuple[str, str]) -> Catalog:
    """Make an English catalog."""
    entries = tuple(Translation(message, text, line) for line, (message, text) in enumerate(pairs, 1))
    return Catalog(f"locales/en/LC_MESSAGES/{domain}.po", "en", domain, entries)


def rules_of(toy, domain, *pairs, **known) -> list[str]:
    """Return the rules that an English catalog breaks, but that of missing translations."""
    found = review(reviewed(toy, DAY, (catalog(domain, *pairs),), **known))
    return [problem.rule for problem in found if problem.rule != "untranslated"]


@pytest.mark.parametrize(
    ("french", "other"),
    [
        ("877,50 € par mois depuis le 1er août 2026", "\u20ac877.50 a month since 1 August 2026"),
        ("877,50 € par mois depuis le 1er août 2026", "٨٧٧٫٥٠ يورو منذ ١ أغسطس ٢٠٢٦"),
        ("Depuis le 1er août 2026", "2026年8月1日から"),
        ("1 443,11 €", "\u20ac1,443.11"),
        ("10\u202f000 €", "10.000 \u20ac"),
        ("Appelez le 05 63 22 82 00.", "Call 05\u00a063\u00a022\u00a082\u00a000."),
        ("L422-1 à L422-7", "L422-1 to L422-7"),
        ("Retour", "Back"),
    ],
)
def test_same_values_in_another_form(toy, french, other):
    """Another script, order or separator is not another value."""
    assert rules_of(toy, "procedures", (french, other)) == []


@pytest.mark.parametrize(
    ("french", "other"),
    [
        ("877,50 € par mois", "\u20ac887.50 a month"),
        ("2 mois", "months"),
        ("des mois", "3 months"),
        ("3 copies et 3 photos", "3 copies and photos"),
        ("Depuis le 1er août 2026", "2026年9月1日から"),
        ("10 000 €", "1.000 \u20ac"),
    ],
)
def test_changed_number_is_an_error(toy, french, other):
    """A lost, added or other number is found."""
    assert rules_of(toy, "procedures", (french, other)) == ["changed-value"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Le {jour}", "changed-value"),
        ("Le jour", "changed-value"),
        ("Le {day} et le {day}", "changed-value"),
        ("Le {day.__class__}", "changed-value"),
        ("Le {day} {", "brace"),
        ("Le {day}\u202e", "character"),
        ("Le {day}\x1b[2J", "character"),
        ("Le {day}\nou", "character"),
    ],
)
def test_spoilt_interface_translation(toy, text, rule):
    """A translation that would break the screen, or say another thing, is found."""
    assert rule in rules_of(toy, "interface", ("The {day}", text))


def test_missing_translations(toy):
    """The interface must be whole in each language; content that is missing is one warning with its count."""
    known = {"Back": ["kiosk/x.py"], "Start": ["kiosk/x.py"]}
    catalogs = (catalog("interface", ("Back", "Back")), catalog("procedures", ("Une écaille", "A scale")))
    found = list(review(reviewed(toy, DAY, catalogs, known)))
    assert [(problem.level, problem.rule) for problem in found] == [
        ("warning", "untranslated"),
        ("error", "untranslated"),
    ]
    assert found[0].sentence.startswith("54 of 55 sentences")
    assert '"Start"' in found[1].sentence


def test_every_rule_is_documented():
    """A rule's docstring is its documentation: one sentence."""
    for rule in RULES:
        assert rule.__doc__
        assert rule.__doc__.endswith(".")
        assert "\n" not in rule.__doc__
