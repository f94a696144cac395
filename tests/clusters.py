"""Dask's clusters of this machine, for tests of what their workers are given to do.

A worker's process is forked from one that has imported what it needs: each would take seconds for that.
"""

import contextlib
import multiprocessing

IMPORTED = ["distributed", "sheet_utils.training", "sheet_utils.sequences"]


@contextlib.contextmanager
def local_cluster(**options):
    """A cluster of this machine, with one thread for each worker.

    Args:
        **options: of `distributed.LocalCluster`, such as `n_workers`.

    Yields:
        The cluster.
    """
    import dask
    import distributed

    with dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"}):
        # Asked for once before, since it says at the first time by itself what is imported.
        distributed.utils.get_mp_context()
        multiprocessing.get_context("forkserver").set_forkserver_preload(IMPORTED)
        with distributed.LocalCluster(
            threads_per_worker=1, dashboard_address=None, silence_logs=50, **options
        ) as cluster:
            yield cluster
