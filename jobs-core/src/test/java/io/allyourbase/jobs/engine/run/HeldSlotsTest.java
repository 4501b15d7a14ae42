package io.allyourbase.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.allyourbase.jobs.name.JobId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Two slots, and handlers that go on whatever they are told. */
class HeldSlotsTest extends RunsByHand {
    private static final long LONG = Duration.ofSeconds(11).toNanos();

    private final HeldSlots held = new HeldSlots(running, 2, this::nanoTime);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    HeldSlotsTest() {
        super(2);
    }

    @BeforeEach
    void listen() {
        lines.start();
        logger().addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger().detachAppender(lines);
        // Told to end is the test's own thread.
        Thread.interrupted();
    }

    @Test
    void they_are_a_problem_when_no_slot_is_left_and_until_one_is() {
        List<Slot> slots = begunTwice();

        timeOutAll();
        assertThat(held.problem()).isEmpty();
        now += LONG;
        assertThat(held.problem()).get().asString().contains("2", "told to end and did not", "mail");
        slots.get(0).finish();

        assertThat(held.problem()).isEmpty();
    }

    @Test
    void they_are_still_one_once_their_failures_are_written() {
        List<Slot> slots = begunTwice();

        timeOutAll();
        outcomes.step();
        assertThat(running.all()).isEmpty();
        now += LONG;

        assertThat(held.problem()).isPresent();
        slots.forEach(Slot::finish);
        assertThat(held.problem()).isEmpty();
    }

    @Test
    void those_that_lost_their_lease_are_one_too_and_those_that_did_not_are_none() {
        begunTwice();

        now += LONG;
        assertThat(held.problem()).isEmpty();
        running.all().forEach(run -> run.lose(now));
        now += LONG;

        assertThat(held.problem()).isPresent();
    }

    @Test
    void each_is_logged_once_with_its_job_and_where_its_thread_is() {
        JobId id = enqueue();
        start();
        threads.remove().begin(Thread.currentThread());

        timeOutAll();
        held.step();
        assertThat(lines.list).isEmpty();
        now += LONG;
        held.step();
        outcomes.step();
        held.step();

        assertThat(held.problem()).isEmpty();
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).contains("mail", id.toString());
            assertThat(line.getThrowableProxy().getStackTraceElementProxyArray())
                    .anySatisfy(each -> assertThat(each.getStackTraceElement().getClassName())
                            .isEqualTo(HeldSlotsTest.class.getName()));
        });
    }

    private List<Slot> begunTwice() {
        enqueue();
        enqueue();
        start();
        List<Slot> slots = List.copyOf(threads);
        slots.forEach(slot -> slot.begin(thread));
        assertThat(started()).hasSize(2);
        return slots;
    }

    private void timeOutAll() {
        running.all().forEach(executor::timeOut);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(HeldSlots.class);
    }
}
