package io.allyourbase.jobs.rivals;

import io.allyourbase.jobs.rivals.system.RivalProcess;
import java.util.List;
import java.util.Locale;

/** A job system, and where its database shows what is finished. */
enum Contestant {
    AYB_JOBS(
            "AYB Jobs",
            Platform.JAVA,
            1,
            "SELECT count(*) FROM _ayb_jobs",
            "SELECT count(*) FROM _ayb_jobs_history WHERE state = 'completed'"),
    DB_SCHEDULER("db-scheduler", Platform.JAVA, 1, "SELECT count(*) FROM scheduled_tasks", Contestant.NONE),
    JOBRUNR(
            "JobRunr",
            Platform.JAVA,
            10,
            "SELECT count(*) FROM jobrunr_jobs WHERE state <> 'SUCCEEDED'",
            "SELECT count(*) FROM jobrunr_jobs WHERE state = 'SUCCEEDED'"),
    QUARTZ("Quartz", Platform.JAVA, 10, "SELECT count(*) FROM qrtz_triggers", Contestant.NONE),
    GRAPHILE_WORKER(
            "Graphile Worker", Platform.NODE, 1, "SELECT count(*) FROM graphile_worker._private_jobs", Contestant.NONE),
    PG_BOSS(
            "pg-boss",
            Platform.NODE,
            1,
            "SELECT count(*) FROM pgboss.job WHERE name = 'rival' AND state <> 'completed'",
            "SELECT count(*) FROM pgboss.job WHERE name = 'rival' AND state = 'completed'");

    private static final String NONE = "SELECT 0";

    private final String title;
    private final Platform platform;
    private final int share;
    private final String unfinished;
    private final String finished;

    Contestant(String title, Platform platform, int share, String unfinished, String finished) {
        this.title = title;
        this.platform = platform;
        this.share = share;
        this.unfinished = unfinished;
        this.finished = finished;
    }

    /** What runs it. */
    enum Platform {
        JAVA,
        NODE
    }

    String title() {
        return title;
    }

    /** Its name in options and files. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Platform platform() {
        return platform;
    }

    /** Slow ones take part with a tenth, so that a run takes minutes. */
    int jobs(int jobs) {
        return jobs / share;
    }

    /** Counts the jobs that are not finished, as committed. */
    String unfinished() {
        return unfinished;
    }

    /** Counts the finished jobs that are kept. */
    String finished() {
        return finished;
    }

    List<String> command(Node node) {
        return switch (platform) {
            case JAVA ->
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RivalProcess.class.getName(),
                        key());
            case NODE ->
                List.of("node", node.directory().resolve(key() + ".mjs").toString());
        };
    }
}
