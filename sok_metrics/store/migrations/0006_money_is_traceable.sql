-- Each euro says on which decision it rests, what its giver asked, and why an exception was made; money comes back.

ALTER TABLE indicator ADD COLUMN money_result TEXT;
ALTER TABLE indicator_history ADD COLUMN money_result TEXT;

ALTER TABLE fund ADD COLUMN only_group TEXT;
ALTER TABLE fund ADD COLUMN only_commitment_code TEXT;
ALTER TABLE fund_history ADD COLUMN only_group TEXT;
ALTER TABLE fund_history ADD COLUMN only_commitment_code TEXT;

ALTER TABLE allocation ADD COLUMN decision_number BIGINT;
ALTER TABLE allocation_history ADD COLUMN decision_number BIGINT;

ALTER TABLE allocation_fund ADD COLUMN exception_note TEXT;
ALTER TABLE allocation_fund_history ADD COLUMN exception_note TEXT;

ALTER TABLE payment ADD COLUMN supplier TEXT;
ALTER TABLE payment ADD COLUMN supplier_is_public BOOLEAN DEFAULT 'false';
ALTER TABLE payment ADD COLUMN exception_note TEXT;
ALTER TABLE payment_history ADD COLUMN supplier TEXT;
ALTER TABLE payment_history ADD COLUMN supplier_is_public BOOLEAN DEFAULT 'false';
ALTER TABLE payment_history ADD COLUMN exception_note TEXT;

CREATE TABLE returned_money (
    number BIGINT NOT NULL CHECK (number >= 1),
    allocation_number BIGINT NOT NULL REFERENCES allocation (number),
    fund_code TEXT NOT NULL REFERENCES fund (code),
    returned_on DATE NOT NULL,
    kind TEXT NOT NULL,
    amount DECIMAL(18, 2) NOT NULL CHECK (amount >= 0),
    note TEXT,
    exception_note TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE returned_money_history (
    number BIGINT,
    allocation_number BIGINT,
    fund_code TEXT,
    returned_on DATE,
    kind TEXT,
    amount DECIMAL(18, 2),
    note TEXT,
    exception_note TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

CREATE TABLE project_money (
    number BIGINT NOT NULL CHECK (number >= 1),
    project_code TEXT NOT NULL REFERENCES project (code),
    kind TEXT NOT NULL,
    giver TEXT,
    amount DECIMAL(18, 2) NOT NULL CHECK (amount >= 0),
    agreed_on DATE,
    note TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('real', 'example')),
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    change_set BIGINT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE project_money_history (
    number BIGINT,
    project_code TEXT,
    kind TEXT,
    giver TEXT,
    amount DECIMAL(18, 2),
    agreed_on DATE,
    note TEXT,
    origin TEXT,
    archived_at TIMESTAMP,
    recorded_at TIMESTAMP,
    version BIGINT,
    change_set BIGINT,
    superseded_at TIMESTAMP
);

ALTER TABLE carry_over ADD COLUMN meeting_number BIGINT;
ALTER TABLE carry_over ADD COLUMN decision_number BIGINT;
ALTER TABLE carry_over ADD COLUMN note TEXT;
ALTER TABLE carry_over_history ADD COLUMN meeting_number BIGINT;
ALTER TABLE carry_over_history ADD COLUMN decision_number BIGINT;
ALTER TABLE carry_over_history ADD COLUMN note TEXT;
