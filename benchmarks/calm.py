"""Why are trained networks too calm? A study of the largest exponent over settings, and of where expansion is lost.

    python -m benchmarks.calm                          every variant, about ten minutes
    python -m benchmarks.calm --write                  the same, and data/calm.csv is written anew
    python -m benchmarks.calm --only default steps     the variants whose names begin with these words
    python -m benchmarks.calm --keep FOLDER            trained networks stay in FOLDER, and a second call goes on there

Sheet 10's defaults give networks whose largest Lyapunov exponent is mostly below that of the Lorenz system, 0.906 per
unit of time. Each variant changes one thing and trains the same seeds. For every network: the largest exponent over
four stretches of 100 000 steps and the standard error of their mean; D_stsp and D_H over 100 000 steps against the
noise-free test series; wings; the exact fixed points nearest to the system's own three and the largest eigenvalue
modulus there; forecast errors after 1, 16 and 50 steps; and how its orbit goes turn by turn.

A turn is what lies between two successive maxima of |x|, once around C+ or C-. Its size is the first maximum, and
decides what comes next: Lorenz's map h takes the size of a turn to that of the next one. The growth of a turn is
ln |h'|, read off a tangent vector: at a maximum of x, its component dx is the change of the size, since moving along
the orbit changes nothing there. The exponent is the mean growth per turn over the mean length of a turn, so its error
has three parts: turns of a given size expand less than the flow's (expansion), those that expand little come more often
(visits), or turns take longer (time). The second table gives the growth per turn by size: the flow's, that of networks
held on the true orbit, and that of networks on their own.
"""

import argparse
import dataclasses
import itertools
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from sheet_utils.data.recording import write_table

from benchmarks.wings import wing_changes
from sheet_utils import engine, lyapunov, measures, runtime, systems, training
from sheet_utils.files import write_whole
from sheet_utils.models import CustomRNN
from sheet_utils.wire import pack, unpack

DT, TRUE, LAG, ROWS, TRANSIENT = 0.01, 0.906, 10, 100_000, 5_000
STRETCHES, LENGTH = 4, 100_000  # of an orbit, for the exponent
TURN_STEPS = 20_000  # of the orbits that are cut into turns
BINS = 8  # of turns by size: as many of the flow's turns in each
SEEDS = range(10)

#: Name: what differs from the defaults. `observed` ("delays", or "all" three variables), `noise` and `rows` change the
#: data, `average` averages the parameters over that last part of training, `w1_scale` enlarges W1 at the start; the
#: rest are the settings of `training.sweep`.
VARIANTS = {
    "default": {},
    "steps 10k": {"steps": 10_000},
    "steps 20k": {"steps": 20_000},
    "steps 80k": {"steps": 80_000},
    "tau 4": {"t_forcing": 4},
    "tau 8": {"t_forcing": 8},
    "tau 25": {"t_forcing": 25},
    "tau 50 (reset only at the start)": {"t_forcing": 50},
    "noise 0": {"noise": 0.0},
    "noise 0.2%": {"noise": 0.002},
    "noise 0 + tau 4": {"noise": 0.0, "t_forcing": 4},
    "noise 0 + tau 50": {"noise": 0.0, "t_forcing": 50},
    "all observed + noise 0": {"observed": "all", "noise": 0.0},
    "clip none": {"clip": 0.0},
    "clip 0.1": {"clip": 0.1},
    "clip 0.001": {"clip": 0.001},
    "L 20": {"hidden_dim": 20},
    "T_seq 25": {"sequence_length": 25},
    "T_seq 16": {"sequence_length": 16},
    "W1 x 3 at the start": {"w1_scale": 3.0},
    "average": {"average": 0.25},
    "L 100": {"hidden_dim": 100},
}
FIELDS = (
    "variant", "seed", "M", "L", "observed", "noise", "rows", "t_forcing", "T_seq", "B", "steps", "rate", "schedule",
    "clip", "average", "w1_scale", "exponent", "exponent_se", "by_expansion", "by_visits", "by_time", "held", "d_stsp",
    "d_h", "right_wing", "wing_changes", "eig_origin", "eig_plus", "eig_minus", "loss", "mse1", "mse16", "mse50",
    "amplitude50", "good",
)  # fmt: skip


# --- The data: the flow that data/make_data.py samples, with whatever is observed of it. ------------


@dataclasses.dataclass
class Series:
    """What a network is trained on and compared with.

    Attributes:
        train, test: (T, N), with noise and without it, standardised by the same constants.
        points: (3, N), the origin, C+ and C- in the same coordinates.
        growth: (T,), ln dx, complex where dx < 0, of a tangent vector (dx, dy, dz) that the flow carries along `test`.
    """

    train: torch.Tensor
    test: torch.Tensor
    points: np.ndarray
    growth: np.ndarray


def trajectories(folder):
    """(rows, 2, 3): the training and the test trajectory of `data/make_data.py`, all three variables."""
    path = folder / "trajectories.npy"
    if not path.exists():
        rows = ROWS + 2 * LAG
        starts = np.array([[1.0, 1.0, 1.0], [-5.0, -7.0, 20.0]])
        write_whole(
            path,
            pack({"flow": systems.integrate(systems.Lorenz(), starts, TRANSIENT + rows, DT, 5)[TRANSIENT:]}),
        )
    return unpack(path.read_bytes())["flow"]


def make_series(flow, observed, noise, rows):
    """A `Series` of the trajectories in which either x and its delays or all three variables are observed."""
    system, mean, deviation = systems.Lorenz(), flow[:, 0].mean(axis=0), flow[:, 0].std(axis=0)
    if observed == "delays":  # the constants of data/make_data.py come from x alone
        mean, deviation, columns = mean[:1], deviation[:1], [0]
    else:
        columns = [0, 1, 2]
    scaled = (flow[:, :, columns] - mean) / deviation
    noisy = scaled[:, 0] + noise * np.random.default_rng(10).normal(size=scaled[:, 0].shape)
    points = (system.fixed_points()[:, columns] - mean) / deviation

    def delayed(series):
        return np.concatenate([series[k * LAG : k * LAG + len(series) - 2 * LAG] for k in range(3)], axis=1)

    if observed == "delays":
        noisy, clean, points = delayed(noisy), delayed(scaled[:, 1]), np.repeat(points, 3, axis=1)
    else:
        clean = scaled[:, 1]
    as_tensor = lambda array: torch.from_numpy(array[:ROWS].astype(np.float32))
    return Series(as_tensor(noisy[:rows]), as_tensor(clean), points, flow_growth(flow[:ROWS, 1]))


def flow_growth(orbit):
    """ln dx of a tangent vector of the Lorenz system at the rows of an orbit, (T, 3) -> (T,), complex."""
    system, total, logs = lyapunov.TimeStep(systems.Lorenz(), DT), 0.0, np.empty(len(orbit), complex)
    v = np.ones(3) / np.sqrt(3)
    for t, u in enumerate(orbit):
        logs[t] = total + np.log(complex(v[0]))
        # The Jacobian at the row itself: an orbit integrated anew would be another one soon.
        v = system.jacobian(u) @ v
        length = np.linalg.norm(v)
        total, v = total + np.log(length), v / length
    return logs


# --- Training. --------------------------------------------------------------------------------------


class Variants(training.ForcedRuns):
    """`ForcedRuns` with two more settings: `average` and `w1_scale`; see VARIANTS."""

    def complete(self, config):
        extra = {"average": 0.0, "w1_scale": 1.0}
        known = {key: value for key, value in config.items() if key not in extra}
        return {**super().complete(known), **{key: config.get(key, value) for key, value in extra.items()}}

    def train(self, config, arrays):
        data = torch.from_numpy(np.asarray(arrays[0]))
        with training.own_random_state():
            torch.manual_seed(config["seed"])
            model = CustomRNN(config["latent_dim"], config["hidden_dim"], data.shape[1])
        with torch.no_grad():
            model.W1 *= config["w1_scale"]
        settings = {field.name: config[field.name] for field in dataclasses.fields(training.Settings)}
        total, count = {}, 0

        def add(done, steps):
            nonlocal count
            if done >= (1 - config["average"]) * steps:
                count += 1
                for name, value in model.state_dict().items():
                    total[name] = total.get(name, 0) + value.double()

        watch = add if config["average"] else None
        result = training.train(model, data, seed=config["seed"], progress=False, watch=watch, **settings)
        if count:
            model.load_state_dict({name: value / count for name, value in total.items()})
        return pack({"config": config, "model": model, "losses": result.losses, "finished": result.finished})


def train_variant(change, series, seeds, folder):
    """The `SweepResult`s of one variant."""
    settings = {key: value for key, value in change.items() if key not in ("observed", "noise", "rows")}
    configs = [{"seed": seed, **settings} for seed in seeds]
    return training.sweep(configs, series.train, folder, progress=False, runs=Variants())


# --- Measuring. -------------------------------------------------------------------------------------


def parameters(model):
    """A, W1, W2, h1, h2 in float64."""
    return [getattr(model, name).detach().numpy().astype(float) for name in engine.PARAMETERS]


def exponents(model, orbit):
    """(STRETCHES,): the largest exponent, per unit of time, on stretches that begin at rows of the orbit."""
    starts = [torch.from_numpy(orbit[k * LENGTH]) for k in range(STRETCHES)]
    return np.array([lyapunov.maximum_lyapunov_exponent(model, z, LENGTH, 1000) / DT for z in starts])


def fixed_point(model, z, attempts=100):
    """The fixed point of the network that a guess leads to, and the Jacobian there.

    The network is linear where the pattern of active units stays the same: z' = J z + c. The pattern at the guess gives
    z = (I - J)^-1 c; it is a fixed point if the pattern there is the one that it was computed with.

    Args:
        model: a `CustomRNN`.
        z: (M,), the guess.
        attempts: patterns that are tried.

    Returns:
        (z, J), in float64; None where the patterns do not settle.
    """
    A, W1, W2, h1, h2 = parameters(model)
    for _ in range(attempts):
        active = W2 @ z + h2 > 0
        J = np.diag(A) + (W1 * active) @ W2
        try:
            z = np.linalg.solve(np.eye(len(A)) - J, W1 @ (active * h2) + h1)
        except np.linalg.LinAlgError:
            return None
        if ((W2 @ z + h2 > 0) == active).all():
            return z, J
    return None


def fixed_point_near(model, orbit, point, guesses=30, reach=0.5):
    """(z, J) of the fixed point whose observed part is nearest to a point; None if there is none within reach.

    Args:
        model: a `CustomRNN`.
        orbit: (T, M), states; those nearest to the point are the guesses.
        point: (N,).
    """
    distance = np.linalg.norm(orbit[:, : model.N] - point, axis=1)
    found = [fixed_point(model, orbit[t].astype(float)) for t in np.argsort(distance)[:guesses]]
    near = [(np.linalg.norm(pair[0][: model.N] - point), *pair) for pair in found if pair is not None]
    near = [entry for entry in near if entry[0] < reach]
    return min(near, key=lambda entry: entry[0])[1:] if near else None


def largest_modulus(pair):
    """The largest eigenvalue modulus at a fixed point; NaN if there is none."""
    return np.nan if pair is None else np.abs(np.linalg.eigvals(pair[1])).max()


@torch.no_grad()
def forecasts(model, test, starts=2000, warmup=20):
    """Errors of free runs after `warmup` forced steps on noise-free data, relative to the variance, and their size.

    Returns:
        (mse1, mse16, mse50, amplitude50): the last is the standard deviation of the predicted change over 50 steps,
        over that of the true change; a forecast of a conditional mean has less than 1.
    """
    first = torch.from_numpy(np.random.default_rng(0).integers(0, len(test) - warmup - 51, starts))
    z, errors = torch.zeros(starts, model.M), {}
    for t in range(warmup + 50):
        if t < warmup:
            z = torch.cat([test[first + t], z[:, model.N :]], dim=1)
        z = model(z)
        ahead = t + 2 - warmup
        if ahead in (1, 16, 50):
            errors[ahead] = float(((z[:, : model.N] - test[first + t + 1]) ** 2).mean())
    now = test[first + warmup - 1]
    amplitude = float((z[:, : model.N] - now).std() / (test[first + warmup + 49] - now).std())
    return errors[1], errors[16], errors[50], amplitude


def tangent_growth(models, data, steps, forced):
    """The first observed variable x of networks side by side, and ln dx of a tangent vector.

    Args:
        models: S networks of one size.
        data: (T, N); its first row is where networks start.
        steps: of the orbit.
        forced: whether the observed units are set to the data at every step. The tangent vector is not: it sees the
            Jacobians that the network has on the true orbit.

    Returns:
        (x, logs): (steps, S) each; logs[t] belongs to the state at row t, and is complex where dx < 0.
    """
    A, W1, W2, h1, h2 = (np.stack(arrays) for arrays in zip(*map(parameters, models), strict=True))
    N, data = models[0].N, data.numpy().astype(float)
    # Column 0 is the state, column 1 the tangent vector: one product for both.
    zv = np.zeros((*A.shape, 2))
    zv[:, :, 1] = engine.first_vectors(A.shape[1], 1)[:, 0]
    bias1, bias2 = (np.stack([h, np.zeros_like(h)], axis=-1) for h in (h1, h2))
    total, x, logs = np.zeros(len(models)), np.empty((steps, len(models))), np.empty((steps, len(models)), complex)
    for t in range(steps):
        if forced or t == 0:
            zv[:, :N, 0] = data[t]
        x[t], logs[t] = zv[:, 0, 0], total + np.log(zv[:, 0, 1] + 0j)
        hidden = W2 @ zv + bias2
        hidden *= hidden[:, :, :1] > 0
        zv = A[:, :, None] * zv + W1 @ hidden + bias1
        length = np.linalg.norm(zv[:, :, 1], axis=1)
        zv[:, :, 1] /= length[:, None]
        total = total + np.log(length)
    return x, logs


@dataclasses.dataclass
class Turns:
    """The turns of an orbit: their sizes, ln |h'| of each, and their lengths in steps."""

    size: np.ndarray
    growth: np.ndarray
    length: np.ndarray

    @classmethod
    def of(cls, x, logs, skip=1000):
        """Cut an orbit of the first variable, (T,), and the ln dx that go with it, after some steps to settle.

        A maximum lies between two samples, where dx has a share of the motion along the orbit. So it is looked for
        with a parabola through three samples, and dx is taken from one at the same moment.
        """
        size, logs = np.abs(x[skip:]), logs[skip:]
        t = np.flatnonzero((size[1:-1] > size[:-2]) & (size[1:-1] >= size[2:]) & (size[1:-1] > 0.3)) + 1
        before, at, after = size[t - 1], size[t], size[t + 1]
        shift = (before - after) / (before - 2 * at + after) / 2
        earlier, later = (np.exp(logs[t + k] - logs[t]).real for k in (-1, 1))
        relative = 1 + shift * (later - earlier) / 2 + shift**2 * (later - 2 + earlier) / 2
        logs = logs[t].real + np.log(np.abs(relative))
        return cls((at - (before - after) * shift / 4)[:-1], np.diff(logs), np.diff(t))

    def means(self, edges):
        """(share, growth, length) of the turns of each size, (BINS,) each; NaN where there are none."""
        number = np.searchsorted(edges, self.size)
        count = np.bincount(number, minlength=BINS)
        with np.errstate(invalid="ignore"):
            each = [np.bincount(number, values, minlength=BINS) / count for values in (self.growth, self.length)]
        return count / count.sum(), *each


def exponent_of(share, growth, length):
    """The exponent per unit of time of turns with these means."""
    return (share * growth).sum() / (share * length).sum() / DT


def deficits(true, own):
    """(by expansion, by visits, by time): what each of a network's three means does to the flow's exponent.

    They add up to the whole deficit, averaged over the six orders in which the flow's means can be replaced (Shapley).
    """
    own = [np.where(np.isfinite(mine), mine, flows) for mine, flows in zip(own, true, strict=True)]
    parts = np.zeros(3)
    for order in itertools.permutations(range(3)):
        means, before = list(true), exponent_of(*true)
        for k in order:
            means[k] = own[k]
            after = exponent_of(*means)
            parts[k] += (after - before) / 6
            before = after
    visits, expansion, time = parts
    return expansion, visits, time


class TurnTable:
    """Turns of the flow and of the networks of a variant, by size.

    Attributes:
        true: (share, growth, length) of the flow's turns, (BINS,) each.
        paired: the same of the stretch of the flow that networks are held on.
        held, own: the same of every network, held on that stretch and on its own.
    """

    def __init__(self, models, series):
        x = series.test[:, 0].numpy().astype(float)
        turns = Turns.of(x, series.growth)
        self.edges = np.quantile(turns.size, np.arange(1, BINS) / BINS)
        self.true = turns.means(self.edges)
        x = x[:TURN_STEPS]
        self.paired = Turns.of(x, series.growth[:TURN_STEPS]).means(self.edges)
        _, logs = tangent_growth(models, series.test, TURN_STEPS, forced=True)
        self.held = [Turns.of(x, column).means(self.edges) for column in logs.T]
        x, logs = tangent_growth(models, series.test, TURN_STEPS, forced=False)
        self.own = [Turns.of(*columns).means(self.edges) for columns in zip(x.T, logs.T, strict=True)]

    def lines(self, name, good):
        """Lines of the second table; medians over the networks that are good."""
        held, own = (np.median([means for means, ok in zip(each, good, strict=True) if ok], axis=0)
                     for each in (self.held, self.own))  # fmt: skip
        ends = [0, *self.edges, np.inf]
        for k in range(BINS):
            yield (
                f"| {name} | {ends[k]:.2f}–{ends[k + 1]:.2f} | {self.true[0][k]:.3f} | {own[0][k]:.3f} "
                f"| {self.true[1][k]:.3f} | {held[1][k]:.3f} | {own[1][k]:.3f} "
                f"| {self.true[2][k]:.1f} | {own[2][k]:.1f} |"
            )


def measure(result, series, turns):
    """What is known of one network, by the names in FIELDS that concern it."""
    model, test = result.model, series.test
    z = torch.zeros(model.M)
    z[: model.N] = series.train[0]
    orbit = engine.generate_orbit(model, z, 1000 + STRETCHES * LENGTH)[1000:].numpy()
    row = {"loss": float(result.losses[-1000:].mean())}
    row |= dict(zip(("mse1", "mse16", "mse50", "amplitude50"), forecasts(model, test), strict=True))
    if not np.isfinite(orbit).all():
        return row | {"exponent": np.nan, "d_stsp": np.inf, "d_h": 1.0, "good": 0}
    each, seen = exponents(model, orbit), orbit[:LENGTH, : model.N]
    changes, share = wing_changes(seen[:10_000, 0])[0], wing_changes(seen[:, 0])[1]
    row["exponent"], row["exponent_se"] = each.mean(), each.std(ddof=1) / np.sqrt(len(each))
    row["d_stsp"], row["d_h"] = measures.d_stsp(test.numpy(), seen), measures.d_h(test.numpy(), seen)
    row["right_wing"], row["wing_changes"] = share, changes
    for name, point in zip(("eig_origin", "eig_plus", "eig_minus"), series.points, strict=True):
        row[name] = largest_modulus(fixed_point_near(model, orbit[:LENGTH], point))
    # The same rule as in benchmarks/seeds.py, on the first of the stretches.
    row["good"] = int(abs(each[0] - TRUE) < 0.1 * TRUE and 0.25 < share < 0.75 and changes >= 20)
    true, paired, held, own = turns
    row["held"] = exponent_of(*held) - exponent_of(*paired)
    if row["good"]:
        row |= dict(zip(("by_expansion", "by_visits", "by_time"), deficits(true, own), strict=True))
    return row


def rows_of(name, results, series):
    """The rows of data/calm.csv of one variant, and its `TurnTable`."""
    with np.errstate(all="ignore"):  # networks that run away
        table = TurnTable([result.model for result in results], series)
    turns = [(table.true, table.paired, held, own) for held, own in zip(table.held, table.own, strict=True)]
    with ThreadPoolExecutor(runtime.core_count()) as pool:
        measured = list(pool.map(measure, results, [series] * len(results), turns))
    rows = []
    change = {"observed": "delays", "noise": 0.01, "rows": ROWS, **VARIANTS[name]}
    for result, numbers in zip(results, measured, strict=True):
        config = result.config
        rows.append(
            {
                "variant": name, "seed": config["seed"], "M": config["latent_dim"], "L": config["hidden_dim"],
                "observed": change["observed"], "noise": change["noise"], "rows": change["rows"],
                "t_forcing": config["t_forcing"], "T_seq": config["sequence_length"], "B": config["batch_size"],
                "steps": config["steps"], "rate": config["learning_rate"], "schedule": config["schedule"],
                "clip": config["clip"], "average": config["average"], "w1_scale": config["w1_scale"], **numbers,
            }
        )  # fmt: skip
    return rows, table


# --- Tables. ----------------------------------------------------------------------------------------


def column(rows, name):
    return np.array([row.get(name, np.nan) for row in rows], dtype=float)


def interval(values, rng, draws=2000):
    """A 95 % bootstrap interval of the median."""
    medians = np.median(rng.choice(values, size=(draws, len(values))), axis=1)
    return np.quantile(medians, [0.025, 0.975])


def line(name, rows):
    """One line of the first table."""
    exponent = column(rows, "exponent")
    alive = exponent[np.isfinite(exponent)]
    low, quarter, middle, three, high = (np.nan,) * 5
    if len(alive):
        quarter, middle, three = np.quantile(alive, [0.25, 0.5, 0.75])
        low, high = interval(alive, np.random.default_rng(0))
    median = lambda key: np.nanmedian(column(rows, key))
    return (
        f"| {name} | {int(column(rows, 'good').sum())}/{len(rows)} | {middle:.3f} | {low:.3f}–{high:.3f} "
        f"| {quarter:.3f}–{three:.3f} | {median('exponent_se'):.3f} "
        f"| {median('by_expansion'):+.3f} | {median('by_visits'):+.3f} | {median('by_time'):+.3f} "
        f"| {median('held'):+.3f} "
        f"| {median('d_stsp'):.2f} | {median('d_h'):.3f} | {median('eig_origin'):.3f} | {median('eig_plus'):.4f} "
        f"| {1e4 * median('loss'):.2f} | {1e6 * median('mse1'):.1f} | {1e4 * median('mse16'):.2f} "
        f"| {median('amplitude50'):.3f} |"
    )


COLUMNS = (
    "variant", "good", "λ median", "95 % of it", "quartiles", "se", "by expansion", "by visits", "by time", "held",
    "D_stsp", "D_H", "eig 0", "eig C", "loss·1e4", "mse1·1e6", "mse16·1e4", "amplitude50",
)  # fmt: skip
HEAD = f"| {' | '.join(COLUMNS)} |\n|---|{'---:|' * (len(COLUMNS) - 1)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", help="beginnings of the names of variants")
    parser.add_argument("--seeds", type=int, nargs=2, default=(0, 10), metavar=("FIRST", "END"))
    parser.add_argument("--keep", type=Path, help="folder for the trained networks")
    parser.add_argument("--write", action="store_true", help="write data/calm.csv anew")
    arguments = parser.parse_args()
    if arguments.write and arguments.only:
        parser.error("--write needs every variant: leave --only away")
    torch.set_num_threads(1)
    names = [n for n in VARIANTS if not arguments.only or n.startswith(tuple(arguments.only))]
    if not names:
        parser.error(f"--only: no variant begins like this; there are {', '.join(VARIANTS)}")
    with tempfile.TemporaryDirectory() as temporary:
        study(names, range(*arguments.seeds), arguments.keep or Path(temporary), arguments.write)


def study(names, seeds, folder, write):
    flow, made, rows, lines = trajectories(folder), {}, [], []
    print(HEAD)
    for name in names:
        change = VARIANTS[name]
        key = change.get("observed", "delays"), change.get("noise", 0.01), change.get("rows", ROWS)
        if key not in made:
            made[key] = make_series(flow, *key)
        results = train_variant(change, made[key], seeds, folder)
        new, table = rows_of(name, results, made[key])
        print(line(name, new), flush=True)
        rows += new
        if write:
            # After each variant, so that an interrupt leaves those that are finished.
            write_table("calm.csv", [in_columns(row) for row in rows])
        lines += table.lines(name, column(new, "good") > 0)
    print("\n| variant | size of a turn | share: flow | own | growth: flow | held | own | steps: flow | own |")
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|", *lines, sep="\n")


def in_columns(row):
    """A row of data/calm.csv: its numbers in five digits, and nothing where a network has none."""
    return {key: f"{row[key]:.5g}" if isinstance(row.get(key), float) else row.get(key) for key in FIELDS}


if __name__ == "__main__":
    main()
