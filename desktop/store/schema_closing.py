"""The triggers of ``m005_aid`` that keep a closed period as it was: money that came or went up to its last day.

Two more keep a fund for its programme, whichever way one of both is changed.
"""

CLOSING = """
CREATE TRIGGER closed_to_receipts BEFORE INSERT ON receipt WHEN NEW.day <= (SELECT day FROM closed_through)
BEGIN SELECT raise(ABORT, 'period_is_closed'); END;
CREATE TRIGGER closed_to_changed_receipts BEFORE UPDATE OF day, amount, fund, kind ON receipt
WHEN min(OLD.day, NEW.day) <= (SELECT day FROM closed_through)
BEGIN SELECT raise(ABORT, 'period_is_closed'); END;
CREATE TRIGGER closed_to_taken_receipts BEFORE DELETE ON receipt WHEN OLD.day <= (SELECT day FROM closed_through)
BEGIN SELECT raise(ABORT, 'period_is_closed'); END;
CREATE TRIGGER closed_to_batches BEFORE UPDATE OF state, paid_on, fund ON batch
WHEN (OLD.paid_on <= (SELECT day FROM closed_through) OR NEW.paid_on <= (SELECT day FROM closed_through))
AND (OLD.paid_on IS NOT NEW.paid_on OR OLD.fund <> NEW.fund
    OR (OLD.state IN ('已发放', '已完结')) <> (NEW.state IN ('已发放', '已完结')))
BEGIN SELECT raise(ABORT, 'period_is_closed'); END;
CREATE TRIGGER closed_to_outcomes BEFORE UPDATE OF outcome, outcome_on ON payment
WHEN (OLD.outcome IS NOT NEW.outcome OR OLD.outcome_on IS NOT NEW.outcome_on)
AND (OLD.outcome_on <= (SELECT day FROM closed_through) OR NEW.outcome_on <= (SELECT day FROM closed_through))
BEGIN SELECT raise(ABORT, 'period_is_closed'); END;
CREATE TRIGGER fund_stays_for_programme BEFORE UPDATE OF programme ON fund
WHEN EXISTS (SELECT 1 FROM batch WHERE fund = NEW.id AND state <> '已作废' AND programme <> NEW.programme)
BEGIN SELECT raise(ABORT, 'fund_of_other_programme'); END;
CREATE TRIGGER batch_stays_with_fund BEFORE UPDATE OF state, fund, programme ON batch
WHEN NEW.state <> '已作废' AND (OLD.state = '已作废' OR OLD.fund <> NEW.fund OR OLD.programme <> NEW.programme)
AND (SELECT programme FROM fund WHERE id = NEW.fund) <> NEW.programme
BEGIN SELECT raise(ABORT, 'fund_of_other_programme'); END;
"""
