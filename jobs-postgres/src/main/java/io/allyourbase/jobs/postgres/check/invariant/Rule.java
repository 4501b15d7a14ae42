package io.allyourbase.jobs.postgres.check.invariant;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import java.util.List;

/**
 * What must hold of every job, and how it reads where it does not: "3 jobs" and then {@code what}.
 *
 * @param name as the statement and programs have it
 */
record Rule(String name, String what, String meaning, String remedy) {
    Finding broken(long count, List<String> examples) {
        String jobs = count == 1 ? "1 job " : count + " jobs ";
        return Finding.of(Severity.PROBLEM, name, jobs + what)
                .advice(meaning, remedy)
                .at(count, examples);
    }
}
