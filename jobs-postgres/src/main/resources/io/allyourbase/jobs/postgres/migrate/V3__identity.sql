-- Version 3 only adds. Rows that can't be told apart can't be deleted where they are published, as for Debezium.

-- Takes the place of _ayb_jobs_history_id, once each partition has it.
CREATE UNIQUE INDEX _ayb_jobs_history_identity ON ONLY _ayb_jobs_history (id, finished_at);

-- Its rows may be the same: then any of them will do.
ALTER TABLE _ayb_jobs_tally REPLICA IDENTITY FULL;

INSERT INTO _ayb_jobs_schema (version, serves) VALUES (3, 1);
