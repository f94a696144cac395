"""Sheet 09: its sliders, its pictures, and that what they show is so."""

import nbformat
import numpy as np
import pytest
import torch

from grading.folders import ROOT
from sheet_utils import datasets, forced_rnn, lyapunov, plots, timeseries, widgets
from sheet_utils.runtime import judging
from sheet_utils.systems import DoublePendulum, Lorenz, integrate, logistic_diagram
from tests.pictures import LIMIT, check_told

ORBIT = np.random.default_rng(0).normal(size=(30, 3))


def test_powers_of_a_matrix_may_grow_although_its_radius_is_below_one(explorer):
    shown = explorer(widgets.matrix_powers)
    peaks = {}
    for s in (0.0, 5.0):
        shown.slider.value = s
        peaks[s] = float(shown.text.split("largest norm is ")[1].split(",")[0])
    assert peaks[0.0] == 0.9
    assert peaks[5.0] > 10


def test_fixed_points_lose_stability_at_the_known_rho(explorer):
    """At rho = 1 the origin, at 24.74 the centres of the wings; at 20 the orbit settles, at 28 it does not."""
    shown = explorer(widgets.lorenz_rho)
    for rho, signs in ((0.5, [-1]), (24.5, [1, -1]), (28.0, [1, 1])):
        shown.slider.value = rho
        found = [float(part.split(" at ")[0].split()[-1]) for part in shown.text.split(";")[0].split(", ")]
        assert len(found) == len(signs)
        assert all(value * sign > 0 for value, sign in zip(found, signs, strict=True))
    for rho, sign in ((20.0, -1), (28.0, 1)):
        shown.slider.value = rho
        assert float(shown.text.split("≈ ")[1]) * sign > 0
    largest = lambda rho: np.linalg.eigvals(Lorenz(rho=rho).jacobian(Lorenz(rho=rho).fixed_points()[1])).real.max()
    assert largest(24.73) < 0 < largest(24.75)


def test_a_smaller_perturbation_buys_seconds_and_a_small_angle_parts_slowly(explorer):
    shown = explorer(widgets.double_pendulum)
    moment = lambda: float(shown.text.split("≈ ")[1].split(" s")[0])
    coarse = moment()
    shown.controls.children[1].value = 1e-7
    assert coarse < moment() < 3 * coarse
    shown.slider.value = 10
    assert "not within 16 s" in shown.text


def test_the_film_strip_parts_as_its_text_says():
    start = np.radians([120.0, 150.0])
    orbits = integrate(DoublePendulum(), [[*start, 0, 0], [start[0], start[1] + 1e-5, 0, 0]], 1200, 0.01, substeps=2)
    tips = plots.rods(orbits)[:, :, 2]
    apart = np.linalg.norm(tips[:, 0] - tips[:, 1], axis=-1)
    assert apart[:400].max() < 0.1
    assert apart[1000:].max() > 1
    axes, alt = plots.pendulum_strip(orbits, 0.01, every=2.0)
    check_told(axes, alt)
    assert alt.endswith("visibly after ≈ 7 s.")


def test_rods_hang_where_they_should():
    joints = plots.rods(np.array([[0.0, 0.0, 1.0, 2.0], [np.pi / 2, np.pi, 0.0, 0.0]]), l=2.0)
    assert np.allclose(joints, [[[0, 0], [0, -2], [0, -4]], [[0, 0], [2, 0], [2, 2]]])


def test_the_logistic_diagram_is_no_answer_key():
    with judging(), pytest.raises(RuntimeError, match="logistic_diagram"):
        logistic_diagram(np.array([3.0]), 0.3, 5, 0)


def test_pictures_without_a_result():
    for axes, alt in (
        plots.circle_images({"A": np.eye(2)}),
        plots.perturbation_growth([{"a": None, "b": "text"}], [(0.9,)], [1.0], ["A"]),
        plots.product_growth({"norm of the product": np.arange(5.0)}, dt=0.1, lam=0.9),
        plots.mandelbrot_above_diagram(np.linspace(-2, 0.25, 20), None, rows=10),
        plots.lorenz_neighbours(ORBIT, ORBIT[:3], np.full((30, 2), 0.1), 0.1, (2, 20), {"yours": None}),
        plots.horizons([2, 4], [("Lorenz", "s", None)]),
        plots.divergence_curves({"bits": {"8 bits": None}}),
        plots.stored_readings(np.sin(np.arange(30)), 2, 3),
    ):
        assert plots.render(axes) and " yet" in alt
    for axes, alt in (
        plots.bifurcation(np.linspace(3, 4, 20), None, "text"),
        plots.exponents_so_far({"from x*": None}, {"ln 1.9": 0.64}),
        plots.integrator_tests([0.01, 0.02], [np.arange(3)] * 2, [None, "text"], [(1e-3, 1e-3), (1e-2, 1e-2)]),
    ):
        assert plots.render(axes) and ("no states yet" in alt or "nothing yet" in alt or "no energies yet" in alt)


def test_what_is_taken_for_the_exponent_of_lorenz():
    """The figures that notebook 1 tells: 4.2 by norms, 1.5 by radii, 0.67 in the wrong order, instead of 0.9."""
    step, dt = lyapunov.TimeStep(Lorenz()), 0.01
    J = np.array([step.jacobian(u) for u in integrate(Lorenz(), [1.0, 1.0, 20.0], 5000, dt)[1000:]])
    found = {label: values[-1] / (len(J) * dt) for label, values in lyapunov.product_growth(J).items()}
    assert abs(found["norm of the product"] - 0.9) < 0.1
    assert abs(found["product of the norms"] - 4.2) < 0.2
    assert abs(found["product of the radii"] - 1.5) < 0.2
    assert abs(found["reversed product"] - 0.67) < 0.1


def test_rounding_takes_over_after_some_116_steps():
    vectors = np.array([[np.cos(0.3), np.cos(1.7)], [np.sin(0.3), np.sin(1.7)]])
    J = np.array([vectors @ np.diag([1.1, 0.8]) @ np.linalg.inv(vectors)] * 200)
    growth, _ = lyapunov.perturbation_growth(J, vectors[:, 1])
    assert 100 < np.argmin(growth) < 135
    assert np.allclose(growth[:80], np.log(0.8) * np.arange(1, 81), atol=1e-3)


def test_the_pendulum_of_the_film_strip_keeps_its_energy_and_a_coarse_one_does_not():
    system, start = DoublePendulum(), np.array([*np.radians([120.0, 150.0]), 0, 0])
    fine, coarse = integrate(system, start, 1200, 0.01, substeps=2), integrate(system, start, 300, 0.04)
    assert np.ptp(system.energy(fine)) < 0.01
    assert np.ptp(system.energy(coarse)) > 1


def test_the_pairs_of_singular_values_cancel_with_a_small_step_only():
    """What the investigation of notebook 2 shows: with a step twice as long they miss by about thirty times as much."""
    system, missed = DoublePendulum(), {}
    for h in (0.01, 0.02):
        u, flow, product = np.array([*np.radians([120.0, 150.0]), 0, 0]), lyapunov.TimeStep(system, h), np.eye(4)
        for _ in range(round(6 / h)):
            product, u = flow.jacobian(u) @ product, flow.step(u)
        logs = np.log(np.linalg.svd(product)[1])
        missed[h] = abs(logs[0] + logs[3])
    assert missed[0.01] < 1e-3
    assert 15 < missed[0.02] / missed[0.01] < 80


def test_the_zoom_enlarges_the_diagram_by_feigenbaums_numbers(explorer):
    shown = explorer(widgets.logistic_zoom)
    widths = []
    for level in (0, 1, 2):
        shown.slider.value = level
        words = shown.text.split()
        widths.append([float(words[at + 2].rstrip(",")) - float(words[at]) for at in (5, 10)])
    assert np.allclose(np.array(widths[0]) / widths[1], (4.669, 2.503), rtol=2e-3)
    assert np.allclose(np.array(widths[1]) / widths[2], (4.669, 2.503), rtol=5e-3)


def test_every_orbit_of_the_enlarged_diagram_is_like_the_whole(explorer):
    """At the left edge of the whole picture there is a cycle of 2, and of 2^(1 + level) after `level` enlargements."""
    for level in (0, 1, 2):
        r = 3.569945672 - 0.4 / 4.669201609**level
        X, _ = logistic_diagram(np.array([r]), 0.5, 64, 4000)
        assert len(np.unique(np.round(X[:, 0], 6))) == 2 ** (1 + level)


def test_an_orbit_on_an_unstable_fixed_point_has_an_exponent_of_its_own():
    X, _ = logistic_diagram(np.array([3.9]), 1 - 1 / 3.9, 5000, 0)
    so_far = np.cumsum(np.log(np.abs(3.9 * (1 - 2 * X[:, 0])))) / np.arange(1, 5001)
    assert abs(so_far[39] - np.log(1.9)) < 1e-3, "rounding has not grown yet"
    assert 0.45 < so_far[-1] < 0.53, "the orbit has become one of the many"


def test_the_film_plays_what_was_integrated():
    start = np.radians([120.0, 150.0])
    orbits = integrate(DoublePendulum(), [[*start, 0, 0], [start[0], start[1] + 0.1, 0, 0]], 100, 0.01)
    film = widgets.PendulumFilm(orbits, 0.01, 1.0, "two pendulums")
    assert film.seconds == 0.04 and len(film.frames) == 25
    assert np.allclose(np.array(film.frames[3]).reshape(2, 2, 2), plots.rods(orbits[12])[:, 1:], atol=1e-3)


# --- Notebook 5: a laser, and the Lorenz equations of one. ------------------------------------------


PULSATION = 3.532  # units of time, of the model


@pytest.fixture(scope="module")
def intensity():
    """The model of notebook 5, every fifth step of which is as long, in pulsations, as a sample of the laser."""
    return integrate(Lorenz(sigma=2.0, rho=15.0, beta=0.25), [1.0, 1.0, 14.0], 31_000, 0.0956)[1000:, 0] ** 2


def per_pulsation(series, per, dimension=6, first=1, last=4):
    X = datasets.delay_embedding(torch.as_tensor(series), 1, dimension).numpy()
    curve = timeseries.divergence(X, round(5 * per), round(5 * per), 400)
    return per * timeseries.slope(curve, round(first * per), round(last * per))


def test_the_laser_is_what_its_provenance_says():
    laser = datasets.load_laser()
    assert laser.shape == (10_093,) and set(np.unique(laser)) <= set(range(256))
    assert abs(len(laser) / len(plots.maxima(laser)) - 7.39) < 0.02


def test_the_model_of_the_laser_has_the_exponent_and_the_period_that_notebook_5_tells(intensity):
    assert abs(30_000 * 0.0956 / len(plots.maxima(intensity)) - PULSATION) < 0.05
    system = Lorenz(sigma=2.0, rho=15.0, beta=0.25)
    starts = np.random.default_rng(0).normal(size=(60, 3)) + [3.0, 3.0, 14.0]
    _, growth = lyapunov.neighbour_growth(system, starts, 4000, 0.05)
    # C+ and C- are hardly unstable: it takes some orbits a hundred units of time to leave their neighbourhood.
    assert abs(growth[2000:].mean() / 0.05 - 0.171) < 0.01
    assert max(np.linalg.eigvals(Lorenz(2.0, 13.9, 0.25).jacobian(Lorenz(2.0, 13.9, 0.25).fixed_points()[1])).real) < 0
    assert max(np.linalg.eigvals(Lorenz(2.0, 14.1, 0.25).jacobian(Lorenz(2.0, 14.1, 0.25).fixed_points()[1])).real) > 0


def test_rounding_takes_from_the_exponent_and_the_laser_has_less_than_the_recorded_model(intensity):
    """The figures that notebook 5 tells: 0.61 per pulsation in truth, 0.55 by the method, less with every bit lost."""
    per, kept = PULSATION / 0.0956 / 5, intensity[::5]
    share = (kept - kept.min()) / np.ptp(kept)
    rates = {bits: per_pulsation(np.round(share * (2**bits - 1)), per) for bits in (16, 8, 4)}
    assert 0.48 < rates[16] < 0.62
    assert 0.8 < rates[8] / rates[16] < 0.99
    assert rates[4] / rates[16] < 0.6
    laser = [per_pulsation(datasets.load_laser(), 7.39, dimension) for dimension in (3, 6, 10)]
    assert all(0.15 < rate < 0.3 for rate in laser) and max(laser) < 0.7 * rates[8]


def test_the_embedding_of_the_laser_can_be_moved(explorer):
    shown = explorer(widgets.laser_embedding, datasets.load_laser(), 7.39)
    slopes = []
    for dimension in (6, 8):
        shown.slider.value = dimension
        slopes.append(float(shown.text.split("≈ ")[1].split()[0]))
    assert np.ptp(slopes) < 0.05
    assert len(shown.png) < LIMIT


def on_paper(source, name):
    """What a program of notebook 5 predicts in the case that is worked out on paper there."""
    scope = {"torch": torch}
    exec(source, scope)
    x, h = torch.tensor([[[6.0]], [[0.0]]]), torch.tensor([[1.0, 1.0]])
    exchange = lambda h, c: (h.flip(-1), c)
    return scope[name](exchange, torch.tensor([[2.0, 0.0]]), x, 2, h, None).flatten().tolist()


def test_a_reading_that_is_not_the_nearest_level_is_seen_beside_the_signal():
    signal = np.sin(0.3 * np.arange(60))
    kept = signal[::3]
    exact = 7 * (kept - kept.min()) / np.ptp(kept)
    for readings, most in ((np.round(exact), 0.5), (np.floor(exact), 1.0)):
        ax, alt = plots.stored_readings(signal, 3, 3, readings)
        drawn = {line.get_label(): line.get_xydata() for line in ax.lines}
        at, values = drawn["your readings"].T
        apart = np.abs(np.interp(at, *drawn["signal"].T) - values).max()
        assert most - 0.4 < apart <= most
        check_told(ax, alt)


def test_the_valley_shows_both_ways_of_forcing_and_the_students_network_in_its_panel():
    sweep = datasets.load_forcing_sweep()
    (lstm, vanilla), alt = plots.forcing_curves(sweep, 76.5, 16.3, ("LSTM", "reset", 7, 0.4))
    curves = {line.get_label(): line.get_xydata() for line in lstm.lines if not line.get_label().startswith("_")}
    for way, keep in (("replace", 0), ("reset", 1)):
        rows = (sweep["vanilla"] == 0) & (sweep["keep"] == keep) & (sweep["clip"] == 0)
        intervals = np.unique(sweep["t_forcing"][rows])
        medians = [np.median(sweep["d_stsp"][rows & (sweep["t_forcing"] == t)]) for t in intervals]
        assert len(intervals) == 9 and np.array_equal(curves[way], np.column_stack([intervals, medians]))
    assert np.array_equal(curves["yours, reset"], [[7, 0.4]])
    assert not any("yours" in line.get_label() for line in vanilla.lines)
    assert "yours, LSTM, reset: ≈ 0.4 at 7 steps" in alt
    check_told([lstm, vanilla], alt)


def test_each_program_of_notebook_5_is_right_once_its_one_line_is_mended():
    notebook = nbformat.read(ROOT / "solutions" / "sheet09" / "5_a_real_laser.ipynb", 4)
    cell = next(cell for cell in notebook.cells if cell.id == "faults-programs")
    *programs, announcement = cell.source.split("\n\n\n")
    assert announcement.startswith("variant.announce")
    wrong = {"a": [2, 18], "b": [0, 8], "c": [0, 6], "d": [6, 2]}
    inverse, reset = "torch.linalg.pinv(B), []", "h = h + (x[t] - h @ B.T) @ inverse.T"
    for source, (letter, (line, mended)) in zip(
        programs,
        {"a": (2, f"    inverse, predicted = {inverse}"), "b": (6, " " * 12 + reset), "c": (5, " " * 12 + reset),
         "d": (4, None)}.items(),
        strict=True,
    ):  # fmt: skip
        name = f"program_{letter}"
        assert on_paper(source, name) == wrong[letter]
        lines = source.splitlines()
        assert lines[line - 1].endswith(f"# line {line}")
        moved = lines.pop(line - 1)
        lines.insert(line + 1 if mended is None else line - 1, mended or moved)
        assert on_paper("\n".join(lines), name) == [2, 6]


def test_the_network_follows_the_laser_and_the_programs_do_not():
    """The figures that notebook 5 tells: an error near 0.15, twice as large with a transposed read-out."""
    network, held_out = datasets.load_laser_network()
    assert float(network.B @ network.B.T) == pytest.approx(1.57, abs=0.01)
    later = held_out[torch.arange(0, len(held_out) - 160, 7) + torch.arange(161)[:, None]]
    errors = forced_rnn.errors_since_forcing(network, later, 60, 5, keep=True) / float(held_out.std())
    assert 0.14 < errors[:2].mean() < 0.19
    doubled = [np.flatnonzero(errors > factor * errors[0])[0] + 1 for factor in (2, 4)]
    assert doubled[0] in (11, 12, 13) and doubled[1] - doubled[0] in (9, 10, 11, 12, 13)
