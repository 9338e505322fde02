-- What keeping the agreement asks for: undoing, small numbers, figures from CBS, and tuning before publishing.

ALTER TABLE change_set ADD COLUMN undoes BIGINT;

ALTER TABLE measurement ADD COLUMN base_count BIGINT;
ALTER TABLE measurement_history ADD COLUMN base_count BIGINT;

ALTER TABLE series ADD COLUMN source_field TEXT;
ALTER TABLE series_history ADD COLUMN source_field TEXT;

ALTER TABLE decision ADD COLUMN reviewed_on DATE;
ALTER TABLE decision_history ADD COLUMN reviewed_on DATE;

CREATE TABLE publication (
    number BIGINT NOT NULL CHECK (number >= 1),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT,
    meeting_number BIGINT,
    indicator_code TEXT,
    party_code TEXT,
    figures_from TIMESTAMP,
    tuning_until DATE NOT NULL,
    withdrawn_on DATE,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE publication_history (
    number BIGINT,
    kind TEXT,
    title TEXT,
    text TEXT,
    meeting_number BIGINT,
    indicator_code TEXT,
    party_code TEXT,
    figures_from TIMESTAMP,
    tuning_until DATE,
    withdrawn_on DATE,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE publication_remark (
    number BIGINT NOT NULL CHECK (number >= 1),
    publication_number BIGINT NOT NULL REFERENCES publication (number),
    party_code TEXT,
    made_on DATE NOT NULL,
    text TEXT NOT NULL,
    answer TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE publication_remark_history (
    number BIGINT,
    publication_number BIGINT,
    party_code TEXT,
    made_on DATE,
    text TEXT,
    answer TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);
