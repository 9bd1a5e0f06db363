"""Papers: records as blocks, blocks as PDF."""

from desktop.papers.amount_basis import amount_basis
from desktop.papers.application_form import application_form
from desktop.papers.approval_form import approval_form
from desktop.papers.archive_form import archive_form
from desktop.papers.authorisation import authorisation
from desktop.papers.blocks import Paper, Role
from desktop.papers.certificate import certificate
from desktop.papers.consent_sheet import consent_sheet
from desktop.papers.contact_card import contact_card
from desktop.papers.dossier import Dossier, Issuer
from desktop.papers.exit_forms import closing_form, lifting_form
from desktop.papers.file_cover import file_cover
from desktop.papers.file_index import file_index
from desktop.papers.income_promise import income_promise
from desktop.papers.income_sheet import income_sheet
from desktop.papers.meeting_list import meeting_list
from desktop.papers.notice import NoticeKind, Period, notice, payment_notice
from desktop.papers.notice_result import notice_result
from desktop.papers.sample_register import SampleRow, sample_register
from desktop.papers.sign_sheet import sign_sheet
from desktop.papers.visit_form import visit_form
from desktop.papers.writing import write_pdf

__all__ = [
    "Dossier",
    "Issuer",
    "NoticeKind",
    "Paper",
    "Period",
    "Role",
    "SampleRow",
    "amount_basis",
    "application_form",
    "approval_form",
    "archive_form",
    "authorisation",
    "certificate",
    "closing_form",
    "consent_sheet",
    "contact_card",
    "file_cover",
    "file_index",
    "income_promise",
    "income_sheet",
    "lifting_form",
    "meeting_list",
    "notice",
    "notice_result",
    "payment_notice",
    "sample_register",
    "sign_sheet",
    "visit_form",
    "write_pdf",
]
