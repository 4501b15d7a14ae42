-- AYB Jobs, schema version 1. Names are unqualified: they go where the search_path points.

CREATE TABLE _ayb_jobs_schema (
    version integer PRIMARY KEY,
    serves integer NOT NULL, -- the oldest version whose program works on this one
    applied_at timestamptz NOT NULL DEFAULT now()
);

-- Queued and running jobs only. One that ends moves to _ayb_jobs_history in the statement that ends it.
CREATE TABLE _ayb_jobs (
    id uuid PRIMARY KEY,
    type text COLLATE "C" NOT NULL,
    queue text COLLATE "C" NOT NULL,
    priority integer NOT NULL,
    payload json NOT NULL,
    state text NOT NULL,
    run_at timestamptz NOT NULL,
    attempts integer NOT NULL,
    max_attempts integer NOT NULL,
    fence bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    worker_id text, -- whose the last run was, or is
    lease_until timestamptz, -- while running
    last_error text,
    last_run_at timestamptz,
    idempotency_key text,
    schedule_id uuid,
    fire_time timestamptz,
    failed_runs jsonb NOT NULL DEFAULT '[]'
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

CREATE INDEX _ayb_jobs_due ON _ayb_jobs (queue, priority, run_at, id) WHERE state = 'queued';
CREATE INDEX _ayb_jobs_lease ON _ayb_jobs (lease_until) WHERE state = 'running';
CREATE UNIQUE INDEX _ayb_jobs_fire ON _ayb_jobs (schedule_id, fire_time) WHERE schedule_id IS NOT NULL;

-- Finished jobs, by the day (UTC) they finished: retention drops whole partitions.
CREATE TABLE _ayb_jobs_history (
    id uuid NOT NULL,
    type text COLLATE "C" NOT NULL,
    queue text COLLATE "C" NOT NULL,
    priority integer NOT NULL,
    payload json NOT NULL,
    state text NOT NULL,
    run_at timestamptz NOT NULL,
    attempts integer NOT NULL,
    max_attempts integer NOT NULL,
    fence bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    last_error text,
    last_run_at timestamptz,
    idempotency_key text,
    schedule_id uuid,
    fire_time timestamptz,
    failed_runs jsonb NOT NULL,
    finished_at timestamptz NOT NULL,
    report text,
    worker_id text
) PARTITION BY RANGE (finished_at);

CREATE INDEX _ayb_jobs_history_id ON _ayb_jobs_history (id);
CREATE INDEX _ayb_jobs_history_type ON _ayb_jobs_history (type, id);
CREATE INDEX _ayb_jobs_history_problems ON _ayb_jobs_history (state, id) WHERE state <> 'completed';
CREATE INDEX _ayb_jobs_history_problems_type ON _ayb_jobs_history (state, type, id)
    WHERE state <> 'completed';

-- Which job a type's idempotency key names, for as long as that job is kept.
CREATE TABLE _ayb_jobs_keys (
    type text COLLATE "C" NOT NULL,
    idempotency_key text COLLATE "C" NOT NULL,
    job_id uuid NOT NULL,
    PRIMARY KEY (type, idempotency_key)
);

-- How many jobs ended in which state on which day, so that nobody counts the history. Rows are added up now and then.
CREATE TABLE _ayb_jobs_tally (
    day date NOT NULL,
    state text NOT NULL,
    n bigint NOT NULL
);

-- Who is at work, for people to see: nothing that runs jobs depends on it.
CREATE TABLE _ayb_jobs_workers (
    worker_id text PRIMARY KEY,
    queues text[] NOT NULL,
    types text[] NOT NULL,
    concurrency integer NOT NULL,
    started_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL
);

CREATE TABLE _ayb_schedules (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    job_type text NOT NULL,
    payload json NOT NULL,
    cron_expr text NOT NULL,
    timezone text NOT NULL,
    enabled boolean NOT NULL,
    max_attempts integer NOT NULL,
    catch_up text NOT NULL,
    catch_up_cap integer,
    overlap text NOT NULL,
    next_run_at timestamptz,
    last_run_at timestamptz,
    version bigint NOT NULL,
    problem text,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE UNIQUE INDEX _ayb_schedules_name ON _ayb_schedules (name);
CREATE INDEX _ayb_schedules_next ON _ayb_schedules (next_run_at) WHERE enabled;

-- Names of default schedules that an operator deleted: they are not created again.
CREATE TABLE _ayb_schedules_deleted (
    name text PRIMARY KEY
);

-- Every job there is, for people.
CREATE VIEW _ayb_jobs_all AS
SELECT id, type, queue, priority, payload, state, run_at, attempts, max_attempts, fence, created_at, updated_at,
       worker_id, lease_until, last_error, last_run_at, idempotency_key, schedule_id, fire_time, failed_runs,
       NULL::timestamptz AS finished_at, NULL::text AS report
FROM _ayb_jobs
UNION ALL
SELECT id, type, queue, priority, payload, state, run_at, attempts, max_attempts, fence, created_at, updated_at,
       worker_id, NULL, last_error, last_run_at, idempotency_key, schedule_id, fire_time, failed_runs, finished_at, report
FROM _ayb_jobs_history;

INSERT INTO _ayb_jobs_schema (version, serves) VALUES (1, 1);
