"""Signature blocks of papers about a visit."""

from typing import Any

from supervision.field.queries.feedback import Signed


def signer(said: str, name: str, post: str, signed: Signed | None) -> dict[str, Any]:
    """A signature block: what was drawn on the screen with its time, or a line to sign on by hand."""
    if signed is None:
        return {"said": said, "name": name, "post": post}
    row = signed.row
    return {
        "said": said, "name": row.name, "post": row.position or post, "drawn": row.image.file.display,
        "drawn_at": row.signed_at, "earlier": signed.earlier, "code": row.sha256[:16],
    }  # fmt: skip
