"""What the tests of the assignments share: one parameter for each folder of solutions/."""

from assignments_source import all_assignments


def pytest_generate_tests(metafunc):
    if "assignment" in metafunc.fixturenames:
        assignments = all_assignments()
        metafunc.parametrize("assignment", assignments, ids=[assignment.slug for assignment in assignments], scope="session")
