"""`make bench`: finds its parts, stores whole results only, and measures four ways that agree."""

import json
import subprocess
import sys
import types
from pathlib import Path

import postgresql
import pytest

import bench
from bench import __main__ as command
from bench import four_ways
from bench._chapter import definitions
from book.backprop import claims, measured

ROOT = Path(__file__).parents[1]


def fake_part(monkeypatch, tmp_path, run):
    """Make `python -m bench fake` run `run` and store under tmp_path."""
    module = types.SimpleNamespace(__doc__="A part of the tests.\n\nMore.", PACKAGES=("numpy",), run=run)
    monkeypatch.setitem(sys.modules, "bench.fake", module)
    monkeypatch.setattr(command, "parts", lambda: ["fake"])
    monkeypatch.setattr(bench, "RESULTS", tmp_path)
    return tmp_path / "fake.json"


# What the quick run of each part says.
QUICK = {
    "four_ways": list(four_ways.WAYS),
    "grading": ["times as fast", "MiB"],
    "end_to_end": ["times as fast"],
    "dask_workers": [],
    "recording": ["times as long as on SQLite"] if postgresql.programs() else ["not installed"],
    "large_class": ["MiB in each fifth"],
    "size": ["simulated", "minutes after the deadline"],
    "alike": ["compared in"],
    "site": [],
    "tapes": ["times micrograd"],
    "instruments": [],
    "matrices": ["times the pace of PyTorch"],
    "gradient_cost": ["in forward passes"],
    "agreement": ["nudging"],
}
# Parts that import the same: as much is imported once, in seconds, and a warm process of the grader started once.
TOGETHER = ["grading dask_workers", "end_to_end recording", "large_class size alike", "four_ways matrices gradient_cost agreement"]
ALONE = [part for part in QUICK if part not in " ".join(TOGETHER).split()]


@pytest.mark.parametrize("together", [*TOGETHER, *ALONE])
def test_a_quick_run_goes_through_everything_and_stores_nothing(together):
    def stored():
        return {path.name: path.read_bytes() for path in (ROOT / "bench" / "results").iterdir()}

    before, parts = stored(), together.split()
    result = subprocess.run([sys.executable, "-m", "bench", *parts, "--quick"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    for part in parts:
        said = result.stdout.partition(f"{part} ...\n")[2].partition(f"{part}: works; a quick run stores nothing.")
        assert said[1], f"{part} did not run to its end"
        assert all(word in said[0] for word in QUICK[part]), f"{part} says {said[0]}"
    assert stored() == before


def test_every_part_has_a_quick_run_here():
    assert set(QUICK) == set(command.parts())


def test_an_unknown_part_is_refused_with_the_names_of_the_others(capsys):
    assert command.main(["four_way"]) == 2
    message = capsys.readouterr().err
    assert "four_way'" in message
    assert "four_ways" in message


def test_a_result_names_machine_versions_and_date(monkeypatch, tmp_path):
    path = fake_part(monkeypatch, tmp_path, lambda quick: {"seconds": 1.0})
    assert command.main([]) == 0
    stored = json.loads(path.read_text())
    assert stored["results"] == {"seconds": 1.0}
    assert stored["what"] == "A part of the tests."
    assert stored["machine"]["processor"]
    assert stored["versions"]["numpy"]
    assert stored["date"]


def test_a_run_that_fails_says_so_in_a_sentence_and_leaves_the_last_result(monkeypatch, tmp_path, capsys):
    path = fake_part(monkeypatch, tmp_path, lambda quick: 1 / 0)
    path.write_text("the last result")
    assert command.main([]) == 1
    assert "bench: fake was not measured, and its last result stays. ZeroDivisionError" in capsys.readouterr().err
    assert path.read_text() == "the last result"
    assert list(tmp_path.iterdir()) == [path]


def test_the_spread_of_five_samples():
    spread = bench.spread([5.0, 1.0, 2.0, 4.0, 3.0])
    assert spread == {"median": 3.0, "lower_quartile": 2.0, "upper_quartile": 4.0, "least": 1.0, "most": 5.0, "samples": 5}


def test_ways_that_disagree_are_not_measured(monkeypatch):
    def wrong(X, T, W, V):
        loss, gradients = four_ways.matrices(X, T, W, V)
        return loss, lambda: [2 * grad for grad in gradients()]

    monkeypatch.setitem(four_ways.WAYS, "matrices", wrong)
    with pytest.raises(AssertionError, match="matrices disagrees at width 2"):
        four_ways.run(quick=True)


def test_the_stored_run_has_every_way_at_every_width():
    rows = json.loads((ROOT / "bench" / "results" / "four_ways.json").read_text())["results"]["rows"]
    assert {(row["way"], row["width"]) for row in rows} == {(way, width) for way in four_ways.WAYS for width in four_ways.WIDTHS[way]}
    for row in rows:
        assert row["weights"] == 2 * row["width"] ** 2
        for seconds in (row["loss_s"], row["gradient_s"]):
            assert 0 < seconds["least"] <= seconds["lower_quartile"] <= seconds["median"] <= seconds["upper_quartile"] <= seconds["most"]
            assert seconds["samples"] >= 7


def test_a_gradient_costs_a_small_multiple_of_the_loss_in_the_stored_run():
    # What chapter 4 says in words about its figure.
    rows = json.loads((ROOT / "bench" / "results" / "four_ways.json").read_text())["results"]["rows"]
    assert all(1 < row["gradient_s"]["median"] / row["loss_s"]["median"] < 10 for row in rows)


def test_the_studio_of_the_stored_run_trains_fast_and_stays_smooth():
    training = json.loads((ROOT / "bench" / "results" / "instruments.json").read_text())["results"]["training"]
    assert training["ten_thousand_epochs_ms"]["median"] < 1000
    assert training["twenty_hidden_units"]["pictures_per_second"] > 50  # of 60; the machine had other work
    assert training["twenty_hidden_units"]["epochs"] > 100


def test_memory_stays_flat_over_two_thousand_notebooks_in_the_stored_run():
    results = json.loads((ROOT / "bench" / "results" / "large_class.json").read_text())["results"]
    assert results["notebooks"] >= 2000
    for kind in ("grader_MiB", "all_MiB"):
        first, *_, last = (part[kind] for part in results["fifths"])
        assert abs(last / first - 1) < 0.05, kind


def test_the_simulation_repeats_the_run_that_was_measured_and_a_single_writer_is_its_floor():
    from bench import size

    results = json.loads((ROOT / "bench" / "results" / "size.json").read_text())["results"]
    assert results["check"]["notebooks"] >= 2000
    assert abs(results["check"]["simulated_seconds"] / results["check"]["measured_seconds"] - 1) < 0.05
    # Ten notebooks of a second on two jobs take five seconds, and one writer needs a second for each whatever the number of jobs.
    assert size._batch([(0.0, 1.0, 0.0)] * 10, 2) == 5.0
    assert size._batch([(0.0, 1.0, 1.0)] * 10, 100) == 11.0
    times = size.arrivals(1000, 0)
    assert -size.WEEK <= times[0] < times[-1] <= -size.AT_LEAST
    curves = {(curve["students"], curve["graders"]): dict(zip(curve["jobs"], curve["seconds"], strict=True)) for curve in results["curves"]}
    assert curves[50_000, 1][64] > 0.9 * curves[50_000, 1][8], "more machines do not help where one writes"
    assert curves[50_000, 4][64] < 0.5 * curves[50_000, 1][64]


def test_every_instrument_of_the_stored_run_is_light_soon_there_and_smooth():
    rows = json.loads((ROOT / "bench" / "results" / "instruments.json").read_text())["results"]["rows"]
    assert {"stepper", "walk"} <= {row["instrument"] for row in rows}
    for row in rows:
        assert row["kilobytes"] < 15, row
        assert row["ready_ms"]["median"] < 100, row
        assert row["pictures_per_second"] is None or row["pictures_per_second"] > 50, row  # of 60; the machine had other work


def test_definitions_run_nothing_but_definitions():
    chapter = definitions("04-autodiff")
    assert "Tape" in chapter
    assert chapter["Node"].__add__ is not None
    assert "in_float32" not in chapter  # that cell computes; it does not define


def test_the_readme_has_the_page_weights_of_the_stored_run_and_they_are_small():
    results = json.loads((ROOT / "bench" / "results" / "site.json").read_text())["results"]
    readme = (ROOT / "README.md").read_text(encoding="utf8")
    for name, ours in results["chapters"].items():
        default = results["default"][name]
        weights = f"{ours['first_kB']:.0f} kB | {ours['requests']} | {ours['next_kB']:.0f} kB | {default['first_kB']:,.0f} kB"
        row = f"| {int(name[:2])} | {weights} |"
        assert row in readme, f"README.md does not say {row}"
        assert ours["first_kB"] <= (300 if name == "06-xor" else 240)
        assert ours["requests"] <= 22
        assert ours["next_kB"] <= 60
        assert ours["of_default"] <= 0.3
    for page, devices in results["lighthouse"].items():
        for points in devices.values():
            assert points["performance"] >= 98, page
            assert points["accessibility"] == points["best-practices"] == 100, page


def test_a_peer_that_is_not_installed_is_one_sentence(monkeypatch, tmp_path, capsys):
    fake_part(monkeypatch, tmp_path, lambda quick: {})
    sys.modules["bench.fake"].PACKAGES = ("no-such-peer",)
    assert command.main([]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "no-such-peer is not installed" in said


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda path, stored: path.unlink(), "Not measured here."),
        (lambda path, stored: path.write_text("{"), "not a whole measurement"),
        (lambda path, stored: path.write_text(json.dumps(stored | {"part": "grading"})), "a measurement of 'grading'"),
        (
            lambda path, stored: path.write_text(json.dumps(stored | {"machine": {"processor": "Z80", "python": "3"}})),
            "was changed after",
        ),
        (lambda path, stored: path.write_text(json.dumps(stored | {"versions": {"numpy": "1.0"}, "seal": None})), "was changed after"),
    ],
    ids=["missing", "broken", "another part", "another machine", "another version"],
)
def test_a_result_that_is_not_what_it_says_is_a_sentence_and_the_rest_of_the_table_stands(monkeypatch, tmp_path, spoil, sentence):
    for name in claims.PARTS:
        if (claims.RESULTS / f"{name}.json").exists():
            (tmp_path / f"{name}.json").write_text((claims.RESULTS / f"{name}.json").read_text())
    monkeypatch.setattr(claims, "RESULTS", tmp_path)
    monkeypatch.setattr(measured, "RESULTS", tmp_path)
    path = tmp_path / "matrices.json"
    spoil(path, json.loads(path.read_text()))
    found = claims.part("matrices")
    assert not found.rows
    assert sentence in found.complaint
    assert claims.part("four_ways").rows
    assert sentence in claims.as_text([claims.part(name) for name in claims.PARTS])


def test_a_result_of_other_versions_says_which(monkeypatch, tmp_path):
    stored = json.loads((claims.RESULTS / "tapes.json").read_text())
    stored["versions"] = {"micrograd": "0.0.1"}
    command.bench.RESULTS, before = tmp_path, command.bench.RESULTS
    try:
        command.store(stored)
    finally:
        command.bench.RESULTS = before
    monkeypatch.setattr(claims, "RESULTS", tmp_path)
    monkeypatch.setattr(measured, "RESULTS", tmp_path)
    found = claims.part("tapes")
    assert found.rows
    assert "other versions than the course has now: micrograd 0.0.1 (now " in found.complaint


def test_every_stored_result_can_be_believed():
    for path in claims.RESULTS.glob("*.json"):
        stored, complaint = claims.believed(path.stem)
        assert stored, complaint


def test_a_clean_machine_that_had_other_work_says_so(monkeypatch):
    stored, _ = claims.believed("clean_machine")
    first = stored["results"]["rows"][0]
    for others, said in (([0.0, 0.2], None), ([0.0, 1.4], ", not alone |")):
        changed = stored | {"results": {"rows": [first | {"busy_before": busy} for busy in others]}}
        monkeypatch.setattr(claims, "believed", lambda name, changed=changed: (changed, ""))
        text = claims.clean_machine()
        assert text.count(f"| {first['suite']}, {first['python']} |") == 2
        assert said in text if said else "Other work" not in text


def test_a_clean_machines_tests_are_counted_where_all_passed(monkeypatch):
    stored, _ = claims.believed("clean_machine")
    row = stored["results"]["rows"][0] | {"command": "make test"}
    for code, last, said in (
        (0, "== 2858 passed, 31 skipped in 648.90s ==", "| 2,858 tests passed |"),
        (2, "make: *** Error 1", "| exit code 2 |"),
    ):
        changed = stored | {"results": {"rows": [row | {"exit_code": code, "said": ["...", last]}]}}
        monkeypatch.setattr(claims, "believed", lambda name, changed=changed: (changed, ""))
        assert said in claims.clean_machine()


def test_training_in_place_is_the_training_of_chapter_6():
    from bench import matrices

    weights = matrices.starts(1)
    for ours, expected in zip(matrices.in_place(*weights, 200), matrices.chapter(*weights, 200), strict=True):
        assert abs(ours - expected).max() < 1e-13
