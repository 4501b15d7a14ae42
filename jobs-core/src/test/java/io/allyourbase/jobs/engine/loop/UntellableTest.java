package io.allyourbase.jobs.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.event.JobEventListener;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A loop whose step fails twice, and what is told of that fails too: it goes round all the same. */
class UntellableTest {
    private final List<JobEvent> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger steps = new AtomicInteger();
    private final List<Loops> open = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Loops::close);
    }

    @Test
    void a_log_that_throws() {
        Logger logger = (Logger) LoggerFactory.getLogger(Loop.class);
        FullDisk disk = new FullDisk();
        logger.setLevel(Level.INFO);
        logger.addAppender(disk);
        try {
            goesRound(new Random(1), told::add);
        } finally {
            logger.detachAppender(disk);
            logger.setLevel(null);
        }
        assertThat(disk.refused()).isEqualTo(2);
    }

    @Test
    void chance_that_throws() {
        goesRound(
                () -> {
                    throw new OutOfMemoryError("Java heap space");
                },
                told::add);
    }

    @Test
    void a_listener_that_interrupts_its_thread() {
        goesRound(new Random(1), event -> {
            told.add(event);
            Thread.currentThread().interrupt();
        });
    }

    @Test
    void a_step_that_leaves_an_interrupt_waits_as_long_as_it_says() {
        Loops loops = loops(new Random(1), told::add);
        loops.start(
                "interrupting",
                () -> {
                    steps.incrementAndGet();
                    Thread.currentThread().interrupt();
                    return Duration.ofHours(1);
                },
                new Signal());
        loops.start("other", () -> steps.get() == 0 ? Duration.ZERO : failure(), new Signal());

        // By then the first would have gone round many times.
        await().until(() -> told.size() == 3);
        assertThat(steps).hasValue(1);
        assertThat(loops.problem()).get().asString().startsWith("other failed");
    }

    private void goesRound(RandomGenerator random, JobEventListener listener) {
        Loops loops = loops(random, listener);

        loops.start("failing", () -> steps.incrementAndGet() <= 2 ? failure() : Duration.ofHours(1), new Signal());

        await().until(() -> steps.get() == 3);
        await().until(() -> told.size() == 3);
        assertThat(told)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("LoopFailed", "LoopFailed", "LoopRecovered");
        assertThat(loops.problem()).isEmpty();
    }

    private static Duration failure() {
        throw new IllegalStateException("the database is away");
    }

    private Loops loops(RandomGenerator random, JobEventListener listener) {
        Loops loops = new Loops(new Loop.Setting(Threads.daemons("test"), new Events(List.of(listener)), random));
        open.add(loops);
        return loops;
    }
}
