package io.allyourbase.jobs.postgres.notify;

import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The channel on which a schema's workers hear of new jobs; what is sent on it is the queue's name. */
public final class Channel {
    private static final String PREFIX = "ayb_jobs_";
    private static final int LONGEST_NAME = 63;

    private static final Sql NOTIFY = Sql.of("SELECT pg_notify(?, queue) FROM unnest(?) AS queue");

    private Channel() {}

    /** Hints at these queues once the transaction commits. */
    public static void hint(Transaction transaction, List<String> queues) throws SQLException {
        if (!queues.isEmpty()) {
            Column names = Column.texts(queues, queue -> queue);
            transaction.query(NOTIFY, List.of(name(transaction.schema()), names), row -> true);
        }
    }

    /** Carries the schema's name, or a digest of one that is too long. */
    public static String name(SchemaName schema) {
        byte[] bytes = schema.value().getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_NAME - PREFIX.length()
                ? PREFIX + schema.value()
                : PREFIX + UUID.nameUUIDFromBytes(bytes);
    }
}
