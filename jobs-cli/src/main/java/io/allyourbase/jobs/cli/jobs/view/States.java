package io.allyourbase.jobs.cli.jobs.view;

import io.allyourbase.jobs.job.JobState;
import java.util.Iterator;
import java.util.stream.Stream;

/** The words for states, for shells to complete. */
final class States implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Stream.of(JobState.values()).map(JobState::word).iterator();
    }
}
