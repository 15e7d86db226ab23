"""The sentences to translate: the same from the Babel extractor, the traversal and the catalogs."""

from babel.messages.extract import extract_from_dir

from kiosk.content.extract import content_messages, located
from kiosk.content.languages import PACKAGE
from kiosk.content.loader import read_parts
from kiosk.content.prose import translate
from kiosk.content.spoken import interface_messages


def test_babel_extracts_what_the_traversal_lists(toy):
    """Babel's own walk over the files finds each sentence once a place, with its line and its place."""
    folder = toy / "procedures"
    found = list(extract_from_dir(folder, [("**.yaml", "kiosk.content.extract:extract")]))
    messages = content_messages(located(read_parts(folder).models))
    assert {(sentence, comments[0]) for _, _, sentence, comments, _ in found} == {
        (sentence, place) for sentence, places in messages.items() for place in places
    }
    comment = ["permits/dragon: requests.first.who.0.text"]
    assert ("permits/dragon.yaml", 15, "Vous avez un dragon.", comment, None) in found


def test_every_place_of_a_sentence_is_listed(toy):
    """A sentence that stands twice is one message with two places."""
    path = toy / "procedures" / "permits" / "mermaid.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2 ans", "1 an"), encoding="utf-8")
    messages = content_messages(located(read_parts(toy / "procedures").models))
    assert messages["Elle vaut 1 an."] == ["permits/dragon: validity.text", "permits/mermaid: validity.text"]


def test_translating_every_message_leaves_no_french(toy):
    """What is extracted is all that translation needs."""
    models = read_parts(toy / "procedures").models
    words = {sentence: sentence.upper() for sentence in content_messages(located(models))}
    for model in models.values():
        said = located({"file": translate(model, "en", words)})["file"]
        assert all(prose.language == "en" and prose == prose.french.upper() for _, prose in said)


def test_interface_sentences_are_read_in_the_code(tmp_path):
    """Sentences are found in calls, f-strings and conditionals, and where they are said later."""
    module = tmp_path / "kiosk" / "part.py"
    module.parent.mkdir()
    module.write_text(
        "LATER = {1: message('Later')}\n"
        "def say(message='No'): ...\n"
        "def show(words, x):\n"
        "    say = words.say\n"
        "    print(f\"<{say('In a string')}>\", words.say('Yes' 'terday', day=say('Inside')))\n"
        "    return words.say('One' if x else 'Other'), say(LATER[1]), words.tell('Never')\n",
        encoding="utf-8",
    )
    assert list(interface_messages(module.parent)) == [
        "Later",
        "In a string",
        "Yesterday",
        "Inside",
        "One",
        "Other",
    ]
    assert interface_messages(module.parent)["One"] == ["kiosk/part.py"]


def test_real_interface_has_sentences():
    """The real code is read, down to the words of the sheet."""
    assert {"What to bring", "Back", "from {start} to {end}"} <= set(interface_messages(PACKAGE))
