"""The bank of answers is complete, and each of its answers alone costs its task and nothing else."""

import pytest
from quick_grader import verdicts_on_the_bank

from grading.audit.bank import read_bank


def test_every_task_has_six_wrong_and_five_right_answers(assignment):
    for name in assignment.tasks:
        wrong = [entry for entry in assignment.bank if entry.task == name and not entry.right]
        right = [entry for entry in assignment.bank if entry.task == name and entry.right]
        assert len(wrong) >= 6, f"{name}: {len(wrong)} wrong answers"
        assert len(right) >= 5, f"{name}: {len(right)} right answers"
    assert {entry.task for entry in assignment.bank} == set(assignment.tasks)


def test_no_two_ideas_share_a_sentence(assignment):
    for name in assignment.tasks:
        sentences = [entry.sentence for entry in assignment.bank if entry.task == name and entry.sentence]
        assert len(sentences) == len(set(sentences)), f"{name}: {sentences}"


def test_every_sentence_is_tried(assignment):
    """A sentence that no answer of the bank brings out might be wrong, and nobody would know."""
    for name, sentences in assignment.named_mistakes.items():
        tried = {sentence for entry in [*assignment.bank, *assignment.once_held_out] if entry.task == name for sentence in entry.sentences}
        assert set(sentences) <= tried, f"{name}: add an answer to the bank for {set(sentences) - tried}"


@pytest.mark.xdist_group("named")  # with test_named.py, which counts the same verdicts
def test_each_answer_alone(assignment):
    problems = []
    for entry, verdicts in verdicts_on_the_bank(assignment):
        message = verdicts[entry.task].message
        lost = [name for name, verdict in verdicts.items() if not verdict.earned]
        said = [sentence for sentence in assignment.named_mistakes[entry.task] if sentence in message]
        good = lost == ([] if entry.right else [entry.task]) and all(sentence in message for sentence in entry.sentences)
        good = good and all(map(entry.explains, said))
        if not good or len(message.splitlines()) > 4:
            problems.append(f"{assignment.bank_file.name}, line {entry.line}: {entry.idea!r} loses {lost} and reads {message!r}")
    assert not problems, "\n".join(problems)


def test_a_misspelt_header_is_refused(tmp_path):
    bank = tmp_path / "bank.py"
    bank.write_text("# %% task | right | a loop\nx = 1\n# %% task | worng | sign\n")
    with pytest.raises(ValueError, match=r"bank.py, line 3: .* mend the header"):
        read_bank(bank)
