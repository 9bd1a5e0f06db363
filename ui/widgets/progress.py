"""The progress strip of a long job."""

from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from ui.desk import Job
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import button, label, row


class ProgressStrip(QFrame):
    """Title, count and a way to cancel, for the job that runs; hidden when none does.

    That of the window (``common``) also knows of the jobs that dialogs show themselves, and leaves showing to them.
    """

    def __init__(self, parent: QWidget | None = None, *, common: bool = False) -> None:
        super().__init__(parent)
        dress(self, "strip")
        self._common = common
        self._jobs: list[Job] = []
        self._title = label(role="strong")
        self._count = label(role="muted")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName("进度")
        self._cancel = button("取消", self.stop)
        made = row(scale.WIDE, 5, scale.WIDE, 5, gap=scale.APART)
        made.addWidget(self._title)
        made.addWidget(self._bar, 1)
        made.addWidget(self._count)
        made.addWidget(self._cancel)
        self.setLayout(made)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether a job runs."""
        return bool(self._jobs)

    def follow(self, job: Job) -> None:
        """Show the job until it ends; several are shown one after the other."""
        self._jobs.append(job)
        job.progressed.connect(self._tell)
        job.ended.connect(self._next)
        if len(self._jobs) == 1:
            self._begin()

    def stop(self) -> None:
        """Cancel the job that is shown."""
        self._cancel.setEnabled(False)
        self._count.setText("正在取消，已写入的会全部退回…")
        self._jobs[0].cancel()

    def _begin(self) -> None:
        self._title.setText(self._jobs[0].title)
        self._bar.setRange(0, 0)
        self._count.setText("")
        self._cancel.setEnabled(True)
        self.setHidden(self._common and self._jobs[0].own)

    def _tell(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._count.setText(f"{done:,} / {total:,}")

    def _next(self) -> None:
        self._jobs.pop(0)
        if self._jobs:
            self._begin()
        else:
            self.hide()
