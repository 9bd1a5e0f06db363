"""The tables, as the first version of the file had them; later versions are steps in ``migrations``.

Money is INTEGER fen, dates are ISO text, codes are the labels of the list in force when they were entered. Tables hold
what ``journal.ROOTS`` names; everything else is either the journal itself or can be made anew from them. Numbers are
AUTOINCREMENT, so that the number of an undone row is never given to another and redo finds its place free.

The finder's own key carries the texts that are searched; ``finder_name`` holds the order alone, so that the list stands
before those texts are read.
"""

FIRST = """
CREATE TABLE setting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

CREATE TABLE standard (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    valid_from TEXT NOT NULL CHECK (valid_from IS date(valid_from)),
    document_no TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    UNIQUE (key, valid_from)
) STRICT;

CREATE TABLE household (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL CHECK (state IN ('草稿', '在档', '脱困', '注销')),
    state_reason TEXT,
    file_no TEXT UNIQUE,
    staff_no TEXT,
    category TEXT NOT NULL CHECK (category <> ''),
    filed_on TEXT CHECK (filed_on IS date(filed_on)),
    employer TEXT,
    employer_kind TEXT,
    employer_state TEXT,
    industry TEXT,
    "union" TEXT,
    work_began TEXT CHECK (work_began IS date(work_began)),
    model_worker TEXT,
    town TEXT,
    address TEXT,
    hukou TEXT,
    hukou_place TEXT,
    postcode TEXT,
    other_contact TEXT,
    housing TEXT,
    floor_area INTEGER CHECK (floor_area >= 0),
    single_parent INTEGER CHECK (single_parent IN (0, 1)),
    size INTEGER CHECK (size >= 0),
    yearly_income INTEGER CHECK (yearly_income >= 0),
    rigid_spending INTEGER CHECK (rigid_spending >= 0),
    per_head INTEGER,
    self_help INTEGER CHECK (self_help IN (0, 1)),
    zero_employment INTEGER CHECK (zero_employment IN (0, 1)),
    main_cause TEXT,
    other_causes TEXT,
    cause_note TEXT,
    bank TEXT,
    branch TEXT,
    card TEXT,
    filed_by TEXT,
    checked_by TEXT,
    typed_by TEXT,
    note TEXT
) STRICT;
CREATE INDEX household_state ON household (state, category, town);
CREATE INDEX household_category ON household (category);
CREATE INDEX household_employer ON household (employer);
CREATE INDEX household_filed_on ON household (filed_on);
CREATE INDEX household_per_head ON household (per_head);

CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    household INTEGER NOT NULL REFERENCES household (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    name TEXT NOT NULL CHECK (name <> ''),
    relation TEXT NOT NULL,
    resident_id TEXT CHECK (length(resident_id) = 18),
    sex TEXT,
    birth TEXT CHECK (birth IS date(birth)),
    ethnic TEXT,
    politics TEXT,
    marriage TEXT,
    health TEXT,
    disability TEXT,
    identity TEXT,
    insurance TEXT,
    monthly_income INTEGER CHECK (monthly_income >= 0),
    workplace TEXT,
    phone TEXT
) STRICT;
CREATE INDEX person_household ON person (household, position);
CREATE INDEX person_resident_id ON person (resident_id);

CREATE VIEW applicant AS
SELECT p.id, p.resident_id, p.household FROM person p JOIN household h ON h.id = p.household
WHERE p.position = 0 AND h.state <> '注销';

CREATE TRIGGER one_file_a_worker AFTER INSERT ON person WHEN NEW.position = 0
BEGIN
    SELECT raise(ABORT, 'one_file_a_worker') FROM applicant mine JOIN applicant other USING (resident_id)
    WHERE mine.id = NEW.id AND other.household <> NEW.household;
END;
CREATE TRIGGER one_file_a_worker_changed AFTER UPDATE OF resident_id, position ON person WHEN NEW.position = 0
BEGIN
    SELECT raise(ABORT, 'one_file_a_worker') FROM applicant mine JOIN applicant other USING (resident_id)
    WHERE mine.id = NEW.id AND other.household <> NEW.household;
END;
CREATE TRIGGER one_file_a_worker_reopened AFTER UPDATE OF state ON household WHEN OLD.state = '注销'
BEGIN
    SELECT raise(ABORT, 'one_file_a_worker') FROM applicant mine JOIN applicant other USING (resident_id)
    WHERE mine.household = NEW.id AND other.household <> NEW.id;
END;

CREATE TABLE fund (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    source TEXT NOT NULL,
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2999),
    document_no TEXT
) STRICT;

CREATE TABLE receipt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    fund INTEGER NOT NULL REFERENCES fund (id),
    day TEXT NOT NULL CHECK (day IS date(day)),
    amount INTEGER NOT NULL CHECK (amount > 0),
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX receipt_fund ON receipt (fund);

CREATE TABLE batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL CHECK (state IN ('编制', '已锁定', '已审批', '已发放', '已作废')),
    state_reason TEXT,
    title TEXT NOT NULL CHECK (title <> ''),
    programme TEXT NOT NULL,
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2999),
    fund INTEGER NOT NULL REFERENCES fund (id),
    decided_on TEXT NOT NULL CHECK (decided_on IS date(decided_on)),
    approved_by TEXT,
    paid_on TEXT CHECK (paid_on IS date(paid_on)),
    CHECK (state <> '已发放' OR paid_on IS NOT NULL)
) STRICT;
CREATE INDEX batch_fund ON batch (fund, state);

CREATE TABLE payment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch INTEGER NOT NULL REFERENCES batch (id),
    household INTEGER NOT NULL REFERENCES household (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    sex TEXT,
    age INTEGER,
    resident_id TEXT NOT NULL,
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
    UNIQUE (batch, household),
    CHECK (excluded IS NULL OR claim IS NULL)
) STRICT;
CREATE INDEX payment_household ON payment (household);

CREATE VIEW fund_balance AS
SELECT f.id AS fund,
    (SELECT coalesce(sum(amount), 0) FROM receipt r WHERE r.fund = f.id) AS received,
    (SELECT coalesce(sum(p.amount), 0) FROM batch b JOIN payment p ON p.batch = b.id AND p.excluded IS NULL
        WHERE b.fund = f.id AND b.state IN ('已锁定', '已审批')) AS bound,
    (SELECT coalesce(sum(p.amount), 0) FROM batch b JOIN payment p ON p.batch = b.id AND p.excluded IS NULL
        WHERE b.fund = f.id AND b.state = '已发放') AS paid
FROM fund f;

CREATE TRIGGER fund_covers_batch AFTER UPDATE OF state, fund ON batch WHEN NEW.state IN ('已锁定', '已审批', '已发放')
BEGIN
    SELECT raise(ABORT, 'fund_below_zero') FROM fund_balance WHERE fund = NEW.fund AND received < bound + paid;
END;
CREATE TRIGGER fund_covers_less AFTER UPDATE ON receipt
BEGIN
    SELECT raise(ABORT, 'fund_below_zero') FROM fund_balance
    WHERE fund IN (OLD.fund, NEW.fund) AND received < bound + paid;
END;
CREATE TRIGGER fund_covers_gone AFTER DELETE ON receipt
BEGIN
    SELECT raise(ABORT, 'fund_below_zero') FROM fund_balance WHERE fund = OLD.fund AND received < bound + paid;
END;
CREATE TRIGGER payment_is_fixed BEFORE UPDATE OF amount, excluded, household, batch, resident_id, card ON payment
WHEN (SELECT state FROM batch WHERE id = OLD.batch) <> '编制'
BEGIN
    SELECT raise(ABORT, 'batch_is_locked');
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

CREATE TABLE finder (
    sort_name TEXT NOT NULL,
    household INTEGER NOT NULL UNIQUE REFERENCES household (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    category TEXT NOT NULL,
    town TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (sort_name, household)
) STRICT, WITHOUT ROWID;
CREATE INDEX finder_name ON finder (sort_name, household);

CREATE TABLE operation (
    id INTEGER PRIMARY KEY,
    label TEXT NOT NULL CHECK (label <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    inverts INTEGER REFERENCES operation (id),
    nouns TEXT NOT NULL CHECK (json_valid(nouns)),
    actor TEXT NOT NULL,
    at TEXT NOT NULL,
    count INTEGER NOT NULL DEFAULT 0,
    previous TEXT NOT NULL,
    digest TEXT,
    CHECK ((kind = 'do') = (inverts IS NULL))
) STRICT;
CREATE UNIQUE INDEX operation_chain ON operation (previous);
CREATE INDEX operation_inverts ON operation (inverts);

CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    operation INTEGER NOT NULL REFERENCES operation (id),
    "table" TEXT NOT NULL,
    row INTEGER NOT NULL,
    root TEXT NOT NULL,
    root_row INTEGER NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX change_operation ON change (operation);
CREATE INDEX change_root ON change (root_row, root);

CREATE TABLE open_operation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    operation INTEGER REFERENCES operation (id)
) STRICT;
INSERT INTO open_operation (id) VALUES (1);

CREATE TRIGGER change_is_of_the_open_operation BEFORE INSERT ON change
WHEN NEW.operation <> (SELECT coalesce(operation, 0) FROM open_operation)
BEGIN SELECT raise(ABORT, 'journal_is_sealed'); END;
CREATE TRIGGER operation_is_sealed BEFORE UPDATE ON operation WHEN OLD.digest IS NOT NULL
BEGIN SELECT raise(ABORT, 'journal_is_sealed'); END;
CREATE TRIGGER operation_stays BEFORE DELETE ON operation
BEGIN SELECT raise(ABORT, 'journal_is_sealed'); END;
CREATE TRIGGER change_is_sealed BEFORE UPDATE ON change
BEGIN SELECT raise(ABORT, 'journal_is_sealed'); END;
CREATE TRIGGER change_stays BEFORE DELETE ON change
BEGIN SELECT raise(ABORT, 'journal_is_sealed'); END;
"""
