"""Papers: records as blocks, blocks as PDF."""

from desktop.papers.aid_approval import aid_approval
from desktop.papers.amount_basis import amount_basis
from desktop.papers.application_form import application_form
from desktop.papers.approval_form import approval_form
from desktop.papers.archive_form import archive_form
from desktop.papers.authorisation import authorisation
from desktop.papers.bank_list import bank_list
from desktop.papers.blocks import Paper, Role
from desktop.papers.certificate import certificate, claim_certificate
from desktop.papers.claim import Claim, Earlier
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
from desktop.papers.receipts import receipts
from desktop.papers.request_form import blank_form, request_form
from desktop.papers.roll import Roll
from desktop.papers.round import Call, Round
from desktop.papers.sample_register import SampleRow, sample_register
from desktop.papers.sign_sheet import sign_sheet
from desktop.papers.visit_card import visit_card
from desktop.papers.visit_form import visit_form
from desktop.papers.visit_roster import visit_roster
from desktop.papers.visit_route import visit_route
from desktop.papers.voucher import voucher
from desktop.papers.waivers import waiver_forms, waiver_lists
from desktop.papers.writing import write_pdf

__all__ = [
    "Call",
    "Claim",
    "Dossier",
    "Earlier",
    "Issuer",
    "NoticeKind",
    "Paper",
    "Period",
    "Role",
    "Roll",
    "Round",
    "SampleRow",
    "aid_approval",
    "amount_basis",
    "application_form",
    "approval_form",
    "archive_form",
    "authorisation",
    "bank_list",
    "blank_form",
    "certificate",
    "claim_certificate",
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
    "receipts",
    "request_form",
    "sample_register",
    "sign_sheet",
    "visit_card",
    "visit_form",
    "visit_roster",
    "visit_route",
    "voucher",
    "waiver_forms",
    "waiver_lists",
    "write_pdf",
]
