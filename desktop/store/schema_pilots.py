"""The tables of ``m006_pilots``: waves, enterprises and all that is kept of them."""

PILOTS = """
CREATE TABLE wave (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    number INTEGER NOT NULL CHECK (number >= 0),
    level TEXT NOT NULL CHECK (level <> ''),
    chosen_on TEXT NOT NULL CHECK (chosen_on IS date(chosen_on)),
    document_no TEXT,
    term INTEGER CHECK (term >= 0),
    note TEXT
) STRICT;

CREATE TABLE due (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    wave INTEGER NOT NULL REFERENCES wave (id),
    stage TEXT NOT NULL CHECK (stage <> ''),
    period TEXT,
    day TEXT NOT NULL CHECK (day IS date(day))
) STRICT;
CREATE UNIQUE INDEX due_once ON due (wave, stage, coalesce(period, ''));

CREATE TABLE enterprise (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    wave INTEGER REFERENCES wave (id),
    state TEXT NOT NULL CHECK (state IN ('试点中', '已延续', '已验收', '已退出')),
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    credit_code TEXT UNIQUE,
    address TEXT,
    town TEXT,
    industry TEXT,
    kind TEXT,
    size TEXT,
    founded_on TEXT CHECK (founded_on IS date(founded_on)),
    honours TEXT,
    workers INTEGER CHECK (workers >= 0),
    industrial_workers INTEGER CHECK (industrial_workers >= 0),
    skilled INTEGER CHECK (skilled >= 0),
    high_skilled INTEGER CHECK (high_skilled >= 0),
    party_members INTEGER CHECK (party_members >= 0),
    union_name TEXT,
    union_founded_on TEXT CHECK (union_founded_on IS date(union_founded_on)),
    members INTEGER CHECK (members >= 0),
    registered_members INTEGER CHECK (registered_members >= 0),
    chair TEXT,
    liaison TEXT,
    phone TEXT,
    level TEXT,
    type TEXT,
    topic TEXT,
    base TEXT,
    goal TEXT,
    monitored INTEGER CHECK (monitored IN (0, 1)),
    note TEXT,
    until TEXT CHECK (until IS date(until)),
    ended_on TEXT CHECK (ended_on IS date(ended_on)),
    state_reason TEXT
) STRICT;
CREATE INDEX enterprise_wave ON enterprise (wave) WHERE wave IS NOT NULL;

CREATE TABLE milestone (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise INTEGER NOT NULL REFERENCES enterprise (id),
    rank INTEGER NOT NULL,
    stage TEXT NOT NULL CHECK (stage <> ''),
    period TEXT,
    day TEXT NOT NULL CHECK (day IS date(day)),
    document_no TEXT,
    note TEXT
) STRICT;
CREATE UNIQUE INDEX milestone_once ON milestone (enterprise, stage, coalesce(period, ''));

CREATE TABLE submission (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise INTEGER NOT NULL REFERENCES enterprise (id),
    state TEXT NOT NULL CHECK (state IN ('待核对', '合格', '退回修改')),
    version INTEGER NOT NULL CHECK (version > 0),
    kind TEXT NOT NULL CHECK (kind <> ''),
    received_on TEXT NOT NULL CHECK (received_on IS date(received_on)),
    document_no TEXT,
    contents TEXT,
    checked_by TEXT,
    checked_on TEXT CHECK (checked_on IS date(checked_on)),
    return_reason TEXT,
    note TEXT,
    UNIQUE (enterprise, kind, version),
    CHECK (state <> '退回修改' OR return_reason IS NOT NULL)
) STRICT;

CREATE TABLE task (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise INTEGER NOT NULL REFERENCES enterprise (id),
    front TEXT NOT NULL CHECK (front <> ''),
    task TEXT NOT NULL CHECK (task <> ''),
    measure TEXT,
    responsible TEXT,
    begins TEXT CHECK (begins IS date(begins)),
    deadline TEXT CHECK (deadline IS date(deadline)),
    done_on TEXT CHECK (done_on IS date(done_on)),
    note TEXT
) STRICT;
CREATE INDEX task_enterprise ON task (enterprise);

CREATE TABLE progress (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    task INTEGER NOT NULL REFERENCES task (id),
    quarter TEXT NOT NULL CHECK (quarter <> ''),
    percent INTEGER NOT NULL,
    progress TEXT,
    evidence TEXT,
    UNIQUE (task, quarter),
    CHECK (percent BETWEEN 0 AND 100)
) STRICT;

CREATE TABLE incentive (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise INTEGER NOT NULL REFERENCES enterprise (id),
    state TEXT NOT NULL CHECK (state IN ('已申报', '已推荐', '已立项', '已验收', '未立项', '已撤回')),
    state_reason TEXT,
    year INTEGER NOT NULL CHECK (year >= 0),
    name TEXT NOT NULL CHECK (name <> ''),
    front TEXT NOT NULL CHECK (front <> ''),
    leader TEXT,
    phone TEXT,
    begins TEXT CHECK (begins IS date(begins)),
    ends TEXT CHECK (ends IS date(ends)),
    background TEXT,
    measures TEXT,
    results TEXT,
    innovation TEXT,
    budget INTEGER CHECK (budget >= 0),
    self_raised INTEGER CHECK (self_raised >= 0),
    asked INTEGER CHECK (asked >= 0),
    unit_opinion TEXT,
    rank INTEGER CHECK (rank >= 0),
    district_opinion TEXT,
    granted INTEGER CHECK (granted >= 0),
    granted_on TEXT CHECK (granted_on IS date(granted_on)),
    document_no TEXT,
    accepted_on TEXT CHECK (accepted_on IS date(accepted_on)),
    acceptance TEXT,
    UNIQUE (enterprise, year, name),
    CHECK (state NOT IN ('已立项', '已验收') OR granted IS NOT NULL)
) STRICT;
CREATE INDEX incentive_enterprise ON incentive (enterprise);

CREATE TABLE instalment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    incentive INTEGER NOT NULL REFERENCES incentive (id),
    fund INTEGER REFERENCES fund (id),
    void_reason TEXT CHECK (void_reason <> ''),
    day TEXT NOT NULL CHECK (day IS date(day)),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    invoice_no TEXT,
    note TEXT,
    CHECK (amount > 0)
) STRICT;
CREATE INDEX instalment_incentive ON instalment (incentive);
CREATE INDEX instalment_fund ON instalment (fund) WHERE fund IS NOT NULL;

CREATE TABLE spending (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    incentive INTEGER NOT NULL REFERENCES incentive (id),
    day TEXT NOT NULL CHECK (day IS date(day)),
    item TEXT NOT NULL CHECK (item <> ''),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    invoice_no TEXT,
    note TEXT,
    CHECK (amount > 0)
) STRICT;
CREATE INDEX spending_incentive ON spending (incentive);

CREATE TABLE assessment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise INTEGER NOT NULL REFERENCES enterprise (id),
    wave INTEGER REFERENCES wave (id),
    state TEXT NOT NULL CHECK (state IN ('自评中', '区级评分', '已评定', '已重评')),
    version INTEGER NOT NULL CHECK (version > 0),
    scheme TEXT NOT NULL CHECK (json_valid(scheme)),
    year INTEGER NOT NULL CHECK (year >= 0),
    bonus INTEGER CHECK (bonus >= 0),
    bonus_reason TEXT,
    veto TEXT,
    self_total INTEGER CHECK (self_total >= 0),
    total INTEGER CHECK (total >= 0),
    grade TEXT,
    highlights TEXT,
    problems TEXT,
    assessed_by TEXT,
    assessed_on TEXT CHECK (assessed_on IS date(assessed_on)),
    redo_reason TEXT,
    UNIQUE (enterprise, year, version),
    CHECK (state <> '已评定' OR (total IS NOT NULL AND grade IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX assessment_in_force ON assessment (enterprise, year) WHERE state <> '已重评';
CREATE INDEX assessment_wave ON assessment (wave) WHERE wave IS NOT NULL;

CREATE TABLE score (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    assessment INTEGER NOT NULL REFERENCES assessment (id),
    front TEXT NOT NULL,
    indicator TEXT NOT NULL CHECK (indicator <> ''),
    points INTEGER NOT NULL CHECK (points >= 0),
    known INTEGER CHECK (known BETWEEN 0 AND points),
    basis TEXT,
    self_score INTEGER CHECK (self_score >= 0),
    score INTEGER CHECK (score >= 0),
    evidence TEXT,
    note TEXT,
    UNIQUE (assessment, front, indicator),
    CHECK (self_score <= points),
    CHECK (score <= points)
) STRICT;

CREATE TABLE pairing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise INTEGER NOT NULL REFERENCES enterprise (id),
    cadre TEXT NOT NULL CHECK (cadre <> ''),
    duty TEXT,
    phone TEXT,
    way TEXT,
    begins TEXT NOT NULL CHECK (begins IS date(begins)),
    ends TEXT CHECK (ends IS date(ends)),
    note TEXT,
    UNIQUE (enterprise, cadre, begins),
    CHECK (ends IS NULL OR begins <= ends)
) STRICT;

CREATE TABLE call (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise INTEGER NOT NULL REFERENCES enterprise (id),
    day TEXT NOT NULL CHECK (day IS date(day)),
    cadre TEXT NOT NULL CHECK (cadre <> ''),
    mode TEXT NOT NULL CHECK (mode <> ''),
    met TEXT,
    business TEXT,
    hiring TEXT,
    talent TEXT,
    training TEXT,
    insurance TEXT,
    relations TEXT,
    note TEXT
) STRICT;
CREATE INDEX call_enterprise ON call (enterprise);

CREATE TABLE inspection (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise INTEGER NOT NULL REFERENCES enterprise (id),
    kind TEXT NOT NULL CHECK (kind <> ''),
    day TEXT NOT NULL CHECK (day IS date(day)),
    inspectors TEXT NOT NULL CHECK (inspectors <> ''),
    ways TEXT,
    strengths TEXT,
    shortcomings TEXT,
    demands TEXT,
    mend_by TEXT CHECK (mend_by IS date(mend_by)),
    mended TEXT,
    mended_on TEXT CHECK (mended_on IS date(mended_on)),
    document_no TEXT,
    note TEXT
) STRICT;
CREATE INDEX inspection_enterprise ON inspection (enterprise);

CREATE TABLE problem (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise INTEGER NOT NULL REFERENCES enterprise (id),
    call INTEGER REFERENCES call (id),
    inspection INTEGER REFERENCES inspection (id),
    found_on TEXT NOT NULL CHECK (found_on IS date(found_on)),
    problem TEXT NOT NULL CHECK (problem <> ''),
    category TEXT,
    handed_to TEXT,
    owner TEXT,
    deadline TEXT CHECK (deadline IS date(deadline)),
    result TEXT,
    solved_on TEXT CHECK (solved_on IS date(solved_on)),
    satisfaction TEXT
) STRICT;
CREATE INDEX problem_enterprise ON problem (enterprise);
CREATE INDEX problem_call ON problem (call) WHERE call IS NOT NULL;
CREATE INDEX problem_inspection ON problem (inspection) WHERE inspection IS NOT NULL;

CREATE TABLE filling (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise INTEGER NOT NULL REFERENCES enterprise (id),
    period TEXT NOT NULL CHECK (period <> ''),
    due TEXT CHECK (due IS date(due)),
    filled_on TEXT CHECK (filled_on IS date(filled_on)),
    heads INTEGER CHECK (heads >= 0),
    joined INTEGER CHECK (joined >= 0),
    departed INTEGER CHECK (departed >= 0),
    contracts INTEGER CHECK (contracts >= 0),
    insured INTEGER CHECK (insured >= 0),
    overdue_heads INTEGER CHECK (overdue_heads >= 0),
    overdue INTEGER CHECK (overdue >= 0),
    overtime INTEGER CHECK (overtime >= 0),
    disputes INTEGER CHECK (disputes >= 0),
    dispute_heads INTEGER CHECK (dispute_heads >= 0),
    contract_until TEXT CHECK (contract_until IS date(contract_until)),
    risk TEXT,
    note TEXT,
    UNIQUE (enterprise, period)
) STRICT;

CREATE TABLE reminder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise INTEGER NOT NULL REFERENCES enterprise (id),
    period TEXT NOT NULL CHECK (period <> ''),
    day TEXT NOT NULL CHECK (day IS date(day)),
    who TEXT,
    channel TEXT,
    note TEXT
) STRICT;
CREATE INDEX reminder_enterprise ON reminder (enterprise);

CREATE TABLE enclosure (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise INTEGER NOT NULL REFERENCES enterprise (id),
    submission INTEGER REFERENCES submission (id),
    score INTEGER REFERENCES score (id),
    incentive INTEGER REFERENCES incentive (id),
    call INTEGER REFERENCES call (id),
    inspection INTEGER REFERENCES inspection (id),
    content INTEGER NOT NULL REFERENCES content (id),
    title TEXT,
    void_reason TEXT CHECK (void_reason <> ''),
    CHECK ((submission IS NOT NULL) + (score IS NOT NULL) + (incentive IS NOT NULL) + (call IS NOT NULL)
        + (inspection IS NOT NULL) <= 1)
) STRICT;
CREATE INDEX enclosure_enterprise ON enclosure (enterprise);
CREATE INDEX enclosure_content ON enclosure (content);
CREATE INDEX enclosure_submission ON enclosure (submission) WHERE submission IS NOT NULL;
CREATE INDEX enclosure_score ON enclosure (score) WHERE score IS NOT NULL;
CREATE INDEX enclosure_incentive ON enclosure (incentive) WHERE incentive IS NOT NULL;
CREATE INDEX enclosure_call ON enclosure (call) WHERE call IS NOT NULL;
CREATE INDEX enclosure_inspection ON enclosure (inspection) WHERE inspection IS NOT NULL;
"""
