package io.allyourbase.jobs.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import io.allyourbase.jobs.event.JobEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EventsTest {
    private static final JobEvent EVENT = new JobEvent.LoopFailed("loop", 1, new IllegalStateException("away"));

    @Test
    void others_hear_of_it_where_a_listener_throws_what_can_t_be_printed() {
        List<JobEvent> heard = new ArrayList<>();
        Events events = new Events(List.of(
                event -> {
                    throw new Unprintable();
                },
                heard::add));

        events.emit(EVENT);

        assertThat(heard).containsExactly(EVENT);
    }

    @Test
    void others_hear_of_it_where_a_listener_throws_and_the_log_too() {
        Logger logger = (Logger) LoggerFactory.getLogger(Events.class);
        FullDisk disk = new FullDisk();
        List<JobEvent> heard = new ArrayList<>();
        Events events = new Events(List.of(
                event -> {
                    throw new IllegalStateException("a bad listener");
                },
                heard::add));

        logger.addAppender(disk);
        try {
            events.emit(EVENT);
        } finally {
            logger.detachAppender(disk);
        }

        assertThat(heard).containsExactly(EVENT);
        assertThat(disk.refused()).isPositive();
    }

    private static final class Unprintable extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }
}
