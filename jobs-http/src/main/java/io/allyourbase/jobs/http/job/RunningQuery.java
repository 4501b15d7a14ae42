package io.allyourbase.jobs.http.job;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.http.json.Shown;
import io.allyourbase.jobs.http.route.Query;
import java.util.Optional;

/** Whether a cancel also means jobs that run: {@code ?running=ask}. */
final class RunningQuery {
    private RunningQuery() {}

    static boolean isAsk(Query query) {
        Optional<String> running = query.text("running");
        running.filter(word -> !word.equals("ask")).ifPresent(word -> {
            throw new InvalidInput("running", Shown.quoted(word) + " is not allowed; must be ask, or be left out");
        });
        return running.isPresent();
    }
}
