"""What ``m004_people`` adds: by what persons who may be one are found, and who was found.

All of it is derived and stands outside the journal: ``sound`` of every name that was ever written, ``unseen`` files
that changed since they were compared, ``twin`` what comparing found, with the keys of an answer in ``sameness``.
"""

PEOPLE = """
CREATE TABLE sound (
    name TEXT NOT NULL PRIMARY KEY,
    sound TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sound_sound ON sound (sound);
CREATE INDEX person_birth ON person (birth);
CREATE INDEX person_birth_on_id ON person (substr(resident_id, 7, 8));
CREATE INDEX household_merged_into ON household (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE unseen (household INTEGER PRIMARY KEY) STRICT;
INSERT INTO unseen SELECT id FROM household;

CREATE TABLE twin (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    household INTEGER NOT NULL,
    other_household INTEGER NOT NULL,
    score INTEGER NOT NULL,
    reasons TEXT NOT NULL CHECK (json_valid(reasons)),
    same INTEGER NOT NULL CHECK (same IN (0, 1)),
    key_one TEXT NOT NULL,
    key_other TEXT NOT NULL,
    PRIMARY KEY (one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX twin_household ON twin (household);
CREATE INDEX twin_other_household ON twin (other_household);
"""
