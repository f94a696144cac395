"""A slider whose picture takes seconds: it comes in steps, with a progress bar and a Stop button."""

import asyncio
import html
import threading

import ipywidgets

from sheet_utils import plots
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.stepped import Stepped

#: Seconds between two looks at the work.
TICK = 0.2


class _Job:
    """One run of the work: what it has reported, and whether it was asked to end."""

    def __init__(self):
        self.share, self.result, self.new = 0.0, None, False
        self.stopped = threading.Event()

    def report(self, share, result):
        """Called by the work now and then, in its own thread.

        Args:
            share: how much is done, 0 to 1.
            result: what can be drawn by now, or None for no new picture.

        Returns:
            Whether to end.
        """
        self.share = share
        if result is not None:
            self.result, self.new = result, True
        return self.stopped.is_set()


class LiveExplorer(Explorer):
    """An `Explorer` whose picture grows while a computation runs beside it.

    In a notebook the work runs in a thread, so that the Stop button answers; the drawing stays in the kernel's own.
    A new value of the slider ends the run of the old one. Where no event loop runs, the work is done at once.

    Args:
        question, slider: as in `Explorer`.
        work: work(value, report) -> result; `report(share, result)` says whether to end early.
        draw: draw(value, result) -> (axes, alt).
    """

    def __init__(self, question, slider, work, draw):
        self._work, self._show_result, self._job, self.task = work, draw, None, None
        if isinstance(slider, Stepped):
            slider.follows = False  # each value on the way would begin a run
        self.bar = ipywidgets.FloatProgress(0.0, min=0.0, max=1.0, description="training")
        self.stop = ipywidgets.Button(description="Stop", tooltip="End the training and keep what was learnt",
                                      disabled=True)  # fmt: skip
        self.stop.on_click(lambda button: self._job and self._job.stopped.set())
        super().__init__(question, slider, lambda value: draw(value, work(value, lambda share, result: False)))
        self.bar.value = 1.0
        self.controls.children = [*self.controls.children, ipywidgets.HBox([self.bar, self.stop])]

    def _render(self, axes):
        return plots.render(axes)  # it took seconds anyway, and the lettering of three dimensions needs room around it

    def _follow(self, change):
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.redraw(change.new)
            return
        if self._job:
            self._job.stopped.set()
        self._job = _Job()
        self.task = loop.create_task(self._run(change.new, self._job))

    async def _run(self, value, job):
        self.bar.value, self.stop.disabled = 0.0, False
        self.status.value = "training …"
        run = asyncio.ensure_future(asyncio.to_thread(self._work, value, job.report))
        while not run.done():
            await asyncio.wait([run], timeout=TICK)
            if job is self._job:
                self.bar.value = job.share
            if job is self._job and job.new and not run.done():
                job.new = False
                self._draw_safely(lambda: self._show_result(value, job.result))
        if job is not self._job:
            run.exception()  # looked at, so that asyncio does not complain of it
            return
        self._draw_safely(lambda: self._show_result(value, run.result()))
        if job.stopped.is_set():
            self.status.value = f"Stopped at {job.share:.0%}. {html.escape(self.text)}"
        else:
            self.bar.value = 1.0
        self.stop.disabled = True
