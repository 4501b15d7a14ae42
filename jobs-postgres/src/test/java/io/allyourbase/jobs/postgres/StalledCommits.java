package io.allyourbase.jobs.postgres;

import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * A client that is stopped, as by SIGSTOP, before it commits what it wrote to a table, until the server has lost patience
 * and ended the session; and again, until it is enough.
 */
final class StalledCommits {
    private static final String HAS_WRITTEN =
            "SELECT count(*) FROM pg_locks WHERE pid = %d AND mode = 'RowExclusiveLock' AND relation = '${schema}.%s'::regclass";
    private static final String IS_ALIVE = "SELECT count(*) FROM pg_stat_activity WHERE pid = %d";

    private final TestDatabase database;
    private final String table;
    private final BooleanSupplier enough;

    StalledCommits(TestDatabase database, String table, BooleanSupplier enough) {
        this.database = database;
        this.table = table;
        this.enough = enough;
    }

    DataSource dataSource() {
        return behind(DataSource.class, database.dataSource(), method -> {});
    }

    private interface Before {
        void call(Method method) throws SQLException;
    }

    private <T> T behind(Class<T> type, T real, Before before) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    before.call(method);
                    Object answer = call(real, method, arguments);
                    return answer instanceof Connection connection && type == DataSource.class
                            ? behind(Connection.class, connection, each -> stall(each, connection))
                            : answer;
                }));
    }

    private static Object call(Object real, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void stall(Method method, Connection connection) throws SQLException {
        if (!method.getName().equals("commit") || enough.getAsBoolean()) {
            return;
        }
        int session = connection.unwrap(PGConnection.class).getBackendPID();
        if (isAny(HAS_WRITTEN.formatted(session, table))) {
            await().until(() -> !isAny(IS_ALIVE.formatted(session)));
        }
    }

    private boolean isAny(String count) {
        return !database.text(count).equals("0");
    }
}
