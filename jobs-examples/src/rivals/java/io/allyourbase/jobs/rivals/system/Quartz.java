package io.allyourbase.jobs.rivals.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.IntConsumer;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.SimpleThreadPool;

/**
 * Quartz with its JDBC job store. One durable job has a trigger for each number: the job is stored once, and a batch of
 * triggers in one transaction. Settings from its <a
 * href="https://www.quartz-scheduler.org/documentation/quartz-2.3.0/configuration/ConfigMain.html">configuration
 * reference</a>: as many triggers acquired at once as there are threads, which calls for acquiring them within the lock;
 * and from its <a
 * href="https://www.quartz-scheduler.org/documentation/quartz-2.3.0/best-practices.html">best practices</a>: three
 * connections more than threads.
 */
final class Quartz implements Rival {
    private static final String TABLES = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";
    private static final String NUMBER = "number";

    private final Scheduler scheduler;
    private final JobDetail job =
            JobBuilder.newJob(Job.class).withIdentity("rival").storeDurably().build();

    private Quartz(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    static Quartz open(String jdbcUrl, IntConsumer handler) throws IOException, SQLException, SchedulerException {
        createTables(jdbcUrl);
        Scheduler scheduler = new StdSchedulerFactory(settings(jdbcUrl)).getScheduler();
        scheduler.setJobFactory((bundle, by) ->
                context -> handler.accept(context.getMergedJobDataMap().getInt(NUMBER)));
        return new Quartz(scheduler);
    }

    private static void createTables(String jdbcUrl) throws IOException, SQLException {
        try (InputStream tables = Objects.requireNonNull(Scheduler.class.getResourceAsStream(TABLES), TABLES);
                Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute(new String(tables.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Properties settings(String jdbcUrl) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "org.quartz.scheduler.batchTriggerAcquisitionMaxCount", Integer.toString(WORKERS),
                "org.quartz.threadPool.class", SimpleThreadPool.class.getName(),
                "org.quartz.threadPool.threadCount", Integer.toString(WORKERS),
                "org.quartz.jobStore.class", JobStoreTX.class.getName(),
                "org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName(),
                "org.quartz.jobStore.acquireTriggersWithinLock", "true",
                "org.quartz.jobStore.dataSource", "rivals"));
        settings.putAll(Map.of(
                "org.quartz.dataSource.rivals.provider",
                "hikaricp",
                "org.quartz.dataSource.rivals.driver",
                "org.postgresql.Driver",
                "org.quartz.dataSource.rivals.URL",
                jdbcUrl,
                "org.quartz.dataSource.rivals.maxConnections",
                Integer.toString(WORKERS + 3)));
        return settings;
    }

    @Override
    public void enqueueAll(List<Integer> numbers) throws SchedulerException {
        Set<Trigger> triggers = new HashSet<>();
        numbers.forEach(number -> triggers.add(trigger(number)));
        scheduler.scheduleJobs(Map.of(job, triggers), true);
    }

    @Override
    public void enqueue(int number) throws SchedulerException {
        scheduler.scheduleJob(trigger(number));
    }

    private Trigger trigger(int number) {
        return TriggerBuilder.newTrigger()
                .withIdentity(Integer.toString(number))
                .forJob(job)
                .usingJobData(NUMBER, number)
                .startNow()
                .build();
    }

    @Override
    public void work() throws SchedulerException {
        scheduler.start();
    }

    @Override
    public void close() throws SchedulerException {
        scheduler.shutdown(true);
    }
}
