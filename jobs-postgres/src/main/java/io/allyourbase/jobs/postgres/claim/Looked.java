package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.postgres.cursor.Walk;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.util.Optional;

/** What a look found, and what it read of the index for it, if that was counted. */
record Looked<T>(T found, Optional<Walk> walk) {
    static <T> Database.Work<Looked<T>> uncounted(Database.Work<T> look) {
        return transaction -> new Looked<>(look.in(transaction), Optional.empty());
    }

    /** @param starts how many lines it looks at */
    static <T> Database.Work<Looked<T>> counted(Database.Work<T> look, int starts) {
        return transaction -> {
            Transaction.Gauge<Walk> gauge = transaction.gauge(Walk.SO_FAR, Walk::read);
            T found = look.in(transaction);
            Walk walk = gauge.last().since(gauge.first()).beyond(starts);
            return new Looked<>(found, Optional.of(walk));
        };
    }
}
