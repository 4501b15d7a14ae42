package io.allyourbase.jobs.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.event.JobEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    private static final class Unprintable extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }
}
