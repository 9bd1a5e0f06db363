"""How the program looks on this PC."""

from ui.look import theme
from ui.look.theme import Theme
from ui.settings.section import Section, beside, boxed
from ui.widgets.pieces import label
from ui.widgets.segments import Segments

_TEXTS = {Theme.LIGHT.value: "浅色", Theme.DARK.value: "深色", Theme.SYSTEM.value: "跟随系统"}


class LooksSection(Section):
    """Light, dark, or as the PC is set."""

    def __init__(self) -> None:
        super().__init__("外观", "只影响这台电脑。字和界面的大小跟随系统的显示缩放。")
        self.themes = Segments("颜色", _TEXTS)
        self.themes.chosen.connect(lambda key: theme.choose(Theme(key)))
        self.body.addWidget(boxed(beside(label("颜色", "label"), self.themes)))
        self.read()

    def refresh(self) -> None:
        """Show what was chosen, perhaps at the foot of the window."""
        self.themes.choose(theme.kept().value)
