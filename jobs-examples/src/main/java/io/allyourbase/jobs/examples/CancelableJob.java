package io.allyourbase.jobs.examples;

import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.Run;

/** A long job that an operator may ask to end. */
public final class CancelableJob {
    record Export(int rows) {}

    static final JobDefinition<Export> EXPORT = JobDefinition.of("export", Export.class);

    /** Writes one row. */
    @FunctionalInterface
    interface Writer {
        void write(int row);
    }

    private CancelableJob() {}

    // tag::cancel[]
    static Outcome export(Writer writer, Export export, Run run) {
        for (int row = 0; row < export.rows(); row++) {
            if (run.cancelAsked()) {
                return Outcome.CANCELED; // after tidying up; or throw
            }
            writer.write(row);
        }
        return Outcome.completed(export.rows() + " rows");
    }
    // end::cancel[]
}
