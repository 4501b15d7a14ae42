package io.allyourbase.jobs.postgres.outcome;

import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.JobState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Endings sorted by what they say. Most say the same, that a first run completed, and those can be written together by
 * a statement that compares each row with one fence and not with its own.
 *
 * @param groups of those that say the same, when there are many, or no others
 * @param others all the rest
 */
record Alike(List<List<Ending>> groups, List<Ending> others) {
    private static final int MANY = 8;

    private record Word(Fence fence, String word, Optional<String> text) {}

    static Alike of(List<Ending> endings) {
        Map<Word, List<Ending>> byWord = new LinkedHashMap<>();
        List<List<Ending>> groups = new ArrayList<>();
        List<Ending> others = new ArrayList<>();
        for (Ending each : endings) {
            byWord.computeIfAbsent(new Word(each.fence(), each.word(), each.text()), word -> new ArrayList<>())
                    .add(each);
        }
        byWord.values().forEach(group -> {
            boolean isWorthIt = group.size() >= MANY || byWord.size() == 1;
            if (isWorthIt && group.get(0).state() == JobState.COMPLETED) {
                groups.add(group);
            } else {
                others.addAll(group);
            }
        });
        return new Alike(groups, others);
    }
}
