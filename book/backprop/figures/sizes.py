"""How long grading takes for classes of different sizes."""

import matplotlib.pyplot as plt

from .style import FOURTH, INK, THIRD, WIDTH

MARKERS = "os^"


def grading_hours(curves, *, height=4.6):
    """Draw the minutes until a class is graded over the notebooks that run at once, one line a size and a way of recording.

    `curves` are those of bench/results/size.json.
    """
    fig, ax = plt.subplots(figsize=(WIDTH, height), layout="constrained")
    sizes = sorted({curve["students"] for curve in curves})
    for curve in curves:
        color, line = (THIRD, "-") if curve["graders"] == 1 else (FOURTH, "--")
        minutes = [seconds / 60 for seconds in curve["seconds"]]
        marker = MARKERS[sizes.index(curve["students"]) % len(MARKERS)]
        label = None
        if curve["students"] == sizes[-1]:
            label = "one grader, a file" if curve["graders"] == 1 else f"{curve['graders']} graders, a server"
        ax.plot(curve["jobs"], minutes, color=color, linestyle=line, marker=marker, markersize=5, label=label)
        if curve["graders"] == 1:
            ax.annotate(
                f"{curve['students']:,} students",
                (curve["jobs"][0], minutes[0]),
                xytext=(6, 5),
                textcoords="offset points",
                color=INK,
            )
    jobs = sorted({number for curve in curves for number in curve["jobs"]})
    ax.set(xscale="log", yscale="log", xlabel="notebooks that run at once", ylabel="minutes until all are graded")
    ax.set_xticks(jobs, [str(number) for number in jobs])
    ax.minorticks_off()
    ax.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    ax.grid(True, which="major")
    fig.legend(loc="outside lower left", handlelength=3.2)
    return fig
