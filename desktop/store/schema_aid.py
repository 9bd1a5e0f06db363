"""What ``m005_aid`` does: applications, activities and visits, funds by programme, closings, and a payment's whole way.

``batch`` and ``payment`` are made anew: a batch has more states, and a payee need not have a file. A new column is
empty where nothing was said before, for images in the journal don't name it. What is ``withheld`` after locking, failed
or was recovered gives its claim free, so that it can stand in another batch; so does a line that is excluded.
"""

AID = """
DROP TRIGGER fund_covers_batch;
DROP TRIGGER fund_covers_less;
DROP TRIGGER fund_covers_gone;
DROP TRIGGER payment_is_fixed;
DROP TRIGGER payment_is_not_added;
DROP TRIGGER payment_is_not_taken;
DROP VIEW fund_balance;

ALTER TABLE fund ADD COLUMN programme TEXT CHECK (programme <> '');
ALTER TABLE fund ADD COLUMN allotted INTEGER CHECK (allotted >= 0);
ALTER TABLE fund ADD COLUMN note TEXT;
ALTER TABLE receipt ADD COLUMN kind TEXT CHECK (kind IN ('到账', '上年结转', '结转下年', '上缴'));
ALTER TABLE receipt ADD COLUMN document_no TEXT;
ALTER TABLE receipt ADD COLUMN other INTEGER REFERENCES fund (id);

CREATE TABLE closing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    through TEXT NOT NULL CHECK (through IS date(through)),
    note TEXT,
    reopened_on TEXT CHECK (reopened_on IS date(reopened_on)),
    reopen_reason TEXT CHECK (reopen_reason <> ''),
    CHECK ((reopened_on IS NULL) = (reopen_reason IS NULL))
) STRICT;
CREATE VIEW closed_through AS SELECT max(through) AS day FROM closing WHERE reopened_on IS NULL;

CREATE TABLE activity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT NOT NULL CHECK (kind <> ''),
    programme TEXT NOT NULL CHECK (programme <> ''),
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2999),
    plan_no TEXT,
    begins TEXT NOT NULL CHECK (begins IS date(begins)),
    ends TEXT NOT NULL CHECK (ends IS date(ends)),
    leader TEXT,
    budget INTEGER CHECK (budget >= 0),
    units INTEGER CHECK (units >= 0),
    closed_on TEXT CHECK (closed_on IS date(closed_on)),
    note TEXT,
    CHECK (begins <= ends)
) STRICT;
CREATE INDEX activity_year ON activity (year, kind);

CREATE TABLE item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity INTEGER NOT NULL REFERENCES activity (id),
    name TEXT NOT NULL CHECK (name <> ''),
    measure TEXT,
    price INTEGER NOT NULL CHECK (price >= 0),
    bought INTEGER CHECK (bought >= 0),
    note TEXT,
    UNIQUE (activity, name)
) STRICT;

CREATE TABLE visit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity INTEGER NOT NULL REFERENCES activity (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    household INTEGER REFERENCES household (id),
    kind TEXT NOT NULL CHECK (kind <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    sex TEXT,
    resident_id TEXT CHECK (length(resident_id) = 18),
    heads INTEGER CHECK (heads > 0),
    unit TEXT,
    town TEXT,
    address TEXT,
    phone TEXT,
    bank TEXT,
    card TEXT,
    reason TEXT,
    cash INTEGER NOT NULL DEFAULT 0 CHECK (cash >= 0),
    goods TEXT,
    goods_value INTEGER NOT NULL DEFAULT 0 CHECK (goods_value >= 0),
    visited_on TEXT CHECK (visited_on IS date(visited_on)),
    place TEXT,
    visitors TEXT,
    signed_by TEXT,
    proxy TEXT,
    note TEXT,
    void_reason TEXT CHECK (void_reason <> ''),
    claim TEXT UNIQUE,
    CHECK (void_reason IS NULL OR claim IS NULL)
) STRICT;
CREATE INDEX visit_activity ON visit (activity, position);
CREATE INDEX visit_household ON visit (household) WHERE household IS NOT NULL;
CREATE INDEX visit_resident_id ON visit (resident_id);

CREATE TABLE photo (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    visit INTEGER NOT NULL REFERENCES visit (id),
    content INTEGER NOT NULL REFERENCES content (id),
    title TEXT,
    taken_on TEXT CHECK (taken_on IS date(taken_on)),
    void_reason TEXT
) STRICT;
CREATE INDEX photo_visit ON photo (visit);
CREATE INDEX photo_content ON photo (content);

CREATE TABLE request (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL CHECK (state IN ('待审', '已同意', '不予', '已办结', '已撤回')),
    programme TEXT NOT NULL CHECK (programme <> ''),
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2999),
    day TEXT NOT NULL CHECK (day IS date(day)),
    household INTEGER REFERENCES household (id),
    name TEXT NOT NULL CHECK (name <> ''),
    sex TEXT,
    resident_id TEXT CHECK (length(resident_id) = 18),
    category TEXT,
    employer TEXT,
    address TEXT,
    phone TEXT,
    bank TEXT,
    card TEXT,
    person INTEGER REFERENCES person (id),
    beneficiary TEXT,
    beneficiary_id TEXT CHECK (length(beneficiary_id) = 18),
    relation TEXT,
    reason TEXT,
    asked INTEGER CHECK (asked >= 0),
    facts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(facts)),
    documents TEXT,
    unit_opinion TEXT,
    handler TEXT,
    granted INTEGER CHECK (granted >= 0),
    basis TEXT,
    override TEXT,
    override_by TEXT,
    upper_no TEXT,
    decided_on TEXT CHECK (decided_on IS date(decided_on)),
    decided_by TEXT,
    opinion TEXT,
    result TEXT,
    finished_on TEXT CHECK (finished_on IS date(finished_on)),
    note TEXT
) STRICT;
CREATE INDEX request_household ON request (household, programme, year);
CREATE INDEX request_state ON request (state, programme, year);
CREATE INDEX request_person ON request (person) WHERE person IS NOT NULL;

CREATE TABLE batch_of_all (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL CHECK (state IN ('编制', '已锁定', '已审批', '已送银行', '已发放', '已完结', '已作废')),
    state_reason TEXT,
    title TEXT NOT NULL CHECK (title <> ''),
    programme TEXT NOT NULL,
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2999),
    fund INTEGER NOT NULL REFERENCES fund (id),
    decided_on TEXT NOT NULL CHECK (decided_on IS date(decided_on)),
    approved_by TEXT,
    paid_on TEXT CHECK (paid_on IS date(paid_on)),
    activity INTEGER REFERENCES activity (id),
    repays INTEGER REFERENCES batch (id),
    upper_no TEXT,
    sent_on TEXT CHECK (sent_on IS date(sent_on)),
    sent_times INTEGER CHECK (sent_times > 0),
    sent_stamp TEXT,
    template TEXT,
    voucher TEXT UNIQUE,
    finished_on TEXT CHECK (finished_on IS date(finished_on)),
    CHECK (state NOT IN ('已发放', '已完结') OR paid_on IS NOT NULL),
    CHECK (state <> '已送银行' OR sent_on IS NOT NULL),
    CHECK (state <> '已完结' OR finished_on IS NOT NULL)
) STRICT;
INSERT INTO batch_of_all (id, state, state_reason, title, programme, year, fund, decided_on, approved_by, paid_on)
SELECT id, state, state_reason, title, programme, year, fund, decided_on, approved_by, paid_on FROM batch;

CREATE TABLE payment_of_all (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch INTEGER NOT NULL REFERENCES batch (id),
    household INTEGER REFERENCES household (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    sex TEXT,
    age INTEGER,
    resident_id TEXT,
    card TEXT,
    bank TEXT,
    place TEXT,
    category TEXT NOT NULL,
    phone TEXT,
    staff_no TEXT,
    file_no TEXT,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    reason TEXT NOT NULL,
    excluded TEXT,
    claim TEXT UNIQUE,
    snapshot TEXT CHECK (json_valid(snapshot)),
    digest TEXT,
    beneficiary TEXT,
    beneficiary_id TEXT,
    request INTEGER REFERENCES request (id),
    visit INTEGER REFERENCES visit (id),
    repays INTEGER REFERENCES payment (id),
    heads INTEGER CHECK (heads > 0),
    means TEXT CHECK (means IN ('银行转账', '现金', '实物')),
    goods INTEGER CHECK (goods BETWEEN 0 AND amount),
    goods_note TEXT,
    standard INTEGER CHECK (standard >= 0),
    ceiling INTEGER CHECK (ceiling >= 0),
    override TEXT CHECK (override <> ''),
    override_by TEXT,
    withheld TEXT CHECK (withheld <> ''),
    outcome TEXT CHECK (outcome IN ('退回', '已收回')),
    outcome_on TEXT CHECK (outcome_on IS date(outcome_on)),
    failure TEXT,
    settled TEXT CHECK (settled <> ''),
    signed_by TEXT,
    proxy TEXT,
    proxy_id TEXT,
    CHECK (excluded IS NULL OR claim IS NULL),
    CHECK (withheld IS NULL OR claim IS NULL),
    CHECK ((outcome IS NULL) = (outcome_on IS NULL)),
    CHECK (outcome IS NULL OR claim IS NULL)
) STRICT;
INSERT INTO payment_of_all (
    id, batch, household, position, name, sex, age, resident_id, card, bank, place, category, phone, staff_no, file_no,
    amount, reason, excluded, claim, snapshot, digest)
SELECT
    id, batch, household, position, name, sex, age, resident_id, card, bank, place, category, phone, staff_no, file_no,
    amount, reason, excluded, claim, snapshot, digest
FROM payment;

INSERT INTO sqlite_sequence (name, seq)
SELECT one.name, 0 FROM (SELECT 'batch_of_all' AS name UNION SELECT 'payment_of_all') one
WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence s WHERE s.name = one.name);
UPDATE sqlite_sequence SET seq = coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'batch'), 0)
WHERE name = 'batch_of_all';
UPDATE sqlite_sequence SET seq = coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'payment'), 0)
WHERE name = 'payment_of_all';
DROP TABLE payment;
DROP TABLE batch;
ALTER TABLE batch_of_all RENAME TO batch;
ALTER TABLE payment_of_all RENAME TO payment;
CREATE INDEX batch_fund ON batch (fund, state);
CREATE INDEX batch_year ON batch (year, programme, state);
CREATE INDEX batch_activity ON batch (activity) WHERE activity IS NOT NULL;
CREATE INDEX batch_repays ON batch (repays) WHERE repays IS NOT NULL;
CREATE INDEX receipt_other ON receipt (other) WHERE other IS NOT NULL;
CREATE INDEX payment_request ON payment (request) WHERE request IS NOT NULL;
CREATE INDEX payment_visit ON payment (visit) WHERE visit IS NOT NULL;
CREATE INDEX payment_repays ON payment (repays) WHERE repays IS NOT NULL;
CREATE INDEX payment_batch ON payment (batch, position);
CREATE INDEX payment_household ON payment (household);
CREATE INDEX payment_resident_id ON payment (resident_id);
CREATE UNIQUE INDEX payment_once_a_batch ON payment (
    batch, household, coalesce(beneficiary_id, ''), coalesce(visit, 0), coalesce(request, 0))
WHERE household IS NOT NULL;
CREATE UNIQUE INDEX payment_once_a_request ON payment (request) WHERE request IS NOT NULL AND claim IS NOT NULL;
CREATE UNIQUE INDEX payment_once_a_visit ON payment (visit) WHERE visit IS NOT NULL AND claim IS NOT NULL;
CREATE UNIQUE INDEX payment_once_repaid ON payment (repays) WHERE repays IS NOT NULL AND claim IS NOT NULL;

CREATE VIEW live_payment AS
SELECT p.*, b.fund, b.programme, b.year, b.state, b.title, b.decided_on, b.paid_on, b.activity,
    p.outcome IS NOT NULL AND b.state IN ('已发放', '已完结') AS came_back
FROM payment p JOIN batch b ON b.id = p.batch
WHERE p.excluded IS NULL AND p.withheld IS NULL AND b.state <> '已作废';

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
        WHERE b.fund = f.id AND b.state IN ('已发放', '已完结')) AS paid,
    (SELECT coalesce(sum(p.amount), 0) FROM batch b
        JOIN payment p ON p.batch = b.id AND p.excluded IS NULL AND p.withheld IS NULL AND p.outcome IS NOT NULL
        WHERE b.fund = f.id AND b.state IN ('已发放', '已完结')) AS returned
FROM fund f;

CREATE TRIGGER fund_covers_batch AFTER UPDATE OF state, fund ON batch
WHEN NEW.state IN ('已锁定', '已审批', '已送银行', '已发放', '已完结')
BEGIN
    SELECT raise(ABORT, 'fund_below_zero') FROM fund_balance WHERE fund = NEW.fund AND received < given + bound + paid;
END;
CREATE TRIGGER fund_covers_payment AFTER UPDATE OF withheld, outcome ON payment
WHEN (OLD.withheld IS NOT NULL AND NEW.withheld IS NULL) OR (OLD.outcome IS NOT NULL AND NEW.outcome IS NULL)
BEGIN
    SELECT raise(ABORT, 'fund_below_zero') FROM fund_balance
    WHERE fund = (SELECT fund FROM batch WHERE id = NEW.batch) AND received < given + bound + paid;
END;
CREATE TRIGGER fund_covers_more AFTER INSERT ON receipt WHEN NEW.kind IN ('结转下年', '上缴')
BEGIN
    SELECT raise(ABORT, 'fund_below_zero') FROM fund_balance WHERE fund = NEW.fund AND received < given + bound + paid;
END;
CREATE TRIGGER fund_covers_less AFTER UPDATE ON receipt
BEGIN
    SELECT raise(ABORT, 'fund_below_zero') FROM fund_balance
    WHERE fund IN (OLD.fund, NEW.fund) AND received < given + bound + paid;
END;
CREATE TRIGGER fund_covers_gone AFTER DELETE ON receipt
BEGIN
    SELECT raise(ABORT, 'fund_below_zero') FROM fund_balance WHERE fund = OLD.fund AND received < given + bound + paid;
END;
CREATE TRIGGER fund_is_for_programme AFTER INSERT ON batch
WHEN (SELECT coalesce(programme, NEW.programme) FROM fund WHERE id = NEW.fund) <> NEW.programme
BEGIN SELECT raise(ABORT, 'fund_of_other_programme'); END;
CREATE TRIGGER payment_is_fixed BEFORE UPDATE OF
    amount, excluded, household, batch, resident_id, card, beneficiary_id, goods, override ON payment
WHEN (SELECT state FROM batch WHERE id = OLD.batch) <> '编制'
BEGIN
    SELECT raise(ABORT, 'batch_is_locked');
END;
CREATE TRIGGER payment_is_sent BEFORE UPDATE OF withheld ON payment
WHEN OLD.withheld IS NOT NEW.withheld
AND (SELECT state FROM batch WHERE id = OLD.batch) NOT IN ('编制', '已锁定', '已审批')
BEGIN
    SELECT raise(ABORT, 'batch_is_sent');
END;
CREATE TRIGGER payment_is_not_paid BEFORE UPDATE OF outcome ON payment
WHEN NEW.outcome IS NOT NULL AND (SELECT state FROM batch WHERE id = OLD.batch) NOT IN ('已发放', '已完结')
BEGIN
    SELECT raise(ABORT, 'batch_is_not_paid');
END;
CREATE TRIGGER payment_is_not_added BEFORE INSERT ON payment
WHEN (SELECT state FROM batch WHERE id = NEW.batch) NOT IN ('编制')
BEGIN
    SELECT raise(ABORT, 'batch_is_locked');
END;
CREATE TRIGGER payment_is_not_taken BEFORE DELETE ON payment
WHEN (SELECT state FROM batch WHERE id = OLD.batch) NOT IN ('编制', '已作废')
BEGIN
    SELECT raise(ABORT, 'batch_is_locked');
END;
"""
