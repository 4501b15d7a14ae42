package io.allyourbase.jobs.cli.faults.worker;

import io.allyourbase.jobs.cli.faults.journal.Entry.What;
import io.allyourbase.jobs.cli.faults.journal.Journal;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.OutcomeHandler;
import io.allyourbase.jobs.handler.PermanentFailure;
import io.allyourbase.jobs.handler.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Takes its time, writes down when it started and how it ended, and reports its fence. */
final class WorkHandler implements OutcomeHandler<Work> {
    private final Journal journal;
    private final DataSource pool;

    WorkHandler(Journal journal, DataSource pool) {
        this.journal = journal;
        this.pool = pool;
    }

    @Override
    public Outcome handle(Work work, Run run) throws SQLException, InterruptedException {
        write(What.STARTED, work, run);
        try {
            work(work);
        } catch (InterruptedException e) {
            write(What.INTERRUPTED, work, run);
            throw e;
        } catch (SQLException e) {
            write(What.FAILED, work, run);
            throw e;
        }
        return end(work, run);
    }

    private void work(Work work) throws SQLException, InterruptedException {
        if (work.manner() != Work.Manner.HOLDS_CONNECTION) {
            TimeUnit.MILLISECONDS.sleep(work.millis());
            return;
        }
        try (Connection held = pool.getConnection()) {
            TimeUnit.MILLISECONDS.sleep(work.millisLeft(Instant.now()));
            // Used at the end too, so that it is one that was good all along.
            held.isValid(1);
        }
    }

    private Outcome end(Work work, Run run) {
        String fence = run.fence().toString();
        if (work.manner() == Work.Manner.FAILS_FOR_GOOD) {
            write(What.FAILED, work, run);
            throw new PermanentFailure(fence);
        }
        if (work.manner() == Work.Manner.FAILS_ONCE && run.attempt() == 1) {
            write(What.FAILED, work, run);
            throw new IllegalStateException(fence);
        }
        write(What.COMPLETED, work, run);
        return Outcome.completed(fence);
    }

    private void write(What what, Work work, Run run) {
        journal.write(what, work.number(), run.job().run(), work.askedAt());
    }
}
