package io.allyourbase.jobs.cli.faults.worker;

import io.allyourbase.jobs.cli.faults.journal.Entry.What;
import io.allyourbase.jobs.cli.faults.journal.Journal;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.event.JobEventListener;
import io.allyourbase.jobs.postgres.json.JacksonCodec;

/** Writes down each outcome that came too late. */
final class RefusedWrites implements JobEventListener {
    private final Journal journal;

    RefusedWrites(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void on(JobEvent event) {
        if (event instanceof JobEvent.StaleWriteRefused refused) {
            Work work = new JacksonCodec().decode(refused.job().payload(), Work.class);
            journal.write(What.REFUSED, work.number(), refused.job().run(), work.askedAt());
        }
    }
}
