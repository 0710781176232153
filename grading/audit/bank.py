"""A file of answers as people give them, each a cell of its own with a header that says what it is."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """One cell of the bank: `source` takes the place of the solution cell of `task`."""

    task: str
    kind: str  # wrong, right or equivalent
    sentence: str  # what the feedback has to show; "" for a right answer and for an unnamed mistake
    idea: str
    source: str
    line: int

    @property
    def right(self):
        return self.kind == "right"

    @property
    def sentences(self):
        """Return the sentences that the feedback has to show: none, one, or the two of a double mistake, joined by `&&`."""
        return tuple(self.sentence.split(" && ")) if self.sentence else ()

    def explains(self, sentence):
        """Return whether a sentence that the feedback shows is one of them, or part of one."""
        return any(sentence in wanted for wanted in self.sentences)


def read_bank(path):
    """Return the cells of a bank file, in order.

    Their headers are `# %% task | wrong | sentence`, `# %% task | wrong, unnamed | idea`, `# %% task | right | what is
    different`, or `# %% task | equivalent | reason` above comments that quote changes (see mutants.py) which make no difference.
    Raises ValueError with the line for any other header.
    """
    cells, lines = [], path.read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("# %%")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        header = re.fullmatch(r"# %% (\w+) \| (wrong|wrong, unnamed|right|equivalent) \| (.+)", lines[start])
        if not header:
            raise ValueError(f"{path.name}, line {start + 1}: {lines[start]!r} is not '# %% task | wrong | sentence'; mend the header.")
        task, kind, text = header.groups()
        body = "\n".join(lines[start + 1 : end]).strip("\n")
        cells.append(Answer(task, kind.partition(",")[0], text if kind == "wrong" else "", text, body, start + 1))
    return cells


def bank_file(named, course):
    """Return the file of an assignment's bank: the one that is named, or that of c.Audit.bank in nbgrader_config.py, or None.

    `course` is nbgrader's CourseDirectory; in c.Audit.bank, {assignment} stands for its name and {module} for that as a Python name.
    """
    if named:
        return Path(named)
    config = course.parent.config
    pattern = config.Audit.get("bank") if "Audit" in config else None
    return Path(pattern.format(assignment=course.assignment_id, module=course.assignment_id.replace("-", "_"))) if pattern else None
