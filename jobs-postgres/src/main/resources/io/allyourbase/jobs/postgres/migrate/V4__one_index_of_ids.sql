-- Version 4 puts the index of version 3 in the place of the one that it serves for. Programs of version 1 go on working.

DROP INDEX _ayb_jobs_history_id;
ALTER INDEX _ayb_jobs_history_identity RENAME TO _ayb_jobs_history_id;

-- Each partition has its own besides, which counts where its rows are published.
ALTER TABLE _ayb_jobs_history REPLICA IDENTITY USING INDEX _ayb_jobs_history_id;

INSERT INTO _ayb_jobs_schema (version, serves) VALUES (4, 1);
