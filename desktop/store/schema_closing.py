"""The triggers of ``m005_aid`` that keep a closed period as it was: money that came or went up to its last day."""

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
"""
