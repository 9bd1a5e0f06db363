"""The rules of ``m006_pilots``: money for projects comes out of a fund that covers it, and what was decided stands.

An instalment that is paid from a fund is among what the fund paid; ``outlays`` says how much of that it is. What is
known of pilots' matters refers to nothing, as what is known of those of files (``schema_life``).
"""

PILOT_RULES = """
CREATE TABLE pilot_acknowledgement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise INTEGER NOT NULL,
    matter TEXT NOT NULL,
    key TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day IS date(day)),
    note TEXT,
    UNIQUE (enterprise, matter, key)
) STRICT;

CREATE VIEW live_instalment AS
SELECT s.*, i.enterprise, i.name AS project, i.year, e.name AS enterprise_name
FROM instalment s JOIN incentive i ON i.id = s.incentive JOIN enterprise e ON e.id = i.enterprise
WHERE s.void_reason IS NULL;

DROP VIEW fund_balance;
CREATE VIEW fund_balance AS
SELECT f.id AS fund,
    (SELECT coalesce(sum(amount), 0) FROM receipt r
        WHERE r.fund = f.id AND coalesce(r.kind, '到账') IN ('到账', '上年结转')) AS received,
    (SELECT coalesce(sum(amount), 0) FROM receipt r
        WHERE r.fund = f.id AND r.kind IN ('结转下年', '上缴')) AS given,
    (SELECT coalesce(sum(p.amount), 0) FROM batch b
        JOIN payment p ON p.batch = b.id AND p.excluded IS NULL AND p.withheld IS NULL
        WHERE b.fund = f.id AND b.state IN ('已锁定', '已审批', '已送银行')) AS bound,
    (SELECT coalesce(sum(p.amount), 0) FROM batch b
        JOIN payment p ON p.batch = b.id AND p.excluded IS NULL AND p.withheld IS NULL AND p.outcome IS NULL
        WHERE b.fund = f.id AND b.state IN ('已发放', '已完结'))
    + (SELECT coalesce(sum(s.amount), 0) FROM instalment s WHERE s.fund = f.id AND s.void_reason IS NULL) AS paid,
    (SELECT coalesce(sum(p.amount), 0) FROM batch b
        JOIN payment p ON p.batch = b.id AND p.excluded IS NULL AND p.withheld IS NULL AND p.outcome IS NOT NULL
        WHERE b.fund = f.id AND b.state IN ('已发放', '已完结')) AS returned,
    (SELECT coalesce(sum(s.amount), 0) FROM instalment s WHERE s.fund = f.id AND s.void_reason IS NULL) AS outlays
FROM fund f;

CREATE TRIGGER fund_covers_instalment AFTER INSERT ON instalment
BEGIN
    SELECT raise(ABORT, 'fund_below_zero') FROM fund_balance WHERE fund = NEW.fund AND received < given + bound + paid;
END;
CREATE TRIGGER fund_covers_other_instalment AFTER UPDATE OF fund, amount, void_reason ON instalment
BEGIN
    SELECT raise(ABORT, 'fund_below_zero') FROM fund_balance WHERE fund = NEW.fund AND received < given + bound + paid;
END;
CREATE TRIGGER fund_is_for_aid AFTER INSERT ON instalment
WHEN (SELECT programme FROM fund WHERE id = NEW.fund) IS NOT NULL
BEGIN SELECT raise(ABORT, 'fund_of_other_programme'); END;
CREATE TRIGGER fund_is_for_aid_still AFTER UPDATE OF fund, void_reason ON instalment
WHEN NEW.void_reason IS NULL AND (SELECT programme FROM fund WHERE id = NEW.fund) IS NOT NULL
BEGIN SELECT raise(ABORT, 'fund_of_other_programme'); END;
CREATE TRIGGER fund_stays_for_instalments BEFORE UPDATE OF programme ON fund
WHEN NEW.programme IS NOT NULL AND EXISTS (SELECT 1 FROM instalment WHERE fund = NEW.id AND void_reason IS NULL)
BEGIN SELECT raise(ABORT, 'fund_of_other_programme'); END;
CREATE TRIGGER grant_covers_instalment AFTER INSERT ON instalment
BEGIN
    SELECT raise(ABORT, 'grant_is_used_up') FROM incentive i WHERE i.id = NEW.incentive AND (
        i.state NOT IN ('已立项', '已验收') OR i.granted <
        (SELECT sum(amount) FROM instalment WHERE incentive = i.id AND void_reason IS NULL));
END;
CREATE TRIGGER grant_covers_other_instalment AFTER UPDATE OF amount, void_reason, incentive ON instalment
BEGIN
    SELECT raise(ABORT, 'grant_is_used_up') FROM incentive i
    WHERE i.id = NEW.incentive AND NEW.void_reason IS NULL AND (
        i.state NOT IN ('已立项', '已验收') OR i.granted <
        (SELECT sum(amount) FROM instalment WHERE incentive = i.id AND void_reason IS NULL));
END;
CREATE TRIGGER grant_covers_what_was_paid AFTER UPDATE OF granted, state ON incentive
BEGIN
    SELECT raise(ABORT, 'incentive_is_paid') FROM instalment WHERE incentive = NEW.id AND void_reason IS NULL
    GROUP BY incentive HAVING NEW.state NOT IN ('已立项', '已验收') OR sum(amount) > NEW.granted;
    SELECT raise(ABORT, 'incentive_is_paid') FROM spending
    WHERE incentive = NEW.id AND NEW.state NOT IN ('已立项', '已验收');
END;
CREATE TRIGGER spent_when_granted AFTER INSERT ON spending
BEGIN
    SELECT raise(ABORT, 'not_granted') FROM incentive
    WHERE id = NEW.incentive AND state NOT IN ('已立项', '已验收');
END;
CREATE TRIGGER spent_when_granted_still AFTER UPDATE OF incentive ON spending
BEGIN
    SELECT raise(ABORT, 'not_granted') FROM incentive
    WHERE id = NEW.incentive AND state NOT IN ('已立项', '已验收');
END;
CREATE TRIGGER closed_to_instalments BEFORE INSERT ON instalment
WHEN NEW.fund IS NOT NULL AND NEW.day <= (SELECT day FROM closed_through)
BEGIN SELECT raise(ABORT, 'period_is_closed'); END;
CREATE TRIGGER closed_to_changed_instalments BEFORE UPDATE OF day, amount, fund, void_reason ON instalment
WHEN (OLD.fund IS NOT NULL AND OLD.day <= (SELECT day FROM closed_through)
    OR NEW.fund IS NOT NULL AND NEW.day <= (SELECT day FROM closed_through))
AND (OLD.day <> NEW.day OR OLD.amount <> NEW.amount OR OLD.fund IS NOT NEW.fund
    OR OLD.void_reason IS NOT NEW.void_reason)
BEGIN SELECT raise(ABORT, 'period_is_closed'); END;
CREATE TRIGGER closed_to_taken_instalments BEFORE DELETE ON instalment
WHEN OLD.fund IS NOT NULL AND OLD.day <= (SELECT day FROM closed_through)
BEGIN SELECT raise(ABORT, 'period_is_closed'); END;
CREATE TRIGGER score_is_fixed BEFORE UPDATE ON score
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment) IN ('已评定', '已重评')
BEGIN SELECT raise(ABORT, 'assessment_is_final'); END;
CREATE TRIGGER score_is_not_added BEFORE INSERT ON score
WHEN (SELECT state FROM assessment WHERE id = NEW.assessment) IN ('已评定', '已重评')
BEGIN SELECT raise(ABORT, 'assessment_is_final'); END;
CREATE TRIGGER score_is_not_taken BEFORE DELETE ON score
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment) IN ('已评定', '已重评')
BEGIN SELECT raise(ABORT, 'assessment_is_final'); END;
CREATE TRIGGER evidence_is_fixed BEFORE UPDATE ON enclosure
WHEN OLD.score IS NOT NULL AND (SELECT a.state FROM score s JOIN assessment a ON a.id = s.assessment
    WHERE s.id = OLD.score) IN ('已评定', '已重评')
BEGIN SELECT raise(ABORT, 'assessment_is_final'); END;
CREATE TRIGGER evidence_is_not_added BEFORE INSERT ON enclosure
WHEN NEW.score IS NOT NULL AND (SELECT a.state FROM score s JOIN assessment a ON a.id = s.assessment
    WHERE s.id = NEW.score) IN ('已评定', '已重评')
BEGIN SELECT raise(ABORT, 'assessment_is_final'); END;
CREATE TRIGGER evidence_is_not_taken BEFORE DELETE ON enclosure
WHEN OLD.score IS NOT NULL AND (SELECT a.state FROM score s JOIN assessment a ON a.id = s.assessment
    WHERE s.id = OLD.score) IN ('已评定', '已重评')
BEGIN SELECT raise(ABORT, 'assessment_is_final'); END;
CREATE TRIGGER cadre_is_paired AFTER INSERT ON pairing
BEGIN
    SELECT raise(ABORT, 'cadre_is_paired') FROM pairing p
    WHERE p.enterprise = NEW.enterprise AND p.cadre = NEW.cadre AND p.id <> NEW.id
    AND p.begins <= coalesce(NEW.ends, '9999-12-31') AND coalesce(p.ends, '9999-12-31') >= NEW.begins;
END;
CREATE TRIGGER cadre_stays_paired_once AFTER UPDATE OF enterprise, cadre, begins, ends ON pairing
BEGIN
    SELECT raise(ABORT, 'cadre_is_paired') FROM pairing p
    WHERE p.enterprise = NEW.enterprise AND p.cadre = NEW.cadre AND p.id <> NEW.id
    AND p.begins <= coalesce(NEW.ends, '9999-12-31') AND coalesce(p.ends, '9999-12-31') >= NEW.begins;
END;
"""
