package io.allyourbase.jobs.cli.jobs.view;

import io.allyourbase.jobs.cli.client.AdminClient;
import io.allyourbase.jobs.cli.client.Route;
import io.allyourbase.jobs.cli.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The pages of a list, up to a limit. A page may be empty and not be the last. Not safe for use by many threads. */
final class Pages {
    /** What the server gives at most in one page. */
    private static final int LARGEST = 500;

    private final AdminClient server;
    private final Route route;
    private long left;
    private Optional<String> cursor;
    private boolean ended;

    Pages(AdminClient server, Route route, long limit, Optional<String> cursor) {
        this.server = server;
        this.route = route;
        this.left = limit;
        this.cursor = cursor;
    }

    /** Whether there is more to get within the limit; before the first page, always. */
    boolean hasNext() {
        return !ended && left > 0;
    }

    /** Gets the next page. A limit that is not allowed goes to the server as it is, which refuses it. */
    List<JsonObject> next() {
        Route next = route.with("limit", Optional.of(Long.toString(Math.min(left, LARGEST))))
                .with("cursor", cursor);
        JsonObject page = server.get(next);
        List<JsonObject> jobs = page.objects("items");
        left -= jobs.size();
        cursor = page.text("nextCursor");
        ended = cursor.isEmpty();
        return jobs;
    }

    /** Where what is beyond the limit starts; empty when there is nothing. */
    Optional<String> rest() {
        return ended ? Optional.empty() : cursor;
    }
}
