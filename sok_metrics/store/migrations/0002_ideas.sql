-- The idea box: what anybody leaves for the next monthly meeting. It has no room for a name or a number.

CREATE TABLE idea (
    number BIGINT NOT NULL CHECK (number >= 1),
    submitted_on DATE NOT NULL,
    title TEXT,
    text TEXT NOT NULL,
    submitted_by TEXT,
    project_code TEXT,
    handled_on DATE,
    answer TEXT,
    visibility TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE idea_history (
    number BIGINT,
    submitted_on DATE,
    title TEXT,
    text TEXT,
    submitted_by TEXT,
    project_code TEXT,
    handled_on DATE,
    answer TEXT,
    visibility TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);
