"""Why are trained networks too calm? A study of the largest exponent over settings, and of where expansion is lost.

    python benchmarks/calm.py                          every variant; writes data/calm.csv
    python benchmarks/calm.py --only default steps     the variants whose names begin with these words; writes nothing
    python benchmarks/calm.py --keep FOLDER            trained networks stay in FOLDER, and a second call goes on there

Sheet 10's defaults give networks whose largest Lyapunov exponent is mostly below that of the Lorenz system, 0.906 per
unit of time. Each variant changes one thing and trains the same seeds. For every network: the largest exponent over
ten stretches of 100 000 steps and the standard error of their mean; D_stsp and D_H over 100 000 steps against the
noise-free test series; wings; the exact fixed points nearest to the system's own three and the largest eigenvalue
modulus there; forecast errors after 1, 16 and 50 steps; and the growth of a tangent vector while the network is held
on the true orbit. The last one splits the deficit in two: expansion that the network's Jacobians lack on the true
attractor, and time that its own orbit spends elsewhere than the true one. The second table says where on the attractor
the expansion is lost.
"""

import argparse
import csv
import dataclasses
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch

from sheet_utils import datasets, engine, lyapunov, measures, runtime, systems, training
from sheet_utils.models import CustomRNN
from sheet_utils.wire import pack

DT, TRUE, LAG, ROWS, TRANSIENT = 0.01, 0.906, 10, 100_000, 5_000
STRETCHES, LENGTH = 10, 100_000  # of an orbit, for the exponent
FORCED_STEPS, WINDOW = 20_000, 50  # of the true orbit that networks are held on, and of one piece of it
SEEDS = range(10)

#: Name: what differs from the defaults. `observed` ("delays", or "all" three variables), `noise` and `rows` change the
#: data, `average` averages the parameters over that last part of training, `w1_scale` enlarges W1 at the start; the
#: rest are the settings of `training.sweep`.
VARIANTS = {
    "default": {},
    "steps 10k": {"steps": 10_000},
    "steps 20k": {"steps": 20_000},
    "steps 80k": {"steps": 80_000},
    "steps 160k": {"steps": 160_000},
    "steps 320k": {"steps": 320_000},
    "tau 4": {"t_forcing": 4},
    "tau 8": {"t_forcing": 8},
    "tau 25": {"t_forcing": 25},
    "tau 50 (never reset)": {"t_forcing": 50},
    "T_seq 16": {"sequence_length": 16},
    "T_seq 25": {"sequence_length": 25},
    "T_seq 100": {"sequence_length": 100},
    "T_seq 200": {"sequence_length": 200},
    "clip none": {"clip": 0.0},
    "clip 0.1": {"clip": 0.1},
    "clip 0.001": {"clip": 0.001},
    "noise 0": {"noise": 0.0},
    "noise 0.2%": {"noise": 0.002},
    "noise 3%": {"noise": 0.03},
    "noise 5%": {"noise": 0.05},
    "noise 0, tau 4": {"noise": 0.0, "t_forcing": 4},
    "noise 0, tau 50": {"noise": 0.0, "t_forcing": 50},
    "noise 0, steps 160k": {"noise": 0.0, "steps": 160_000},
    "all observed": {"observed": "all"},
    "all observed, noise 0": {"observed": "all", "noise": 0.0},
    "all observed, noise 0, M 3": {"observed": "all", "noise": 0.0, "latent_dim": 3},
    "all observed, noise 0, M 3, tau 1": {"observed": "all", "noise": 0.0, "latent_dim": 3, "t_forcing": 1},
    "all observed, noise 0, steps 160k": {"observed": "all", "noise": 0.0, "steps": 160_000},
    "M 5": {"latent_dim": 5},
    "M 30": {"latent_dim": 30},
    "L 20": {"hidden_dim": 20},
    "L 100": {"hidden_dim": 100},
    "L 200": {"hidden_dim": 200},
    "L 200, steps 160k": {"hidden_dim": 200, "steps": 160_000},
    "B 4": {"batch_size": 4},
    "B 64": {"batch_size": 64},
    "rate 1e-3": {"learning_rate": 1e-3},
    "rate 5e-3": {"learning_rate": 5e-3},
    "rate 1e-2": {"learning_rate": 1e-2},
    "constant rate": {"schedule": "constant"},
    "constant rate, average": {"schedule": "constant", "average": 0.25},
    "average": {"average": 0.25},
    "W1 x 3 at the start": {"w1_scale": 3.0},
    "rows 20k": {"rows": 20_000},
}
FIELDS = (
    "variant", "seed", "M", "L", "observed", "noise", "rows", "t_forcing", "T_seq", "B", "steps", "rate", "schedule",
    "clip", "average", "w1_scale", "exponent", "exponent_se", "exponent_forced", "d_stsp", "d_h", "right_wing",
    "wing_changes", "eig_origin", "eig_plus", "eig_minus", "loss", "mse1", "mse16", "mse50", "amplitude50", "good",
)  # fmt: skip


# --- The data: the flow that data/make_data.py samples, with whatever is observed of it. ------------


@dataclasses.dataclass
class Series:
    """What a network is trained on and compared with.

    Attributes:
        train, test: (T, N), with noise and without it, standardised by the same constants.
        points: (3, N), the origin, C+ and C- in the same coordinates.
        growth: (FORCED_STEPS + 1,), ln of the length, in these coordinates, of a tangent vector that the flow carries
            along the first rows of `test`.
        flow: (FORCED_STEPS + 1, 3), the system's own variables at these rows.
    """

    train: torch.Tensor
    test: torch.Tensor
    points: np.ndarray
    growth: np.ndarray
    flow: np.ndarray


def trajectories(folder):
    """(rows, 2, 3): the training and the test trajectory of `data/make_data.py`, all three variables; kept in a file."""
    path = folder / "trajectories.npy"
    if not path.exists():
        rows = ROWS + 2 * LAG
        starts = np.array([[1.0, 1.0, 1.0], [-5.0, -7.0, 20.0]])
        training.write_whole(
            path.with_suffix(".part"),
            pack({"flow": systems.integrate(systems.Lorenz(), starts, TRANSIENT + rows, DT, 5)[TRANSIENT:]}),
        )
        path.with_suffix(".part").rename(path)
    return training.unpack(path.read_bytes())["flow"]


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
    # The tangent vector goes on 2 * LAG steps longer, because its delay coordinates reach into the future.
    tangents, logs = tangent_vectors(lyapunov.TimeStep(system, DT), flow[: FORCED_STEPS + 1 + 2 * LAG, 1])
    tangents = tangents[:, columns] / deviation

    def delayed(series):
        return np.concatenate([series[k * LAG : k * LAG + len(series) - 2 * LAG] for k in range(3)], axis=1)

    if observed == "delays":
        noisy, clean, points = delayed(noisy), delayed(scaled[:, 1]), np.repeat(points, 3, axis=1)
        lengths = [tangents[k * LAG : k * LAG + FORCED_STEPS + 1] for k in range(3)]
        scales = [np.exp(logs[k * LAG : k * LAG + FORCED_STEPS + 1] - logs[: FORCED_STEPS + 1]) for k in range(3)]
        tangents = np.concatenate([v * s[:, None] for v, s in zip(lengths, scales, strict=True)], axis=1)
    else:
        clean = scaled[:, 1]
    growth = logs[: FORCED_STEPS + 1] + np.log(np.linalg.norm(tangents[: FORCED_STEPS + 1], axis=1))
    as_tensor = lambda array: torch.from_numpy(array[:ROWS].astype(np.float32))
    return Series(as_tensor(noisy[:rows]), as_tensor(clean), points, growth, flow[: FORCED_STEPS + 1, 1])


def tangent_vectors(system, orbit):
    """Unit tangent vectors at the rows of an orbit, (T, D), and the logarithm of what each was divided by, (T,)."""
    vectors, logs = np.empty(orbit.shape), np.zeros(len(orbit))
    v = np.ones(orbit.shape[1]) / np.sqrt(orbit.shape[1])
    for t, u in enumerate(orbit):
        vectors[t] = v
        if t + 1 < len(orbit):
            # The Jacobian at the row itself: an orbit integrated anew would be another one soon.
            v = system.jacobian(u) @ v
            length = np.linalg.norm(v)
            logs[t + 1], v = logs[t] + np.log(length), v / length
    return vectors, logs


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
    """The largest exponent, per unit of time, on consecutive stretches that begin at rows of the orbit; (STRETCHES,)."""
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
    pattern = None
    for _ in range(attempts):
        active = W2 @ z + h2 > 0
        if pattern is not None and (active == pattern).all():
            return z, J
        pattern = active
        J = np.diag(A) + (W1 * active) @ W2
        try:
            z = np.linalg.solve(np.eye(len(A)) - J, W1 @ (active * h2) + h1)
        except np.linalg.LinAlgError:
            return None
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


def forced_growth(models, test, every=1):
    """ln of the observed length of a tangent vector while networks are held on data.

    The observed units are set to the data at every `every`-th step. The tangent vector is not reset: it sees the
    Jacobians that the network would have if its own orbit were the true one.

    Args:
        models: S networks of one size.
        test: (T, N).

    Returns:
        (T, S).
    """
    A, W1, W2, h1, h2 = (np.stack(arrays) for arrays in zip(*map(parameters, models), strict=True))
    N, data = models[0].N, test.numpy().astype(float)
    # Column 0 is the state, column 1 the tangent vector: one product for both.
    zv = np.zeros((*A.shape, 2))
    zv[:, :, 1] = engine.first_vectors(A.shape[1], 1)[:, 0]
    bias1, bias2 = (np.stack([h, np.zeros_like(h)], axis=-1) for h in (h1, h2))
    total, logs = np.zeros(len(models)), np.empty((len(data), len(models)))
    for t, row in enumerate(data):
        logs[t] = total + np.log(np.linalg.norm(zv[:, :N, 1], axis=1))
        if t % every == 0:
            zv[:, :N, 0] = row
        hidden = W2 @ zv + bias2
        hidden *= hidden[:, :, :1] > 0
        zv = A[:, :, None] * zv + W1 @ hidden + bias1
        length = np.linalg.norm(zv[:, :, 1], axis=1)
        zv[:, :, 1] /= length[:, None]
        total = total + np.log(length)
    return logs


def measure(result, series, forced):
    """What is known of one network, by the names in FIELDS that concern it."""
    model, test = result.model, series.test
    z = torch.zeros(model.M)
    z[: model.N] = series.train[0]
    orbit = engine.generate_orbit(model, z, 1000 + STRETCHES * LENGTH)[1000:].numpy()
    row = {"exponent_forced": forced, "loss": float(result.losses[-1000:].mean())}
    row |= dict(zip(("mse1", "mse16", "mse50", "amplitude50"), forecasts(model, test), strict=True))
    if not np.isfinite(orbit).all():
        return row | {"exponent": np.nan, "d_stsp": np.inf, "d_h": 1.0, "good": 0}
    each, seen = exponents(model, orbit), orbit[:LENGTH, : model.N]
    changes, share = measures.wing_changes(seen[:10_000, 0])[0], measures.wing_changes(seen[:, 0])[1]
    row["exponent"], row["exponent_se"] = each.mean(), each.std(ddof=1) / np.sqrt(len(each))
    row["d_stsp"], row["d_h"] = measures.d_stsp(test.numpy(), seen), measures.d_h(test.numpy(), seen)
    row["right_wing"], row["wing_changes"] = share, changes
    for name, point in zip(("eig_origin", "eig_plus", "eig_minus"), series.points, strict=True):
        row[name] = largest_modulus(fixed_point_near(model, orbit[:LENGTH], point))
    # The same rule as in benchmarks/seeds.py, on the first of the stretches.
    row["good"] = int(abs(each[0] - TRUE) < 0.1 * TRUE and 0.25 < share < 0.75 and changes >= 20)
    return row


def rows_of(name, results, series):
    """The rows of data/calm.csv of one variant, and the networks' growth on the true orbit, (FORCED_STEPS + 1, S)."""
    logs = forced_growth([result.model for result in results], series.test[: FORCED_STEPS + 1])
    skip = 1000
    # A stretch this short has an exponent of its own; what differs from the flow's on the same stretch does not.
    excess = (logs[-1] - logs[skip] - series.growth[-1] + series.growth[skip]) / (FORCED_STEPS - skip) / DT
    with ThreadPoolExecutor(runtime.core_count()) as pool:
        measured = list(pool.map(lambda pair: measure(pair[0], series, TRUE + pair[1]), zip(results, excess)))
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
    return rows, logs


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
        f"| {quarter:.3f}–{three:.3f} | {np.nanmedian(column(rows, 'exponent_se')):.3f} | {median('exponent_forced'):.3f} "
        f"| {median('d_stsp'):.2f} | {median('d_h'):.3f} | {median('eig_origin'):.3f} | {median('eig_plus'):.4f} "
        f"| {1e4 * median('loss'):.2f} | {1e6 * median('mse1'):.1f} | {1e4 * median('mse16'):.2f} "
        f"| {median('amplitude50'):.3f} |"
    )


HEAD = (
    "| variant | good | λ median | 95 % of it | quartiles | se | λ forced | D_stsp | D_H | eig 0 | eig C | loss·1e4 "
    "| mse1·1e6 | mse16·1e4 | amplitude50 |\n|---|---:|---:|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def regions(flow):
    """Where the middle of each window lies: a dict of label to a mask; together they cover everything once."""
    middle = flow[WINDOW // 2 :: WINDOW][: len(flow[::WINDOW]) - 1]
    centres = systems.Lorenz().fixed_points()[1:]
    near = np.min([np.linalg.norm(middle - centre, axis=1) for centre in centres], axis=0) < 8
    saddle = ~near & (np.linalg.norm(middle[:, :2], axis=1) < 8) & (middle[:, 2] < 20)
    top = ~near & ~saddle & (middle[:, 2] > 30)
    return {"around C+ and C-": near, "saddle passage": saddle, "top of the wings": top,
            "elsewhere": ~(near | saddle | top)}  # fmt: skip


def where_lost(name, rows, logs, series):
    """Lines of the second table: growth in windows along the true orbit, by region and by the flow's own growth."""
    true = np.diff(series.growth[::WINDOW])
    growth = np.diff(logs[::WINDOW], axis=0)
    good = column(rows, "exponent") > 0.3
    true, growth = true[20:], growth[20:, good]
    masks = {label: mask[20:] for label, mask in regions(series.flow).items()}
    edges = np.quantile(true, [0.25, 0.5, 0.75])
    quarter = np.searchsorted(edges, true)
    masks |= {f"flow's growth, quarter {k + 1}": quarter == k for k in range(4)}
    masks |= {"all": np.ones(len(true), bool)}
    lines = []
    for label, mask in masks.items():
        difference = (growth[mask] - true[mask, None]).mean(axis=0) / WINDOW / DT  # (S,)
        share = mask.mean()
        lines.append(
            f"| {name} | {label} | {share:.2f} | {true[mask].mean() / WINDOW / DT:.2f} | {np.median(difference):+.3f} "
            f"| {np.quantile(difference, 0.25):+.3f} to {np.quantile(difference, 0.75):+.3f} "
            f"| {np.median(share * difference):+.4f} |"
        )
    slopes = [np.polyfit(true, g, 1)[0] for g in growth.T]
    lines.append(f"| {name} | slope of the network's over the flow's growth | | | {np.median(slopes):.3f} | | |")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", help="beginnings of the names of variants")
    parser.add_argument("--seeds", type=int, nargs=2, default=(0, 10), metavar=("FIRST", "END"))
    parser.add_argument("--keep", type=Path, help="folder for the trained networks")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    names = [n for n in VARIANTS if not arguments.only or n.startswith(tuple(arguments.only))]
    if not names:
        parser.error(f"--only: no variant begins like this; there are {', '.join(VARIANTS)}")
    with tempfile.TemporaryDirectory() as temporary:
        study(names, range(*arguments.seeds), arguments.keep or Path(temporary), write=not arguments.only)


def study(names, seeds, folder, write):
    flow, made, rows, lines = trajectories(folder), {}, [], []
    print(HEAD)
    for name in names:
        change = VARIANTS[name]
        key = change.get("observed", "delays"), change.get("noise", 0.01), change.get("rows", ROWS)
        if key not in made:
            made[key] = make_series(flow, *key)
        results = train_variant(change, made[key], seeds, folder)
        new, logs = rows_of(name, results, made[key])
        print(line(name, new), flush=True)
        rows += new
        lines += where_lost(name, new, logs, made[key])
    print("\n| variant | windows | share | flow | network - flow | quartiles | contribution |")
    print("|---|---|---:|---:|---:|---|---:|", *lines, sep="\n")
    if write:
        with runtime.data_path("calm.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
            writer.writeheader()
            writer.writerows({k: f"{v:.5g}" if isinstance(v, float) else v for k, v in row.items()} for row in rows)


if __name__ == "__main__":
    main()
