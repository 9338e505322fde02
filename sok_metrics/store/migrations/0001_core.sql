-- The whole core of an agreement, each table with a history twin.
--
-- Portable SQL only (DuckDB and PostgreSQL). Foreign keys stand on required references only: DuckDB refuses an
-- UPDATE that touches an indexed column of a referenced row, so a reference that may change is checked by the
-- one write path instead. Words that come from a list are checked there too, so that a list can grow.
-- A twin holds every version of a row, the current one too (superseded_at IS NULL), and has no keys.

CREATE TABLE change_set (
    number BIGINT PRIMARY KEY,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'import', 'server', 'command'))
);

CREATE TABLE change_line (
    change_set BIGINT NOT NULL REFERENCES change_set (number),
    line BIGINT NOT NULL,
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    row_before TEXT,
    row_after TEXT NOT NULL,
    PRIMARY KEY (change_set, line)
);

CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    last_number BIGINT NOT NULL
);

CREATE TABLE agreement (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    neighbourhood TEXT NOT NULL,
    municipality TEXT,
    summary TEXT,
    signed_on DATE,
    starts_on DATE,
    ends_on DATE,
    privacy_threshold BIGINT NOT NULL CHECK (privacy_threshold >= 0),
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE agreement_history (
    code TEXT,
    name TEXT,
    neighbourhood TEXT,
    municipality TEXT,
    summary TEXT,
    signed_on DATE,
    starts_on DATE,
    ends_on DATE,
    privacy_threshold BIGINT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE agreement_version (
    number BIGINT NOT NULL CHECK (number >= 1),
    title TEXT NOT NULL,
    valid_from DATE NOT NULL,
    note TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE agreement_version_history (
    number BIGINT,
    title TEXT,
    valid_from DATE,
    note TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE commitment (
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE commitment_history (
    code TEXT,
    kind TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE commitment_text (
    commitment_code TEXT NOT NULL REFERENCES commitment (code),
    agreement_version BIGINT NOT NULL REFERENCES agreement_version (number),
    position BIGINT NOT NULL CHECK (position >= 1),
    title TEXT NOT NULL,
    description TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (commitment_code, agreement_version)
);

CREATE TABLE commitment_text_history (
    commitment_code TEXT,
    agreement_version BIGINT,
    position BIGINT,
    title TEXT,
    description TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE rule_parameter (
    commitment_code TEXT NOT NULL REFERENCES commitment (code),
    agreement_version BIGINT NOT NULL REFERENCES agreement_version (number),
    name TEXT NOT NULL,
    value DOUBLE PRECISION NOT NULL CHECK (value >= 0),
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (commitment_code, agreement_version, name)
);

CREATE TABLE rule_parameter_history (
    commitment_code TEXT,
    agreement_version BIGINT,
    name TEXT,
    value DOUBLE PRECISION,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE area (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    is_ours BOOLEAN NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE area_history (
    code TEXT,
    name TEXT,
    kind TEXT,
    is_ours BOOLEAN,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE party (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    joined_on DATE,
    left_on DATE,
    contribution TEXT,
    website TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE party_history (
    code TEXT,
    name TEXT,
    kind TEXT,
    joined_on DATE,
    left_on DATE,
    contribution TEXT,
    website TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE person (
    code TEXT NOT NULL,
    role TEXT NOT NULL,
    party_code TEXT,
    name TEXT,
    phone TEXT,
    email TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE person_history (
    code TEXT,
    role TEXT,
    party_code TEXT,
    name TEXT,
    phone TEXT,
    email TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE consent (
    person_code TEXT NOT NULL REFERENCES person (code),
    field TEXT NOT NULL,
    given_on DATE NOT NULL,
    how TEXT,
    withdrawn_on DATE,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (person_code, field)
);

CREATE TABLE consent_history (
    person_code TEXT,
    field TEXT,
    given_on DATE,
    how TEXT,
    withdrawn_on DATE,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE signature (
    number BIGINT NOT NULL CHECK (number >= 1),
    person_code TEXT,
    party_code TEXT,
    signed_on DATE,
    hat TEXT,
    personal_note TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE signature_history (
    number BIGINT,
    person_code TEXT,
    party_code TEXT,
    signed_on DATE,
    hat TEXT,
    personal_note TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE process_group_member (
    number BIGINT NOT NULL CHECK (number >= 1),
    person_code TEXT NOT NULL REFERENCES person (code),
    task TEXT,
    elected_on DATE NOT NULL,
    until DATE,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE process_group_member_history (
    number BIGINT,
    person_code TEXT,
    task TEXT,
    elected_on DATE,
    until DATE,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE project (
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT,
    plan TEXT,
    planned_on DATE,
    status TEXT NOT NULL,
    series_year BIGINT,
    starts_on DATE,
    ends_on DATE,
    contact_person_code TEXT,
    visibility TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE project_history (
    code TEXT,
    title TEXT,
    summary TEXT,
    plan TEXT,
    planned_on DATE,
    status TEXT,
    series_year BIGINT,
    starts_on DATE,
    ends_on DATE,
    contact_person_code TEXT,
    visibility TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE project_commitment (
    project_code TEXT NOT NULL REFERENCES project (code),
    commitment_code TEXT NOT NULL REFERENCES commitment (code),
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (project_code, commitment_code)
);

CREATE TABLE project_commitment_history (
    project_code TEXT,
    commitment_code TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE project_party (
    project_code TEXT NOT NULL REFERENCES project (code),
    party_code TEXT NOT NULL REFERENCES party (code),
    role TEXT NOT NULL,
    contribution TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (project_code, party_code)
);

CREATE TABLE project_party_history (
    project_code TEXT,
    party_code TEXT,
    role TEXT,
    contribution TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE milestone (
    number BIGINT NOT NULL CHECK (number >= 1),
    project_code TEXT NOT NULL REFERENCES project (code),
    title TEXT NOT NULL,
    due_on DATE,
    reached_on DATE,
    note TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE milestone_history (
    number BIGINT,
    project_code TEXT,
    title TEXT,
    due_on DATE,
    reached_on DATE,
    note TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE indicator (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    direction TEXT NOT NULL,
    lower_bound DOUBLE PRECISION,
    upper_bound DOUBLE PRECISION,
    smallest_change DOUBLE PRECISION CHECK (smallest_change >= 0),
    path TEXT NOT NULL,
    frequency TEXT NOT NULL,
    source TEXT,
    method TEXT,
    responsible TEXT,
    question TEXT,
    privacy_rule TEXT,
    privacy_threshold BIGINT CHECK (privacy_threshold >= 0),
    derived_metric TEXT,
    derived_from TEXT,
    is_core BOOLEAN NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE indicator_history (
    code TEXT,
    name TEXT,
    definition TEXT,
    unit TEXT,
    kind TEXT,
    direction TEXT,
    lower_bound DOUBLE PRECISION,
    upper_bound DOUBLE PRECISION,
    smallest_change DOUBLE PRECISION,
    path TEXT,
    frequency TEXT,
    source TEXT,
    method TEXT,
    responsible TEXT,
    question TEXT,
    privacy_rule TEXT,
    privacy_threshold BIGINT,
    derived_metric TEXT,
    derived_from TEXT,
    is_core BOOLEAN,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE rubric_level (
    indicator_code TEXT NOT NULL REFERENCES indicator (code),
    level BIGINT NOT NULL CHECK (level >= 0),
    title TEXT NOT NULL,
    description TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (indicator_code, level)
);

CREATE TABLE rubric_level_history (
    indicator_code TEXT,
    level BIGINT,
    title TEXT,
    description TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE indicator_commitment (
    indicator_code TEXT NOT NULL REFERENCES indicator (code),
    commitment_code TEXT NOT NULL REFERENCES commitment (code),
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (indicator_code, commitment_code)
);

CREATE TABLE indicator_commitment_history (
    indicator_code TEXT,
    commitment_code TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE indicator_project (
    indicator_code TEXT NOT NULL REFERENCES indicator (code),
    project_code TEXT NOT NULL REFERENCES project (code),
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (indicator_code, project_code)
);

CREATE TABLE indicator_project_history (
    indicator_code TEXT,
    project_code TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE series (
    code TEXT NOT NULL,
    indicator_code TEXT NOT NULL REFERENCES indicator (code),
    label TEXT,
    area_code TEXT,
    edition TEXT NOT NULL,
    group_name TEXT NOT NULL,
    role TEXT NOT NULL,
    baseline_value DOUBLE PRECISION,
    baseline_date DATE,
    target_value DOUBLE PRECISION,
    target_date DATE,
    target_series_code TEXT,
    target_source TEXT,
    range_low DOUBLE PRECISION,
    range_high DOUBLE PRECISION,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE series_history (
    code TEXT,
    indicator_code TEXT,
    label TEXT,
    area_code TEXT,
    edition TEXT,
    group_name TEXT,
    role TEXT,
    baseline_value DOUBLE PRECISION,
    baseline_date DATE,
    target_value DOUBLE PRECISION,
    target_date DATE,
    target_series_code TEXT,
    target_source TEXT,
    range_low DOUBLE PRECISION,
    range_high DOUBLE PRECISION,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE interim_target (
    series_code TEXT NOT NULL REFERENCES series (code),
    due_on DATE NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (series_code, due_on)
);

CREATE TABLE interim_target_history (
    series_code TEXT,
    due_on DATE,
    value DOUBLE PRECISION,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE measurement (
    series_code TEXT NOT NULL REFERENCES series (code),
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    value DOUBLE PRECISION,
    story TEXT,
    source TEXT,
    source_location TEXT,
    note TEXT,
    correction_reason TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (series_code, period_start, period_end),
    CHECK (period_end >= period_start),
    CHECK (value IS NOT NULL OR story IS NOT NULL)
);

CREATE TABLE measurement_history (
    series_code TEXT,
    period_start DATE,
    period_end DATE,
    value DOUBLE PRECISION,
    story TEXT,
    source TEXT,
    source_location TEXT,
    note TEXT,
    correction_reason TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE meeting (
    number BIGINT NOT NULL CHECK (number >= 1),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    held_on DATE NOT NULL,
    start_time TEXT,
    place TEXT,
    status TEXT NOT NULL,
    closed_at TIMESTAMP,
    minutes TEXT,
    visibility TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE meeting_history (
    number BIGINT,
    kind TEXT,
    title TEXT,
    held_on DATE,
    start_time TEXT,
    place TEXT,
    status TEXT,
    closed_at TIMESTAMP,
    minutes TEXT,
    visibility TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE attendance (
    meeting_number BIGINT NOT NULL REFERENCES meeting (number),
    group_name TEXT NOT NULL,
    count BIGINT NOT NULL CHECK (count >= 0),
    first_time_count BIGINT NOT NULL CHECK (first_time_count >= 0),
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (meeting_number, group_name)
);

CREATE TABLE attendance_history (
    meeting_number BIGINT,
    group_name TEXT,
    count BIGINT,
    first_time_count BIGINT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE agenda_item (
    number BIGINT NOT NULL CHECK (number >= 1),
    meeting_number BIGINT NOT NULL REFERENCES meeting (number),
    position BIGINT NOT NULL CHECK (position >= 1),
    title TEXT NOT NULL,
    brought_by TEXT,
    commitment_code TEXT,
    project_code TEXT,
    minutes_planned BIGINT CHECK (minutes_planned >= 0),
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE agenda_item_history (
    number BIGINT,
    meeting_number BIGINT,
    position BIGINT,
    title TEXT,
    brought_by TEXT,
    commitment_code TEXT,
    project_code TEXT,
    minutes_planned BIGINT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE card_answer (
    meeting_number BIGINT NOT NULL REFERENCES meeting (number),
    indicator_code TEXT NOT NULL REFERENCES indicator (code),
    group_name TEXT NOT NULL,
    score BIGINT NOT NULL CHECK (score >= 1),
    count BIGINT NOT NULL CHECK (count >= 0),
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (meeting_number, indicator_code, group_name, score),
    CHECK (score BETWEEN 1 AND 5)
);

CREATE TABLE card_answer_history (
    meeting_number BIGINT,
    indicator_code TEXT,
    group_name TEXT,
    score BIGINT,
    count BIGINT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE remark (
    number BIGINT NOT NULL CHECK (number >= 1),
    meeting_number BIGINT NOT NULL REFERENCES meeting (number),
    commitment_code TEXT,
    project_code TEXT,
    text TEXT NOT NULL,
    said_by TEXT,
    visibility TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE remark_history (
    number BIGINT,
    meeting_number BIGINT,
    commitment_code TEXT,
    project_code TEXT,
    text TEXT,
    said_by TEXT,
    visibility TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE decision (
    number BIGINT NOT NULL CHECK (number >= 1),
    meeting_number BIGINT,
    decided_on DATE NOT NULL,
    text TEXT NOT NULL,
    commitment_code TEXT,
    project_code TEXT,
    review_on DATE,
    withdrawn_on DATE,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE decision_history (
    number BIGINT,
    meeting_number BIGINT,
    decided_on DATE,
    text TEXT,
    commitment_code TEXT,
    project_code TEXT,
    review_on DATE,
    withdrawn_on DATE,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE action (
    number BIGINT NOT NULL CHECK (number >= 1),
    meeting_number BIGINT,
    text TEXT NOT NULL,
    owner_party_code TEXT,
    commitment_code TEXT,
    project_code TEXT,
    agreed_on DATE NOT NULL,
    due_on DATE,
    done_on DATE,
    dropped_on DATE,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE action_history (
    number BIGINT,
    meeting_number BIGINT,
    text TEXT,
    owner_party_code TEXT,
    commitment_code TEXT,
    project_code TEXT,
    agreed_on DATE,
    due_on DATE,
    done_on DATE,
    dropped_on DATE,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE spotlight (
    number BIGINT NOT NULL CHECK (number >= 1),
    meeting_number BIGINT NOT NULL REFERENCES meeting (number),
    project_code TEXT,
    text TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE spotlight_history (
    number BIGINT,
    meeting_number BIGINT,
    project_code TEXT,
    text TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE fund (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    party_code TEXT,
    year BIGINT NOT NULL,
    amount_promised DECIMAL(18, 2) NOT NULL CHECK (amount_promised >= 0),
    conditions TEXT,
    ends_on DATE,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE fund_history (
    code TEXT,
    name TEXT,
    party_code TEXT,
    year BIGINT,
    amount_promised DECIMAL(18, 2),
    conditions TEXT,
    ends_on DATE,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE fund_instalment (
    number BIGINT NOT NULL CHECK (number >= 1),
    fund_code TEXT NOT NULL REFERENCES fund (code),
    amount DECIMAL(18, 2) NOT NULL CHECK (amount >= 0),
    due_on DATE,
    received_on DATE,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE fund_instalment_history (
    number BIGINT,
    fund_code TEXT,
    amount DECIMAL(18, 2),
    due_on DATE,
    received_on DATE,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE proposal (
    number BIGINT NOT NULL CHECK (number >= 1),
    title TEXT NOT NULL,
    summary TEXT,
    project_code TEXT,
    submitted_by TEXT,
    submitted_on DATE NOT NULL,
    amount_requested DECIMAL(18, 2) NOT NULL CHECK (amount_requested >= 0),
    status TEXT NOT NULL,
    visibility TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE proposal_history (
    number BIGINT,
    title TEXT,
    summary TEXT,
    project_code TEXT,
    submitted_by TEXT,
    submitted_on DATE,
    amount_requested DECIMAL(18, 2),
    status TEXT,
    visibility TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE allocation (
    number BIGINT NOT NULL CHECK (number >= 1),
    proposal_number BIGINT,
    project_code TEXT,
    meeting_number BIGINT,
    granted_on DATE NOT NULL,
    note TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE allocation_history (
    number BIGINT,
    proposal_number BIGINT,
    project_code TEXT,
    meeting_number BIGINT,
    granted_on DATE,
    note TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE allocation_fund (
    allocation_number BIGINT NOT NULL REFERENCES allocation (number),
    fund_code TEXT NOT NULL REFERENCES fund (code),
    amount DECIMAL(18, 2) NOT NULL CHECK (amount >= 0),
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (allocation_number, fund_code)
);

CREATE TABLE allocation_fund_history (
    allocation_number BIGINT,
    fund_code TEXT,
    amount DECIMAL(18, 2),
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE payment (
    number BIGINT NOT NULL CHECK (number >= 1),
    allocation_number BIGINT NOT NULL REFERENCES allocation (number),
    fund_code TEXT NOT NULL REFERENCES fund (code),
    paid_on DATE NOT NULL,
    amount DECIMAL(18, 2) NOT NULL CHECK (amount >= 0),
    description TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE payment_history (
    number BIGINT,
    allocation_number BIGINT,
    fund_code TEXT,
    paid_on DATE,
    amount DECIMAL(18, 2),
    description TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE carry_over (
    fund_code TEXT NOT NULL REFERENCES fund (code),
    from_year BIGINT NOT NULL,
    to_year BIGINT NOT NULL,
    amount DECIMAL(18, 2) NOT NULL CHECK (amount >= 0),
    decided_on DATE,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (fund_code, from_year)
);

CREATE TABLE carry_over_history (
    fund_code TEXT,
    from_year BIGINT,
    to_year BIGINT,
    amount DECIMAL(18, 2),
    decided_on DATE,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);
