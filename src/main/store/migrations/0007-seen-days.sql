-- Days (UTC) on which the program ran: history goes by these, so that a clock that jumps takes none of it.
CREATE TABLE seen_days (day TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

INSERT INTO seen_days
SELECT DISTINCT substr(created_at, 1, 10) FROM jobs
UNION SELECT substr(finished_at, 1, 10) FROM jobs WHERE finished_at IS NOT NULL;
