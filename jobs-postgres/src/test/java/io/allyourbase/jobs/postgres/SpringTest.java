package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** In a program whose transactions are Spring's. */
class SpringTest {
    private static final JobDefinition<String> MAIL = JobDefinition.of("mail", String.class);

    private final TestDatabase database = TestDatabase.migrated();
    private final DataSource pool = database.dataSource();
    private final TransactionAwareDataSourceProxy proxy = new TransactionAwareDataSourceProxy(pool);
    private final JdbcTemplate jdbc = new JdbcTemplate(pool);
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));

    @BeforeEach
    void table() {
        database.execute("CREATE TABLE ${schema}.orders (id int)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_job_is_enqueued_in_springs_transaction_and_shares_its_end() {
        PostgresJobs jobs = jobs(pool);

        transaction.executeWithoutResult(status -> {
            order();
            jobs.in(DataSourceUtils.getConnection(pool)).enqueue(MAIL, "kept");
        });
        transaction.executeWithoutResult(status -> {
            order();
            jobs.in(DataSourceUtils.getConnection(pool)).enqueue(MAIL, "rolled back");
            status.setRollbackOnly();
        });

        assertThat(orders()).isOne();
        assertThat(database.text("SELECT string_agg(payload::text, ',') FROM ${schema}._ayb_jobs"))
                .isEqualTo("\"kept\"");
    }

    @Test
    void a_job_enqueued_by_itself_leaves_springs_transaction_alone() {
        PostgresJobs jobs = jobs(pool);

        transaction.executeWithoutResult(status -> {
            order();
            jobs.enqueue(MAIL, "kept");
            status.setRollbackOnly();
        });

        assertThat(orders()).isZero();
        assertThat(database.text("SELECT count(*) FROM ${schema}._ayb_jobs")).isEqualTo("1");
    }

    @Test
    void a_source_of_connections_in_the_callers_transaction_is_refused_by_name() {
        PostgresJobsBuilder builder = PostgresJobs.builder(proxy);

        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidInput.class)
                .hasMessage("dataSource is a TransactionAwareDataSourceProxy, whose connections are in the caller's"
                        + " transaction; pass the one that it wraps, and enqueue in a transaction by in(connection)");
    }

    @Test
    void what_the_caller_wrote_is_never_committed_by_a_source_that_hides_it() {
        PostgresJobs jobs = jobs(new DelegatingDataSource(proxy));

        transaction.executeWithoutResult(status -> {
            order();
            assertRefused(() -> jobs.enqueue(MAIL, "one"));
            assertRefused(() -> jobs.enqueueAll(MAIL, List.of("two", "three")));
            assertRefused(() -> jobs.store().stats().stats());
            status.setRollbackOnly();
        });

        assertThat(orders()).isZero();
        assertThat(database.text("SELECT count(*) FROM ${schema}._ayb_jobs")).isEqualTo("0");
    }

    @Test
    void a_pool_whose_check_of_a_connection_leaves_a_transaction_open_will_do() {
        try (TestDatabase checked = TestDatabase.migrated("checked " + UUID.randomUUID(), settings -> {
            settings.setAutoCommit(false);
            settings.setConnectionTestQuery("SELECT 1");
        })) {
            PostgresJobs jobs = PostgresJobs.builder(checked.dataSource())
                    .schema(checked.schema())
                    .build();

            jobs.enqueue(MAIL, "one");

            assertThat(checked.text("SELECT count(*) FROM ${schema}._ayb_jobs")).isEqualTo("1");
        }
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidInput.class)
                .hasMessage("dataSource hands out a connection in the middle of a transaction that has written;"
                        + " pass a pool, and enqueue in a transaction by in(connection)");
    }

    private PostgresJobs jobs(DataSource dataSource) {
        return PostgresJobs.builder(dataSource).schema(database.schema()).build();
    }

    private void order() {
        jdbc.update("INSERT INTO " + database.schema().quoted() + ".orders VALUES (1)");
    }

    private int orders() {
        return Integer.parseInt(database.text("SELECT count(*) FROM ${schema}.orders"));
    }
}
