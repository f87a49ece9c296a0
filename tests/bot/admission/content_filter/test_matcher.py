"""Claims about where an entry of a word list stands in a text."""

from bot.admission.content_filter.matcher import Phrases
from bot.admission.content_filter.readings import readings


def test_an_entry_that_repeats_its_word_is_found_in_a_text_of_nothing_else() -> None:
    assert Phrases(("bye bye",)).find(readings("bye bye")) == "bye bye"
    assert Phrases(("bye bye",)).find(readings("bye")) is None


def test_an_entry_of_several_words_is_found_only_where_they_follow_each_other() -> None:
    listed = Phrases(("red hot iron", "red hot poker*"))
    assert listed.find(readings("a red hot iron")) == "red hot iron"
    assert listed.find(readings("red hot pokers")) == "red hot poker*"
    assert listed.find(readings("red iron, hot")) is None
    assert listed.find(readings("hot iron")) is None
    assert listed.find(readings("red hot pot")) is None


def test_of_several_entries_the_one_that_stands_first_is_named() -> None:
    listed = Phrases(("apple", "zebra", "zeb*"))
    assert listed.find(readings("a zebra eats an apple")) == "zeb*"
    assert listed.find(readings("an apple for a zebra")) == "apple"


def test_the_words_of_a_list_are_its_entries_of_one_word() -> None:
    assert Phrases(("apple", "zeb*", "red pear", "裸")).words() == {"apple", "zeb"}


def test_a_line_without_a_letter_is_no_entry() -> None:
    listed = Phrases(("***", "apple"))
    assert listed.find(readings("***")) is None
    assert listed.find(readings("apple")) == "apple"
