"""The room of an evening: what its screens show, who may answer, and how phones reach it."""
