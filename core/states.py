"""One transition table per model; buttons, guards and tests read the same one."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import DomainError


@dataclass(frozen=True)
class StateTable:
    """`moves[state][act]` is the state an act leads to; `labels[act]` is the Thai verb for messages."""

    moves: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, str]

    def acts(self, state: str) -> tuple[str, ...]:
        return tuple(self.moves.get(state, {}))

    def allows(self, state: str, act: str) -> bool:
        return act in self.moves.get(state, {})

    def next(self, state: str, act: str) -> str:
        """The state after `act`; DomainError when the act is not possible from `state`."""
        try:
            return self.moves[state][act]
        except KeyError:
            raise DomainError(f"{self.labels.get(act, act)}ไม่ได้ในสถานะปัจจุบัน กรุณาเปิดหน้านี้ใหม่เพื่อดูสถานะล่าสุด") from None
