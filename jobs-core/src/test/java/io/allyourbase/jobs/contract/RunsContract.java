package io.allyourbase.jobs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.Runs.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store knows of runs. */
public abstract class RunsContract extends StoreContract {
    @Test
    void a_run_is_open_until_it_completes_or_is_lost() {
        RunId completed = completed().run();
        RunId failed = failed().run();
        enqueue();
        Job snoozed = claimOne();
        write(snoozed.id(), new Event.Snooze(snoozed.fence(), Duration.ofHours(1)));
        enqueue();
        RunId open = claimOne().run();
        RunId older = new RunId(open.job(), Fence.NONE);
        RunId unknown = new RunId(new JobId(new UUID(0, 7)), new Fence(1));

        assertThat(work.runs().fates(List.of(completed, failed, snoozed.run(), open, unknown)))
                .isEqualTo(Map.of(
                        completed,
                        Fate.COMPLETED,
                        failed,
                        Fate.LOST,
                        snoozed.run(),
                        Fate.LOST,
                        open,
                        Fate.OPEN,
                        unknown,
                        Fate.LOST));
        assertThat(work.runs().fates(List.of(older))).isEqualTo(Map.of(older, Fate.LOST));
    }
}
