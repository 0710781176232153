"""Each assignment has the form that students and graders rely on."""

import ast
import re

import pytest
from assignments_source import ROOT, SOLUTIONS, all_assignments, grading_of, is_test

from grading.give_back.shown import names_of_mistakes

HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS\n(.*?)### END HIDDEN TESTS", re.DOTALL)


def test_there_are_enough_tasks(assignment):
    assert len(assignment.tasks) >= (6 if assignment.slug.startswith("03") else 5)
    assert len(assignment.written) >= 1


def test_the_course_has_forty_tasks():
    assignments = all_assignments()
    if len(assignments) < 7:
        pytest.skip(f"{len(assignments)} of 7 assignments are there")
    assert sum(len(assignment.tasks) for assignment in assignments) >= 40


def test_every_chapter_has_its_assignment(assignment):
    assert (ROOT / "book" / f"{assignment.slug}.md").exists(), "the chapter and the assignment share one name"


def test_cell_ids_are_the_grade_ids(assignment):
    for cell in assignment.notebook.cells:
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", cell.id), cell.id
        if grading_of(cell):
            assert cell.id == grading_of(cell)["grade_id"]


def test_prompt_stub_and_test_follow_one_another(assignment):
    cells = assignment.notebook.cells
    for position, cell in enumerate(cells):
        if is_test(cell):
            task = grading_of(cell)["grade_id"].removeprefix("test_")
            assert grading_of(cells[position - 1])["grade_id"] == task
            prompt = cells[position - 2]
            assert prompt.cell_type == "markdown"
            assert re.search(rf"\({grading_of(cell)['points']} points?\)", prompt.source), f"the prompt of {task} does not say its points"
            assert ast.get_docstring(ast.parse(cells[position - 1].source).body[-1]), f"{task}: the stub has no docstring"
            assert ast.get_docstring(ast.parse(cell.source)), f"{cell.id}: does not open with the property that it tests"


def test_title_cell_states_time_grading_and_every_task(assignment):
    title = assignment.notebook.cells[0].source
    minutes = re.search(r"\*\*Time:\*\* about (\d+) minutes", title)
    assert minutes
    assert 30 <= int(minutes[1]) <= 90
    for name, task in assignment.tasks.items():
        assert re.search(rf"`{name}`[^|]*\| {task.points} \|", title), f"the table does not list {name} with {task.points} points"
    readme = (SOLUTIONS / assignment.slug / "README.md").read_text(encoding="utf-8")
    assert f"about {minutes[1]} minutes" in readme
    points = sum(task.points for task in assignment.tasks.values()), sum(assignment.written.values())
    assert all(re.search(rf"\b{number} points?\b", readme) for number in points), f"README.md does not say {points} points"


def test_hidden_regions_hide_and_visible_ones_teach(assignment):
    for name, task in assignment.tasks.items():
        hidden, visible = "".join(HIDDEN.findall(task.test)), HIDDEN.sub("", task.test)
        assert not re.search(r"\bcheck\(", hidden), f"{name}: a hidden test calls check(), which shows its numbers"
        for word in ("check_hidden", "known_mistakes", "mistakes=", "hidden=True"):
            assert word not in visible, f"{name}: {word} is in the visible part"
        assert "check" in visible or "compare" in visible, f"{name}: nothing is checked where students can see it"
        for call in ast.walk(ast.parse(hidden)):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("compare", "call"):
                assert any(keyword.arg == "hidden" for keyword in call.keywords), f"{name}: {ast.unparse(call)} needs hidden=True"


def test_students_are_told_when_what_they_see_passes(assignment):
    """After the visible checks and before the last hidden ones, so that the feedback page tells the two apart."""
    for name, task in assignment.tasks.items():
        _, _, hidden = task.test.rpartition("### BEGIN HIDDEN TESTS")
        assert HIDDEN.sub("", task.test).rstrip().endswith('print("The checks you can see pass.")'), name
        assert "check" in hidden or "compare" in hidden, f"{name}: no hidden check follows the visible ones"


def test_stubs_fit_on_the_page(assignment):
    """JupyterLab shows about 110 characters at a width of 1280 pixels."""
    for cell in assignment.notebook.cells:
        if cell.cell_type == "code" and not is_test(cell):
            stub = cell.source.partition("### BEGIN SOLUTION")[0]
            assert not [line for line in stub.splitlines() if len(line) > 110], cell.id


def test_mistakes_are_known_before_the_first_check(assignment):
    """A visible check that fails ends the cell: what is known only later could not be named."""
    for name, task in assignment.tasks.items():
        visible = HIDDEN.sub(lambda region: " " * len(region[0]), task.test)
        checks = [match.start() for match in re.finditer(r"(?m)^ *(check|compare|call)\w*\(", visible)]
        known = re.search("known_mistakes\\(|mistakes=", task.test)
        assert known, f"{name}: names no mistakes"
        if "known_mistakes(" in task.test:
            assert task.test.index("known_mistakes(") < min(checks), f"{name}: known_mistakes comes after a check"


def test_test_cells_use_no_data_that_a_student_could_have_changed(assignment):
    """Capital letters of the set-up cell (W, V, X ...) may be overwritten; test cells bring their own numbers."""
    setup = next(cell.source for cell in assignment.notebook.cells if grading_of(cell).get("grade_id") == "setup")
    data = {
        target.id
        for node in ast.parse(setup).body
        if isinstance(node, ast.Assign)
        for target in ast.walk(node)
        if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store)
    }
    for name, task in assignment.tasks.items():
        tree = ast.parse(task.test)
        own = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        own |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert not (used & data) - own, f"{name}: its test uses {used & data - own} of the set-up cell"


def test_written_question_has_rubric_and_three_sample_answers(assignment):
    for name in assignment.written:
        text = next(cell.source for cell in assignment.notebook.cells if grading_of(cell).get("grade_id") == name)
        assert text.startswith("<!-- ### BEGIN SOLUTION -->"), "what stands before it would be left in the exercise"
        assert "Rubric" in text
        for marks in (r"\b(?!0\b)\d+ points?", r"\(half\)", r"\b0 points"):
            assert re.search(rf"Sample answer.*{marks}", text), f"{name}: no sample answer for {marks}"


def test_torch_is_for_assignment_4_alone(assignment):
    folder = SOLUTIONS / assignment.slug
    requirements = (folder / "requirements.txt").read_text(encoding="utf-8")
    code = "\n".join(cell.source for cell in assignment.notebook.cells if cell.cell_type == "code")
    title = assignment.notebook.cells[0].source
    if assignment.slug.startswith("04"):
        assert "torch==" in requirements
    else:
        assert "torch" not in requirements + code
        assert "PyTorch is not allowed" in title, "the title cell says that PyTorch is for assignment 4 alone"


def test_sections_to_read_again_exist_in_the_chapter(assignment):
    if not (ROOT / "book" / f"{assignment.slug}.md").exists():
        pytest.skip("the chapter is not written yet")
    chapter = (ROOT / "book" / f"{assignment.slug}.md").read_text(encoding="utf-8")
    titles = {title.strip() for title in re.findall(r"(?m)^#+ (.+)$", chapter)}
    for page in re.findall(r"\]\(([a-z-]+\.md)\)", chapter):  # the optional pages that the chapter leads to
        titles.add((ROOT / "book" / page).read_text(encoding="utf-8").split("\n# ")[1].splitlines()[0])
    for name, task in assignment.tasks.items():
        test = task.test.replace('\\"', '"')
        cited = set(re.findall(rf"chapter {int(assignment.slug[:2])}, ((?:\"[^\"]+\"(?: and )?)+)", test))
        cited |= set(re.findall(r"the page (\"[^\"]+\")", test))
        sections = {section for text in cited for section in re.findall(r'"([^"]+)"', text)}
        assert sections, f"{name}: no read= names a section of its chapter"
        assert sections <= titles, f"{name}: the chapter has no section {sections - titles}"


def test_feedback_pages_can_name_the_mistakes_of_every_task(assignment):
    """A page is made by a second run without hidden tests: the regions that name mistakes have to do nothing else."""
    for name, task in assignment.tasks.items():
        named = names_of_mistakes(task.test)
        assert all(repr(sentence)[1:-1] in named or sentence in named for sentence in assignment.named_mistakes[name]), name
