from processes.models.action import Action

__all__ = ["Action"]
