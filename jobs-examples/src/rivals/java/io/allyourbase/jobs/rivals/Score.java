package io.allyourbase.jobs.rivals;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one turn showed.
 *
 * @param jobs how many were drained
 * @param enqueue jobs a second, in bulk
 * @param drain jobs a second
 * @param pickup50 milliseconds, the median
 * @param pickup99 milliseconds, the 99th percentile
 * @param kept finished rows that the database still had
 * @param runs of handlers
 * @param ran jobs that a handler was called for
 * @param expected jobs enqueued
 */
record Score(
        int jobs,
        double enqueue,
        double drain,
        double pickup50,
        double pickup99,
        long kept,
        long runs,
        long ran,
        long expected) {

    boolean isExactlyOnce() {
        return runs == expected && ran == expected;
    }

    /** The middle of each figure; of the counts, those of the first turn that was not exact, if any. */
    static Score median(List<Score> scores) {
        Score counts = scores.stream()
                .filter(score -> !score.isExactlyOnce())
                .findFirst()
                .orElse(scores.get(0));
        return new Score(
                counts.jobs,
                middle(scores, Score::enqueue),
                middle(scores, Score::drain),
                middle(scores, Score::pickup50),
                middle(scores, Score::pickup99),
                counts.kept,
                counts.runs,
                counts.ran,
                counts.expected);
    }

    private static double middle(List<Score> scores, ToDoubleFunction<Score> figure) {
        return scores.stream()
                .mapToDouble(figure)
                .sorted()
                .skip((scores.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }
}
