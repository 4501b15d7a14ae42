package io.allyourbase.jobs.postgres.sql.copy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * Rows into a table, by COPY.
 *
 * @param limit how long the server may take to begin; zero for as long as it likes
 */
public record Copy(PGConnection connection, Duration limit) {
    private static final int CHUNK = 1 << 16;

    /** Copies rows in, each as the writer writes its fields. */
    public <T> void in(String sql, List<T> rows, BiConsumer<T, CopyText> writer) throws SQLException {
        CopyIn copy = begin(sql);
        try {
            CopyText text = new CopyText();
            for (T row : rows) {
                writer.accept(row, text);
                text.endRow();
                if (text.length() >= CHUNK) {
                    send(copy, text);
                }
            }
            send(copy, text);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private CopyIn begin(String sql) throws SQLException {
        CopyManager manager = connection.getCopyAPI();
        return limit.isZero() ? manager.copyIn(sql) : new StartLimit(connection, limit).hold(() -> manager.copyIn(sql));
    }

    private static void send(CopyIn copy, CopyText text) throws SQLException {
        byte[] bytes = text.take();
        copy.writeToCopy(bytes, 0, bytes.length);
    }
}
