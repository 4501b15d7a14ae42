-- Version 2 only adds: a program of version 1 goes on working beside it.

-- When an operator asked the job's run to end. In the history: of a job that was canceled because of it.
ALTER TABLE _ayb_jobs ADD COLUMN cancel_asked_at timestamptz;
ALTER TABLE _ayb_jobs_history ADD COLUMN cancel_asked_at timestamptz;

CREATE OR REPLACE VIEW _ayb_jobs_all AS
SELECT id, type, queue, priority, payload, state, run_at, attempts, max_attempts, fence, created_at, updated_at,
       worker_id, lease_until, last_error, last_run_at, idempotency_key, schedule_id, fire_time, failed_runs,
       NULL::timestamptz AS finished_at, NULL::text AS report, cancel_asked_at
FROM _ayb_jobs
UNION ALL
SELECT id, type, queue, priority, payload, state, run_at, attempts, max_attempts, fence, created_at, updated_at,
       worker_id, NULL, last_error, last_run_at, idempotency_key, schedule_id, fire_time, failed_runs, finished_at, report,
       cancel_asked_at
FROM _ayb_jobs_history;

-- How often what should be rare has happened: a row for each worker that is there and had something to tell, and one,
-- of the empty name, for recoveries and for workers that are gone.
CREATE TABLE _ayb_jobs_counts (
    worker_id text PRIMARY KEY,
    leases_lost bigint NOT NULL DEFAULT 0,
    runs_recovered bigint NOT NULL DEFAULT 0,
    stale_writes_refused bigint NOT NULL DEFAULT 0,
    duplicate_executions bigint NOT NULL DEFAULT 0
);

INSERT INTO _ayb_jobs_schema (version, serves) VALUES (2, 1);
