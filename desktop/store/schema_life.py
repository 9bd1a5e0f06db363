"""What ``m003_life`` does: a file's states and days, its steps, documents, consents, and who left.

``household`` is made anew because a CHECK can't be widened. Contents of documents are kept by their digest outside the
journal: they never change, and the journalled ``document`` names them. ``data`` is the last column, for SQLite reads a
row's large values in their order. An acknowledgement refers to nothing, so that it never keeps a file from being
undone: numbers aren't given again, and a redo finds it as it was.
"""

LIFE = """
DROP TRIGGER one_file_a_worker;
DROP TRIGGER one_file_a_worker_changed;
DROP TRIGGER one_file_a_worker_reopened;
DROP VIEW applicant;

CREATE TABLE household_with_life (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL CHECK (state IN (
        '草稿', '已受理', '入户核查', '经济状况核对', '公示中', '待区审批', '在档', '暂停', '脱困', '注销')),
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
    note TEXT,
    category_reason TEXT,
    file_level TEXT,
    key_group TEXT,
    measure TEXT,
    lift_target INTEGER CHECK (lift_target IN (0, 1)),
    living_size INTEGER CHECK (living_size >= 0),
    other_yearly_income INTEGER CHECK (other_yearly_income >= 0),
    dibao INTEGER CHECK (dibao IN (0, 1)),
    dibao_amount INTEGER CHECK (dibao_amount >= 0),
    relief_card TEXT,
    cause_text TEXT,
    sick_person TEXT,
    helper TEXT,
    since TEXT CHECK (since IS date(since)),
    notice_begins TEXT CHECK (notice_begins IS date(notice_begins)),
    notice_ends TEXT CHECK (notice_ends IS date(notice_ends)),
    visited_on TEXT CHECK (visited_on IS date(visited_on)),
    reviewed_on TEXT CHECK (reviewed_on IS date(reviewed_on)),
    lifted_on TEXT CHECK (lifted_on IS date(lifted_on)),
    visit_due TEXT CHECK (visit_due IS date(visit_due)),
    relapsed_on TEXT CHECK (relapsed_on IS date(relapsed_on)),
    closed_on TEXT CHECK (closed_on IS date(closed_on)),
    unsynced_since TEXT CHECK (unsynced_since IS date(unsynced_since)),
    merged_into INTEGER REFERENCES household (id),
    split_from INTEGER REFERENCES household (id)
) STRICT;
INSERT INTO household_with_life (
    id, state, state_reason, file_no, staff_no, category, filed_on, employer, employer_kind, employer_state, industry,
    "union", work_began, model_worker, town, address, hukou, hukou_place, postcode, other_contact, housing, floor_area,
    single_parent, size, yearly_income, rigid_spending, per_head, self_help, zero_employment, main_cause, other_causes,
    cause_note, bank, branch, card, filed_by, checked_by, typed_by, note)
SELECT
    id, state, state_reason, file_no, staff_no, category, filed_on, employer, employer_kind, employer_state, industry,
    "union", work_began, model_worker, town, address, hukou, hukou_place, postcode, other_contact, housing, floor_area,
    single_parent, size, yearly_income, rigid_spending, per_head, self_help, zero_employment, main_cause, other_causes,
    cause_note, bank, branch, card, filed_by, checked_by, typed_by, note
FROM household;
INSERT INTO sqlite_sequence (name, seq)
SELECT 'household_with_life', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'household_with_life');
UPDATE sqlite_sequence SET seq = coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'household'), 0)
WHERE name = 'household_with_life';
DROP TABLE household;
ALTER TABLE household_with_life RENAME TO household;
CREATE INDEX household_state ON household (state, category, town);
CREATE INDEX household_category ON household (category);
CREATE INDEX household_employer ON household (employer);
CREATE INDEX household_filed_on ON household (filed_on);
CREATE INDEX household_per_head ON household (per_head);
CREATE INDEX household_since ON household (since);
CREATE INDEX household_split_from ON household (split_from) WHERE split_from IS NOT NULL;

ALTER TABLE person ADD COLUMN left_on TEXT CHECK (left_on IS date(left_on));
ALTER TABLE person ADD COLUMN left_reason TEXT CHECK ((left_on IS NULL) = (left_reason IS NULL));
ALTER TABLE person ADD COLUMN other_phone TEXT;
ALTER TABLE person ADD COLUMN lives_here INTEGER CHECK (lives_here IN (0, 1));
ALTER TABLE person ADD COLUMN household_register TEXT;
ALTER TABLE person ADD COLUMN education TEXT;
ALTER TABLE person ADD COLUMN enrolled INTEGER;
ALTER TABLE person ADD COLUMN school_years INTEGER;
ALTER TABLE person ADD COLUMN job_state TEXT;
ALTER TABLE person ADD COLUMN job_kind TEXT;
ALTER TABLE person ADD COLUMN job_unit_state TEXT;
ALTER TABLE person ADD COLUMN job_industry TEXT;
ALTER TABLE person ADD COLUMN honour TEXT;
ALTER TABLE person ADD COLUMN contract_on TEXT CHECK (contract_on IS date(contract_on));
ALTER TABLE person ADD COLUMN contract_term TEXT;
ALTER TABLE person ADD COLUMN member_note TEXT;
ALTER TABLE person ADD COLUMN wage_income INTEGER CHECK (wage_income >= 0);
ALTER TABLE person ADD COLUMN business_income INTEGER CHECK (business_income >= 0);
ALTER TABLE person ADD COLUMN property_income INTEGER CHECK (property_income >= 0);
ALTER TABLE person ADD COLUMN transfer_income INTEGER CHECK (transfer_income >= 0);
ALTER TABLE person ADD COLUMN other_income INTEGER CHECK (other_income >= 0);
ALTER TABLE person ADD COLUMN illness_cost INTEGER CHECK (illness_cost >= 0);
ALTER TABLE person ADD COLUMN disability_cost INTEGER CHECK (disability_cost >= 0);
ALTER TABLE person ADD COLUMN schooling_cost INTEGER CHECK (schooling_cost >= 0);
ALTER TABLE person ADD COLUMN housing_cost INTEGER CHECK (housing_cost >= 0);
ALTER TABLE person ADD COLUMN work_cost INTEGER CHECK (work_cost >= 0);
ALTER TABLE person ADD COLUMN other_cost INTEGER CHECK (other_cost >= 0);
CREATE INDEX person_phone ON person (phone);
CREATE INDEX person_name ON person (name);

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

CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    household INTEGER NOT NULL REFERENCES household (id),
    verb TEXT NOT NULL CHECK (verb <> ''),
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day IS date(day)),
    people TEXT,
    opinion TEXT,
    body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
CREATE INDEX step_household ON step (household, id);
CREATE INDEX step_day ON step (day, verb);

CREATE TRIGGER state_moves_by_steps AFTER UPDATE OF state ON household WHEN OLD.state <> NEW.state
AND (SELECT kind FROM operation WHERE id = (SELECT operation FROM open_operation)) = 'do'
BEGIN
    SELECT raise(ABORT, 'state_without_step') WHERE NOT EXISTS (
        SELECT 1 FROM step WHERE household = NEW.id AND id = (SELECT max(id) FROM step WHERE household = NEW.id)
        AND before = OLD.state AND after = NEW.state);
END;

CREATE TABLE content (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    media TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    thumbnail BLOB,
    data BLOB NOT NULL
) STRICT;
CREATE TRIGGER content_is_sealed BEFORE UPDATE ON content
BEGIN SELECT raise(ABORT, 'content_is_sealed'); END;
CREATE TRIGGER content_stays BEFORE DELETE ON content
BEGIN SELECT raise(ABORT, 'content_is_sealed'); END;

CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    household INTEGER NOT NULL REFERENCES household (id),
    person INTEGER REFERENCES person (id),
    kind TEXT NOT NULL CHECK (kind <> ''),
    title TEXT NOT NULL DEFAULT '',
    received_on TEXT NOT NULL CHECK (received_on IS date(received_on)),
    pages INTEGER CHECK (pages > 0),
    content INTEGER REFERENCES content (id),
    note TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX document_household ON document (household, kind, void_reason);
CREATE INDEX document_content ON document (content);
CREATE INDEX document_person ON document (person) WHERE person IS NOT NULL;

CREATE TABLE consent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    household INTEGER NOT NULL REFERENCES household (id),
    person INTEGER NOT NULL REFERENCES person (id),
    given_on TEXT NOT NULL CHECK (given_on IS date(given_on)),
    scopes TEXT NOT NULL CHECK (scopes <> ''),
    signed_by TEXT NOT NULL CHECK (signed_by <> ''),
    withdrawn_on TEXT CHECK (withdrawn_on IS date(withdrawn_on)),
    note TEXT
) STRICT;
CREATE INDEX consent_person ON consent (person);
CREATE INDEX consent_household ON consent (household, person, withdrawn_on);

CREATE TABLE consultation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    household INTEGER NOT NULL REFERENCES household (id),
    day TEXT NOT NULL CHECK (day IS date(day)),
    reader TEXT NOT NULL CHECK (reader <> ''),
    unit TEXT,
    purpose TEXT NOT NULL CHECK (purpose <> ''),
    approved_by TEXT,
    items TEXT,
    returned_on TEXT CHECK (returned_on IS date(returned_on)),
    note TEXT
) STRICT;
CREATE INDEX consultation_household ON consultation (household, day);

CREATE TABLE acknowledgement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    household INTEGER NOT NULL,
    matter TEXT NOT NULL,
    key TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day IS date(day)),
    note TEXT,
    UNIQUE (household, matter, key)
) STRICT;

CREATE TABLE sameness (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    same INTEGER NOT NULL CHECK (same IN (0, 1)),
    day TEXT NOT NULL CHECK (day IS date(day)),
    note TEXT,
    UNIQUE (one, other),
    CHECK (one < other)
) STRICT;

CREATE TABLE sample (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2999),
    percent INTEGER NOT NULL CHECK (percent BETWEEN 1 AND 100),
    seed INTEGER NOT NULL,
    population INTEGER NOT NULL CHECK (population > 0),
    drawn_on TEXT NOT NULL CHECK (drawn_on IS date(drawn_on)),
    note TEXT
) STRICT;

CREATE TABLE sample_line (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sample INTEGER NOT NULL REFERENCES sample (id),
    household INTEGER NOT NULL REFERENCES household (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    checked_on TEXT CHECK (checked_on IS date(checked_on)),
    checked_by TEXT,
    result TEXT,
    note TEXT,
    UNIQUE (sample, household)
) STRICT;
CREATE INDEX sample_line_household ON sample_line (household);
"""
