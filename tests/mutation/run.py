"""`make mutate`: change what judges in one place at a time, with cosmic-ray, and see whether a test notices.

    python tests/mutation/run.py [GROUP ...] [--most N]

Works on a copy in _build/mutation. cosmic-ray changes the files themselves, so that also the processes in the sandbox run the
changed code (mutmut's switch is an environment variable, which does not get there). Of the replacements for one operator at one
place one is tried, drawn by a fixed seed; with --most, so many of a group, drawn by the same seed.
Survivors that survivors.toml does not explain are printed, and the exit code is 1.
"""

import argparse
import ast
import contextlib
import random
import shutil
import subprocess
import sys
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = ROOT / "_build" / "mutation"
EXPLAINED = HERE / "survivors.toml"
TIMEOUT = 5  # times as long as unchanged: so long may the tests of a mutant take, and a minute in any case
READ, JUDGE, RECORD = "grading/read", "grading/run/inside/judge", "grading/record"
BANK = tuple(f"tests/assignments/test_bank.py::test_each_answer_alone[{slug}]" for slug in ("03-manual-gradients", "05-vectorization"))


@dataclass(frozen=True)
class Group:
    """Files that are changed, and the quickest tests that should notice, quickest first; `chapters` are made files first.

    With `keep_runs`, a notebook runs in the sandbox once for all mutants: for files of which nothing is used in there.
    """

    files: tuple[str, ...]
    tests: tuple[str, ...]
    chapters: tuple[str, ...] = ()
    keep_runs: bool = False


def _in(folder, *names):
    return tuple(f"{folder}/{name}.py" for name in names)


GROUPS = {
    "checks": Group(  # joined from the parts in grading/checking/: what tests and the sandbox run
        ("grading/checks.py",), ("tests/test_checks.py", "tests/test_words_of_checks.py", "tests/properties/test_comparing.py", *BANK)
    ),
    "read": Group(
        _in(READ, "match", "normalise", "parse", "parts", "submission"),
        (
            *_in("tests/grading", "test_lost_names", "test_submission_folder"),
            "tests/hostile/test_notebooks.py",
            "tests/grading/test_broken_submissions.py",
        ),
    ),
    "judge": Group(
        _in(JUDGE, "judge", "lost", "names", "outputs", "references", "remote"),
        _in("tests/grading", "test_students_names", "test_what_crosses", "test_attacks_channel", "test_run"),
    ),
    "messages": Group(
        _in("grading/run/inside/messages", "arrays", "channel", "codec", "mirrors", "texts"),
        _in("tests/grading", "test_codec", "test_attacks_channel", "test_students_names", "test_what_crosses", "test_run"),
    ),
    "record": Group(
        _in(RECORD, "autograde", "batch", "done", "exercises", "late", "recorder", "results", "story"),
        (
            "tests/hostile/test_late.py",
            "tests/grading/test_results.py",
            *(
                f"tests/grading/test_recording.py::test_{name}"
                for name in (
                    "done_work_is_not_done_again",
                    "a_submission_that_was_replaced_by_hand_is_graded_again",
                    "a_lost_row_is_found_and_graded_again",
                    "a_damaged_notebook_is_found_and_graded_again",
                    "a_worker_that_dies_costs_one_submission_until_the_next_run",
                    "regrading_keeps_marks_given_by_hand",
                    "a_login_that_is_not_in_the_class_list_is_told",
                    "students_not_in_the_roster_can_be_kept_out",
                    "exercise_that_is_gone_or_stale",
                    "assignment_without_a_row",
                    "what_another_grader_has_in_work_is_waited_for_last_and_costs_the_others_nothing",
                    "an_executor_that_is_gone_costs_those_who_are_left_until_the_next_run",
                    "where_all_was_as_it_should_be_nothing_is_noted",
                    "a_notebook_that_could_not_be_read_has_a_note_on_top_and_only_what_is_missing_has_no_written_answer_to_mark",
                    "a_notebook_that_is_handed_in_no_more_is_gone_from_the_graded_ones",
                    "a_grade_that_cannot_be_kept_leaves_grade_and_notebook_of_before",
                    "a_notebook_that_cannot_be_put_in_its_place_is_graded_again",
                    "a_source_that_was_changed_and_not_generated_again_is_told",
                    "the_command_of_nbgrader_fails_with_the_names_of_those_who_have_no_grade",
                    "jobs_and_no_sandbox_are_settings",
                    "without_a_sandbox_not_even_a_broken_notebook_is_recorded",
                )
            ),
        ),
        keep_runs=True,
    ),
    "chapters": Group(
        (),
        ("tests/book/test_taught_code.py", "tests/properties/test_tape.py", "tests/properties/test_four_ways.py"),
        ("04-autodiff", "05-vectorization"),
    ),
}


def try_group(name, most=None):
    """Try the mutants of one group; return (number of places, tried, of those too slow, survivors as (file, before, after))."""
    from cosmic_ray.work_db import WorkDB

    group, folder, session = GROUPS[name], WORK / name, WORK / f"{name}.sqlite"
    shutil.rmtree(folder, ignore_errors=True)
    session.unlink(missing_ok=True)
    _copy(folder)
    files = [*group.files, *(_chapter_as_file(folder, chapter) for chapter in group.chapters)]
    place = WORK / f"{name}.socket"
    place.unlink(missing_ok=True)
    config = folder / "cosmic-ray.toml"
    _configure(config, files, place, 60.0)
    subprocess.run([sys.executable, "-m", "cosmic_ray.cli", "init", config.name, session], cwd=folder, check=True)
    with contextlib.closing(WorkDB(session, WorkDB.Mode.open)) as items:
        places = _choose(items, most)
    log = open(WORK / f"{name}.log", "w")  # noqa: SIM115 (the server writes to it)
    kept = WORK / f"{name}.kept"
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir()
    command = [sys.executable, "tests/mutation/warm.py", place, kept, "runs" if group.keep_runs else "no", *group.tests]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=log)
    try:
        assert server.stdout.readline() == b"ready\n", f"the tests did not start: see {log.name}"
        ask = [sys.executable, "-S", "tests/mutation/warm.py", place]
        unchanged = []
        for _ in range(2):
            start = time.monotonic()
            if subprocess.run(ask, cwd=folder, check=False).returncode:
                sys.exit(f"mutation: the tests of {name} fail before anything is changed, so no mutant means anything; run them.")
            unchanged.append(time.monotonic() - start)
        _configure(config, files, place, max(60.0, TIMEOUT * max(unchanged)))
        subprocess.run([sys.executable, "-m", "cosmic_ray.cli", "exec", config.name, session], cwd=folder, check=True)
        if server.poll() is not None:
            sys.exit(f"mutation: the process that runs the tests of {name} ended on the way, so the figures mean nothing: see {log.name}")
    finally:
        server.kill()
        server.wait()
        log.close()
    return places, *_results(session)


def _configure(config, files, place, seconds):
    """Tell cosmic-ray what to change, how to ask for the tests, and for how long to wait for them."""
    config.write_text(
        f"""[cosmic-ray]
module-path = {[str(file) for file in files]}
timeout = {seconds}
excluded-modules = []
test-command = "{sys.executable} -S -E tests/mutation/warm.py {place}"
[cosmic-ray.distributor]
name = "local"
"""
    )


def _copy(folder):
    """Copy what git knows, and what is not yet added."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name, follow_symlinks=False)


_FROM_FILE = """

def statements(chapter, from_page=statements):
    made = Path(__file__).parents[1] / "chapters" / f"{chapter.replace('-', '_')}.py"
    return ast.parse(made.read_text()).body if made.exists() else from_page(chapter)
"""


def _chapter_as_file(folder, chapter):
    """Write what a chapter defines into a file of its own, which the tests then use, and return the file's place."""
    sys.path.insert(0, str(ROOT))
    from bench._chapter import statements

    made = folder / "chapters" / f"{chapter.replace('-', '_')}.py"
    made.parent.mkdir(exist_ok=True)
    made.write_text(ast.unparse(ast.Module(statements(chapter), [])) + "\n")
    with open(folder / "bench" / "_chapter.py", "a") as reader:
        reader.write(_FROM_FILE)
    return made.relative_to(folder)


def _choose(items, most):
    """Leave of the replacements for one operator at one place one, and of those `most`; return the number of places."""
    from cosmic_ray.work_item import WorkerOutcome, WorkResult

    kinds = {}
    for item in items.work_items:
        of = item.mutations[0]
        kinds.setdefault((str(of.module_path), of.start_pos, of.end_pos, _kind(of.operator_name)), []).append(item)
    dice = random.Random(0)
    ordered = [
        sorted(kinds[key], key=lambda item: (item.mutations[0].operator_name, item.mutations[0].occurrence)) for key in sorted(kinds)
    ]
    chosen = [dice.choice(same) for same in ordered]
    if most and most < len(chosen):
        chosen = dice.sample(chosen, most)
    kept = {item.job_id for item in chosen}
    for item in items.work_items:
        if item.job_id not in kept:
            items.set_result(item.job_id, WorkResult(WorkerOutcome.SKIPPED))
    return len(kinds)


def _kind(operator):
    """Return what an operator of cosmic-ray replaces, without what it puts there."""
    return operator.split("_")[0]


def _results(session):
    """Return the number of mutants tried, of those that took too long, and the survivors as (file, line before, line after)."""
    from cosmic_ray.work_db import WorkDB

    with contextlib.closing(WorkDB(session, WorkDB.Mode.open)) as items:
        found = [(item.mutations[0], result) for item, result in items.completed_work_items if result.diff]
    survivors = []
    for mutation, result in found:
        if not result.is_killed:
            lines = result.diff.splitlines()
            before = " ".join(line[1:].strip() for line in lines if line.startswith("-") and not line.startswith("---"))
            after = " ".join(line[1:].strip() for line in lines if line.startswith("+") and not line.startswith("+++"))
            survivors.append((str(mutation.module_path), before, after))
    # cosmic-ray takes a mutant whose tests do not end for a killed one: on a machine with much to do, too many of them prove nothing.
    slow = sum(result.output == "timeout" for _, result in found)
    return len(found), slow, sorted(set(survivors))


def explained():
    """Return the survivors that are explained, as {(file, line before, line after): reason}."""
    found = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))["survivor"]
    return {(one["file"], one["before"], one["after"]): one["why"] for one in found}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of {', '.join(GROUPS)}; all by default")
    parser.add_argument("--most", type=int, metavar="N", help="at most so many mutants of each group, drawn by a fixed seed")
    options = parser.parse_args()
    unknown = set(options.groups) - set(GROUPS)
    if unknown:
        parser.error(f"there is no group {', '.join(sorted(unknown))}; there are {', '.join(GROUPS)}")
    WORK.mkdir(parents=True, exist_ok=True)
    known, left = explained() if EXPLAINED.exists() else {}, 0
    for name in options.groups or GROUPS:
        places, tried, slow, survivors = try_group(name, options.most)
        new = [survivor for survivor in survivors if survivor not in known]
        left += len(new)
        killed = f"{tried - len(survivors)} killed ({slow} by the clock)"
        print(f"{name}: {places} places, {tried} mutants tried, {killed}, {len(survivors)} survived, {len(new)} new")
        for file, before, after in new:
            print(f"  {file}\n    - {before}\n    + {after}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
