"""Papers: records as blocks, blocks as PDF."""

from desktop.papers.aid_approval import aid_approval
from desktop.papers.amount_basis import amount_basis
from desktop.papers.application_form import application_form
from desktop.papers.approval_form import approval_form
from desktop.papers.archive_form import archive_form
from desktop.papers.authorisation import authorisation
from desktop.papers.bank_list import bank_list
from desktop.papers.blocks import Paper, Role
from desktop.papers.call_record import call_record
from desktop.papers.certificate import certificate, claim_certificate
from desktop.papers.claim import Claim, Earlier
from desktop.papers.consent_sheet import consent_sheet
from desktop.papers.contact_card import contact_card
from desktop.papers.dossier import Dossier, Issuer
from desktop.papers.exit_forms import closing_form, lifting_form
from desktop.papers.file_cover import file_cover
from desktop.papers.file_index import file_index
from desktop.papers.incentive_acceptance import incentive_acceptance
from desktop.papers.incentive_form import incentive_form
from desktop.papers.incentive_money import incentive_money
from desktop.papers.income_promise import income_promise
from desktop.papers.income_sheet import income_sheet
from desktop.papers.inspection_letter import inspection_letter
from desktop.papers.inspection_record import inspection_record
from desktop.papers.lacking import lacking_papers
from desktop.papers.meeting_list import meeting_list
from desktop.papers.notice import NoticeKind, Period, notice, payment_notice
from desktop.papers.notice_result import notice_result
from desktop.papers.papers_filed import papers_filed
from desktop.papers.pilot_form import pilot_application, pilot_recommendation
from desktop.papers.pilot_list import pilot_recommendations
from desktop.papers.receipts import receipts
from desktop.papers.request_form import blank_form, request_form
from desktop.papers.roll import Roll
from desktop.papers.round import Call, Round
from desktop.papers.sample_register import SampleRow, sample_register
from desktop.papers.score_sheet import score_sheet
from desktop.papers.sign_sheet import sign_sheet
from desktop.papers.unit import CalledOn, Inspected, Project, Scored, Unit
from desktop.papers.unit_record import unit_record
from desktop.papers.visit_card import visit_card
from desktop.papers.visit_form import visit_form
from desktop.papers.visit_roster import visit_roster
from desktop.papers.visit_route import visit_route
from desktop.papers.voucher import voucher
from desktop.papers.waivers import waiver_forms, waiver_lists
from desktop.papers.writing import write_pdf

__all__ = [
    "Call",
    "CalledOn",
    "Claim",
    "Dossier",
    "Earlier",
    "Inspected",
    "Issuer",
    "NoticeKind",
    "Paper",
    "Period",
    "Project",
    "Role",
    "Roll",
    "Round",
    "SampleRow",
    "Scored",
    "Unit",
    "aid_approval",
    "amount_basis",
    "application_form",
    "approval_form",
    "archive_form",
    "authorisation",
    "bank_list",
    "blank_form",
    "call_record",
    "certificate",
    "claim_certificate",
    "closing_form",
    "consent_sheet",
    "contact_card",
    "file_cover",
    "file_index",
    "incentive_acceptance",
    "incentive_form",
    "incentive_money",
    "income_promise",
    "income_sheet",
    "inspection_letter",
    "inspection_record",
    "lacking_papers",
    "lifting_form",
    "meeting_list",
    "notice",
    "notice_result",
    "papers_filed",
    "payment_notice",
    "pilot_application",
    "pilot_recommendation",
    "pilot_recommendations",
    "receipts",
    "request_form",
    "sample_register",
    "score_sheet",
    "sign_sheet",
    "unit_record",
    "visit_card",
    "visit_form",
    "visit_roster",
    "visit_route",
    "voucher",
    "waiver_forms",
    "waiver_lists",
    "write_pdf",
]
