package io.allyourbase.jobs.postgres.sql;

import io.allyourbase.jobs.postgres.sql.copy.Copy;
import io.allyourbase.jobs.postgres.sql.copy.CopyText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.postgresql.PGConnection;
import org.postgresql.util.PGobject;

/**
 * Statements in one transaction. A parameter is a String, a number, a UUID, a boolean, an Instant, a Duration (bound as
 * microseconds), a {@link Column}, or an Optional of these (bound as null when empty).
 */
public final class Transaction {
    static final Sql NOW = Sql.of("SELECT now() AS now");

    private final Connection connection;
    private final SchemaName schema;
    /** What goes with the next statement, so that it costs no round trip of its own. */
    private String ahead;
    /** What goes behind each statement. */
    private final String end;
    /** How long the driver lets each statement take, of a COPY its start; zero for as long as it likes. */
    private final int seconds;
    /** What is read before and after each query, if anything is. */
    private Optional<Gauge<?>> gauge = Optional.empty();

    private Transaction(Connection connection, SchemaName schema, String settings, String end, int seconds) {
        this.connection = connection;
        this.schema = schema;
        this.ahead = settings;
        this.end = end;
        this.seconds = seconds;
    }

    Transaction(Connection connection, SchemaName schema, String settings) {
        this(connection, schema, settings, "", 0);
    }

    /** Under whatever holds on the connection. */
    Transaction(Connection connection, SchemaName schema) {
        this(connection, schema, "");
    }

    /** Each statement by itself, for that many seconds at most. */
    static Transaction alone(Connection connection, SchemaName schema, int seconds) {
        return new Transaction(connection, schema, "", "", seconds);
    }

    /** One that begins and commits with its only statement. */
    static Transaction ofOneStatement(Connection connection, SchemaName schema, String settings) {
        return new Transaction(connection, schema, "BEGIN ISOLATION LEVEL READ COMMITTED; " + settings, "; COMMIT", 0);
    }

    public SchemaName schema() {
        return schema;
    }

    /** The rows that the statement returns. */
    public <T> List<T> query(Sql sql, List<?> parameters, Row.Reader<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            execute(statement);
            readGauge(statement);
            List<T> answer = nextRows(statement, reader);
            readGauge(statement);
            return answer;
        }
    }

    /** When it began, by the database's clock. */
    public Instant now() throws SQLException {
        return query(NOW, List.of(), row -> row.instant("now")).get(0);
    }

    private void readGauge(PreparedStatement statement) throws SQLException {
        if (gauge.isPresent()) {
            gauge.get().read(statement);
        }
    }

    /** The rows of the next of several results that has any. */
    private static <T> List<T> nextRows(PreparedStatement statement, Row.Reader<T> reader) throws SQLException {
        boolean isRows = statement.getResultSet() != null;
        while (!isRows && statement.getUpdateCount() >= 0) {
            isRows = statement.getMoreResults();
        }
        List<T> answer = new ArrayList<>();
        try (ResultSet rows = statement.getResultSet()) {
            Row row = new Row(rows);
            while (rows.next()) {
                answer.add(reader.read(row));
            }
        }
        statement.getMoreResults();
        return answer;
    }

    /** Reads one row, which takes no parameters, before and after each query from here on, in the same round trip. */
    public <T> Gauge<T> gauge(Sql sql, Row.Reader<T> reader) {
        Gauge<T> added = new Gauge<>(sql, reader);
        gauge = Optional.of(added);
        return added;
    }

    /** The first row, if the statement returns any. */
    public <T> Optional<T> first(Sql sql, List<?> parameters, Row.Reader<T> reader) throws SQLException {
        return query(sql, parameters, reader).stream().findFirst();
    }

    /** How many rows the statement changed. */
    public int update(Sql sql, List<?> parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            execute(statement);
            int last = 0;
            int lastButOne = 0;
            while (statement.getUpdateCount() >= 0) {
                lastButOne = last;
                last = statement.getUpdateCount();
                statement.getMoreResults();
            }
            return end.isEmpty() ? last : lastButOne;
        }
    }

    /** What is done from here on can be undone. Goes with the next statement, and costs no round trip. */
    public void savepoint() {
        ahead += "SAVEPOINT ayb; ";
    }

    /** Undoes all since the savepoint, which stays. */
    public void rollBackToSavepoint() throws SQLException {
        bare("ROLLBACK TO SAVEPOINT ayb");
    }

    /** Whether rows can be copied in: the connection is the driver's, whatever pools have wrapped around it. */
    public boolean canCopy() throws SQLException {
        return connection.isWrapperFor(PGConnection.class);
    }

    /** Copies rows in, each as the writer writes its fields. */
    public <T> void copy(Sql sql, List<T> rows, BiConsumer<T, CopyText> writer) throws SQLException {
        if (!ahead.isEmpty()) {
            apply();
        }
        PGConnection driver = connection.unwrap(PGConnection.class);
        new Copy(driver, Duration.ofSeconds(seconds)).in(sql.in(schema), rows, writer);
    }

    /** Runs a script of several statements, none of which has a parameter, with unqualified names in the schema. */
    public void script(String script) throws SQLException {
        if (!ahead.isEmpty()) {
            apply();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL search_path TO " + schema.quoted());
            statement.execute(script);
        }
    }

    /** How the server would run the statement, line by line; it is not run. */
    public List<String> plan(Sql sql) throws SQLException {
        apply();
        return new Explain(connection).plan(sql.in(schema));
    }

    /** Has it take effect without a statement to go with. */
    private void apply() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ahead + "SELECT 1");
        }
        ahead = "";
    }

    void bare(String statement) throws SQLException {
        try (Statement alone = connection.createStatement()) {
            alone.execute(statement);
        }
    }

    // A commit that waits for its synchronous standby is there already. A server that is asked to give up ends the wait
    // well, and only warns (Postgres, syncrep.c): a fail-over would lose what was written.
    private void execute(PreparedStatement statement) throws SQLException {
        long start = System.nanoTime();
        statement.execute();
        long took = System.nanoTime() - start;
        if (seconds > 0 && took >= TimeUnit.SECONDS.toNanos(seconds) && statement.getWarnings() != null) {
            throw new SQLException("no standby confirmed the commit", SqlFailure.CANCELED);
        }
    }

    private PreparedStatement prepare(Sql sql, List<?> parameters) throws SQLException {
        if (ahead.isEmpty() && !end.isEmpty()) {
            throw new IllegalStateException("a second statement in a transaction of one");
        }
        String gauged = gauge.map(each -> each.sql.in(schema) + "; ").orElse("");
        String behind = gauge.map(each -> "; " + each.sql.in(schema)).orElse("");
        PreparedStatement statement = connection.prepareStatement(ahead + gauged + sql.in(schema) + behind + end);
        ahead = "";
        try {
            if (seconds > 0) {
                statement.setQueryTimeout(seconds);
            }
            for (int i = 0; i < parameters.size(); i++) {
                bind(statement, i + 1, parameters.get(i));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof Optional<?> maybe) {
            if (maybe.isPresent()) {
                bind(statement, index, maybe.get());
            } else {
                statement.setNull(index, Types.NULL);
            }
        } else if (value instanceof Instant instant) {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        } else if (value instanceof Duration duration) {
            statement.setLong(index, micros(duration));
        } else if (value instanceof Column column) {
            statement.setArray(index, connection.createArrayOf(column.type, column.values));
        } else if (value instanceof String text) {
            statement.setObject(index, typed(text));
        } else {
            statement.setObject(index, value);
        }
    }

    // Whatever the pool's stringtype is: a statement with parameters of no type may take two round trips more.
    private static PGobject typed(String text) throws SQLException {
        PGobject typed = new PGobject();
        typed.setType("text");
        typed.setValue(text);
        return typed;
    }

    /** Whole microseconds, as Postgres counts. */
    public static long micros(Duration duration) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(duration));
    }

    /** What is read before and after a statement. */
    public static final class Gauge<T> {
        private final Sql sql;
        private final Row.Reader<T> reader;
        private final List<T> readings = new ArrayList<>();

        private Gauge(Sql sql, Row.Reader<T> reader) {
            this.sql = sql;
            this.reader = reader;
        }

        private void read(PreparedStatement statement) throws SQLException {
            readings.addAll(nextRows(statement, reader));
        }

        /** As it stood before the first query. */
        public T first() {
            return readings.get(0);
        }

        /** As it stood after the last. */
        public T last() {
            return readings.get(readings.size() - 1);
        }
    }
}
