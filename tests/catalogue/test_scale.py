"""A thousand appeals cost a thousand times what one costs."""

from __future__ import annotations

import random
import time

from appeal.catalogue import Work, update_catalogues, write
from appeal.model import Catalogue
from tests.catalogue import corpus, edits
from tests.strategies import cases


def appeal(seed: int) -> tuple[Catalogue, Work]:
    """Return an edited template of 35 messages, and the catalogue of one language."""
    old = corpus.texts(seed, 35)
    changed = edits.edit("one word", random.Random(seed), old, rate=0.1)
    texts = dict.fromkeys(text for edit in changed for text in edit.new)
    data = write(corpus.translated("x", old, "de"))
    template = corpus.template("x", list(texts), "2025-02-02 03:04+0000")
    return template, Work(path=f"{seed}.po", data=data)


def seconds(appeals: list[tuple[Catalogue, Work]]) -> float:
    """Return the processor time of updating them all."""
    begun = time.process_time()
    for template, work in appeals:
        (updated,), findings = update_catalogues(template, [work])
        assert updated.changed
        assert not findings
    return time.process_time() - begun


def test_the_cost_of_a_message_does_not_grow_with_the_number_of_appeals() -> None:
    appeals = [appeal(seed) for seed in range(cases(120, 1000))]
    seconds(appeals[:10])
    quarter = len(appeals) // 4
    small = min(seconds(appeals[:quarter]) for _ in range(3))
    large = min(seconds(appeals) for _ in range(3))
    assert large < 1.8 * 4 * small


def test_the_cost_of_a_message_grows_little_with_the_size_of_a_catalogue() -> None:
    def cost(size: int) -> float:
        old = corpus.texts(1, size)
        new = [text + " Really." if number % 10 == 0 else text for number, text in enumerate(old)]
        work = Work(path="x.po", data=write(corpus.translated("x", old, "de")))
        template = corpus.template("x", new)
        begun = time.process_time()
        update_catalogues(template, [work])
        return (time.process_time() - begun) / size

    cost(100)
    # Every text against every other would be eight times as dear.
    assert min(cost(1600) for _ in range(2)) < 4 * min(cost(200) for _ in range(3))
