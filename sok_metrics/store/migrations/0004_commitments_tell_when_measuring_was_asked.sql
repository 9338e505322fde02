-- The first steps ask how each value and goal is measured, and do not ask again what was answered with "not now".

ALTER TABLE commitment ADD COLUMN measuring_asked_on DATE;
ALTER TABLE commitment_history ADD COLUMN measuring_asked_on DATE;
