package io.allyourbase.jobs.postgres;

import io.allyourbase.jobs.contract.AdminContract;
import io.allyourbase.jobs.contract.BulkContract;
import io.allyourbase.jobs.contract.ClaimsContract;
import io.allyourbase.jobs.contract.CountsContract;
import io.allyourbase.jobs.contract.InsightContract;
import io.allyourbase.jobs.contract.LeasesContract;
import io.allyourbase.jobs.contract.LifecycleContract;
import io.allyourbase.jobs.contract.QueueContract;
import io.allyourbase.jobs.contract.RetentionContract;
import io.allyourbase.jobs.contract.RunNowContract;
import io.allyourbase.jobs.contract.RunsContract;
import io.allyourbase.jobs.contract.SchedulesContract;
import io.allyourbase.jobs.contract.TicksContract;
import io.allyourbase.jobs.contract.WakeupsContract;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** Every contract, on a database set in one way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreSetting {
    private @Nullable TestDatabase database;

    abstract TestDatabase open();

    @BeforeAll
    void openDatabase() {
        database = open();
    }

    @AfterAll
    void closeDatabase() {
        if (database != null) {
            database.close();
        }
        closeServer();
    }

    /** Ends what open started besides the database. */
    void closeServer() {}

    private Store fresh() {
        TestDatabase opened = Objects.requireNonNull(database);
        opened.clear();
        return PostgresStore.of(opened.dataSource(), opened.schema());
    }

    @Nested
    class Queue extends QueueContract {
        @Override
        protected Store newStore() {
            return fresh();
        }
    }

    @Nested
    class Claims extends ClaimsContract {
        @Override
        protected Store newStore() {
            return fresh();
        }
    }

    @Nested
    class Leases extends LeasesContract {
        @Override
        protected Store newStore() {
            return fresh();
        }
    }

    @Nested
    class Runs extends RunsContract {
        @Override
        protected Store newStore() {
            return fresh();
        }
    }

    @Nested
    class Counts extends CountsContract {
        @Override
        protected Store newStore() {
            return fresh();
        }
    }

    @Nested
    class Lifecycle extends LifecycleContract {
        @Override
        protected Store newStore() {
            return fresh();
        }
    }

    @Nested
    class Admin extends AdminContract {
        @Override
        protected Store newStore() {
            return fresh();
        }
    }

    @Nested
    class Bulk extends BulkContract {
        @Override
        protected Store newStore() {
            return fresh();
        }
    }

    @Nested
    class RunNow extends RunNowContract {
        @Override
        protected Store newStore() {
            return fresh();
        }
    }

    @Nested
    class Insight extends InsightContract {
        @Override
        protected Store newStore() {
            return fresh();
        }
    }

    @Nested
    class Schedules extends SchedulesContract {
        @Override
        protected Store newStore() {
            return fresh();
        }
    }

    @Nested
    class Ticks extends TicksContract {
        @Override
        protected Store newStore() {
            return fresh();
        }
    }

    @Nested
    class Retention extends RetentionContract {
        @Override
        protected Store newStore() {
            return fresh();
        }
    }

    @Nested
    class Wakeups extends WakeupsContract {
        @Override
        protected Store newStore() {
            return fresh();
        }
    }
}
