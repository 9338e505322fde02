-- An evening can be prepared, held and kept: an agenda that says why, notes a point, papers, what cannot be
-- shared yet, and how a decision was taken. Until now every neighbourhood's monthly meeting was called
-- Energiewijk-overleg on the screen, so stores that are there keep that name.

ALTER TABLE agreement ADD COLUMN monthly_meeting_name TEXT DEFAULT 'Energiewijk-overleg';
ALTER TABLE agreement_history ADD COLUMN monthly_meeting_name TEXT DEFAULT 'Energiewijk-overleg';

ALTER TABLE meeting ADD COLUMN end_time TEXT;
ALTER TABLE meeting ADD COLUMN organised_by TEXT;
ALTER TABLE meeting ADD COLUMN minutes_approved_on DATE;
ALTER TABLE meeting ADD COLUMN minutes_fixed_on DATE;
ALTER TABLE meeting_history ADD COLUMN end_time TEXT;
ALTER TABLE meeting_history ADD COLUMN organised_by TEXT;
ALTER TABLE meeting_history ADD COLUMN minutes_approved_on DATE;
ALTER TABLE meeting_history ADD COLUMN minutes_fixed_on DATE;

CREATE TABLE invited_party (
    meeting_number BIGINT NOT NULL REFERENCES meeting (number),
    party_code TEXT NOT NULL REFERENCES party (code),
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (meeting_number, party_code)
);

CREATE TABLE invited_party_history (
    meeting_number BIGINT,
    party_code TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

ALTER TABLE agenda_item ADD COLUMN kind TEXT DEFAULT 'talk';
ALTER TABLE agenda_item ADD COLUMN reason TEXT;
ALTER TABLE agenda_item ADD COLUMN led_by TEXT;
ALTER TABLE agenda_item ADD COLUMN carried_from BIGINT;
ALTER TABLE agenda_item ADD COLUMN outcome TEXT;
ALTER TABLE agenda_item ADD COLUMN closed_at TIMESTAMP;
ALTER TABLE agenda_item_history ADD COLUMN kind TEXT DEFAULT 'talk';
ALTER TABLE agenda_item_history ADD COLUMN reason TEXT;
ALTER TABLE agenda_item_history ADD COLUMN led_by TEXT;
ALTER TABLE agenda_item_history ADD COLUMN carried_from BIGINT;
ALTER TABLE agenda_item_history ADD COLUMN outcome TEXT;
ALTER TABLE agenda_item_history ADD COLUMN closed_at TIMESTAMP;

CREATE TABLE point_note (
    agenda_item_number BIGINT NOT NULL REFERENCES agenda_item (number),
    meeting_number BIGINT NOT NULL REFERENCES meeting (number),
    text TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (agenda_item_number)
);

CREATE TABLE point_note_history (
    agenda_item_number BIGINT,
    meeting_number BIGINT,
    text TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE agenda_paper (
    number BIGINT NOT NULL CHECK (number >= 1),
    agenda_item_number BIGINT NOT NULL REFERENCES agenda_item (number),
    title TEXT NOT NULL,
    link TEXT,
    file_name TEXT,
    file_key TEXT,
    visibility TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE agenda_paper_history (
    number BIGINT,
    agenda_item_number BIGINT,
    title TEXT,
    link TEXT,
    file_name TEXT,
    file_key TEXT,
    visibility TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE card_channel (
    meeting_number BIGINT NOT NULL REFERENCES meeting (number),
    indicator_code TEXT NOT NULL REFERENCES indicator (code),
    channel TEXT NOT NULL,
    count BIGINT NOT NULL CHECK (count >= 0),
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (meeting_number, indicator_code, channel)
);

CREATE TABLE card_channel_history (
    meeting_number BIGINT,
    indicator_code TEXT,
    channel TEXT,
    count BIGINT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

ALTER TABLE remark ADD COLUMN agenda_item_number BIGINT;
ALTER TABLE remark_history ADD COLUMN agenda_item_number BIGINT;

ALTER TABLE decision ADD COLUMN agenda_item_number BIGINT;
ALTER TABLE decision ADD COLUMN how TEXT;
ALTER TABLE decision ADD COLUMN votes_for BIGINT;
ALTER TABLE decision ADD COLUMN votes_against BIGINT;
ALTER TABLE decision ADD COLUMN votes_blank BIGINT;
ALTER TABLE decision ADD COLUMN decided_by TEXT;
ALTER TABLE decision ADD COLUMN dissent TEXT;
ALTER TABLE decision_history ADD COLUMN agenda_item_number BIGINT;
ALTER TABLE decision_history ADD COLUMN how TEXT;
ALTER TABLE decision_history ADD COLUMN votes_for BIGINT;
ALTER TABLE decision_history ADD COLUMN votes_against BIGINT;
ALTER TABLE decision_history ADD COLUMN votes_blank BIGINT;
ALTER TABLE decision_history ADD COLUMN decided_by TEXT;
ALTER TABLE decision_history ADD COLUMN dissent TEXT;

ALTER TABLE action ADD COLUMN owner_person_code TEXT;
ALTER TABLE action ADD COLUMN agenda_item_number BIGINT;
ALTER TABLE action_history ADD COLUMN owner_person_code TEXT;
ALTER TABLE action_history ADD COLUMN agenda_item_number BIGINT;

CREATE TABLE withheld (
    number BIGINT NOT NULL CHECK (number >= 1),
    meeting_number BIGINT,
    text TEXT NOT NULL,
    owner_party_code TEXT,
    reason TEXT,
    until DATE,
    shared_on DATE,
    commitment_code TEXT,
    project_code TEXT,
    agenda_item_number BIGINT,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE withheld_history (
    number BIGINT,
    meeting_number BIGINT,
    text TEXT,
    owner_party_code TEXT,
    reason TEXT,
    until DATE,
    shared_on DATE,
    commitment_code TEXT,
    project_code TEXT,
    agenda_item_number BIGINT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

ALTER TABLE idea ADD COLUMN agenda_item_number BIGINT;
ALTER TABLE idea_history ADD COLUMN agenda_item_number BIGINT;
