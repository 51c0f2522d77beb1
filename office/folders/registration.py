"""What this app tells the others when the program starts."""

from core import navigation


def register_all() -> None:
    navigation.register(
        navigation.NavItem(
            "desk", "งานธุรการวันนี้", "folders:desk", "briefcase", order=100, section=navigation.OFFICE,
            capabilities=("desk.write", "desk.decide"),
        )
    )  # fmt: skip
