"""Papers: records as blocks, blocks as PDF."""

from desktop.papers.amount_basis import amount_basis
from desktop.papers.application_form import application_form
from desktop.papers.archive_form import archive_form
from desktop.papers.blocks import Paper, Role
from desktop.papers.notice import NoticeKind, notice, payment_notice
from desktop.papers.sign_sheet import sign_sheet
from desktop.papers.writing import write_pdf

__all__ = [
    "NoticeKind",
    "Paper",
    "Role",
    "amount_basis",
    "application_form",
    "archive_form",
    "notice",
    "payment_notice",
    "sign_sheet",
    "write_pdf",
]
