"""The tables of ``m006_pilots`` about skills: studios, skilled workers, contests, at pilots and elsewhere."""

SKILLS = """
CREATE TABLE studio (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise INTEGER REFERENCES enterprise (id),
    name TEXT NOT NULL CHECK (name <> ''),
    unit TEXT,
    level TEXT,
    named_on TEXT CHECK (named_on IS date(named_on)),
    document_no TEXT,
    leader TEXT,
    honour TEXT,
    trade TEXT,
    grade TEXT,
    team TEXT,
    members INTEGER CHECK (members >= 0),
    area INTEGER CHECK (area >= 0),
    money INTEGER CHECK (money >= 0),
    topics TEXT,
    results TEXT,
    benefit INTEGER CHECK (benefit >= 0),
    apprentices INTEGER CHECK (apprentices >= 0),
    exchanges INTEGER CHECK (exchanges >= 0),
    review TEXT,
    note TEXT
) STRICT;
CREATE UNIQUE INDEX studio_once ON studio (name, coalesce(unit, ''), coalesce(enterprise, 0));
CREATE INDEX studio_enterprise ON studio (enterprise) WHERE enterprise IS NOT NULL;

CREATE TABLE talent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise INTEGER REFERENCES enterprise (id),
    name TEXT NOT NULL CHECK (name <> ''),
    unit TEXT,
    sex TEXT,
    birth TEXT CHECK (birth IS date(birth)),
    resident_id TEXT UNIQUE CHECK (length(resident_id) = 18),
    trade TEXT,
    trade_code TEXT,
    grade TEXT,
    certificate_no TEXT,
    issuer TEXT,
    certified_on TEXT CHECK (certified_on IS date(certified_on)),
    honour TEXT,
    craftsman TEXT,
    speciality TEXT,
    mentor TEXT,
    phone TEXT,
    note TEXT
) STRICT;
CREATE INDEX talent_enterprise ON talent (enterprise) WHERE enterprise IS NOT NULL;

CREATE TABLE contest (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise INTEGER REFERENCES enterprise (id),
    name TEXT NOT NULL CHECK (name <> ''),
    organiser TEXT,
    day TEXT NOT NULL CHECK (day IS date(day)),
    heads INTEGER CHECK (heads >= 0),
    intermediate INTEGER CHECK (intermediate >= 0),
    senior INTEGER CHECK (senior >= 0),
    technician INTEGER CHECK (technician >= 0),
    note TEXT
) STRICT;
CREATE UNIQUE INDEX contest_once ON contest (name, day, coalesce(enterprise, 0));
CREATE INDEX contest_enterprise ON contest (enterprise) WHERE enterprise IS NOT NULL;
"""
