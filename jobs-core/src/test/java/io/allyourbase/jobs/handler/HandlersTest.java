package io.allyourbase.jobs.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.payload.Payload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlersTest {
    private static final JobDefinition<String> MAIL = JobDefinition.of("mail", String.class);
    private static final Payload PAYLOAD = Payload.of("\"ada\"");

    private final List<String> seen = new ArrayList<>();

    @Test
    void interceptors_go_around_each_run_the_first_outermost() throws Exception {
        Handlers handlers = Handlers.builder(new Texts())
                .around(seeing("outer"))
                .handleWithOutcome(MAIL, (payload, run) -> {
                    seen.add(payload);
                    return Outcome.completed("sent");
                })
                .around(seeing("inner"))
                .build();

        assertThat(run(handlers)).isEqualTo(Outcome.completed("sent"));
        assertThat(seen).containsExactly("outer begins", "inner begins", "ada", "inner ends", "outer ends");
    }

    @Test
    void interceptors_see_what_was_thrown_also_when_the_payload_could_not_be_read() {
        Handlers handlers = Handlers.builder(new Unreadable())
                .handle(MAIL, (payload, run) -> seen.add("not reached"))
                .around(seeing("outer"))
                .build();

        assertThatThrownBy(() -> run(handlers)).isInstanceOf(PermanentFailure.class);
        assertThat(seen).containsExactly("outer begins", "outer saw the payload can't be read");
    }

    private Interceptor seeing(String name) {
        return (run, inside) -> {
            seen.add(name + " begins");
            try {
                Outcome outcome = inside.proceed();
                seen.add(name + " ends");
                return outcome;
            } catch (Exception e) {
                seen.add(name + " saw " + e.getMessage());
                throw e;
            }
        };
    }

    private static Outcome run(Handlers handlers) throws Exception {
        return handlers.find(MAIL.type()).orElseThrow().handler().handle(PAYLOAD, new NoRun());
    }

    private static final class NoRun implements Run {
        @Override
        public Job job() {
            throw new IllegalStateException("nobody asks");
        }

        @Override
        public boolean stillOwner() {
            return true;
        }
    }

    private static class Texts implements PayloadCodec {
        @Override
        public Payload encode(Object value) {
            return PAYLOAD;
        }

        @Override
        public <P> P decode(Payload payload, Class<P> type) {
            return type.cast(payload.json().replace("\"", ""));
        }
    }

    private static final class Unreadable extends Texts {
        @Override
        public <P> P decode(Payload payload, Class<P> type) {
            throw new InvalidInput("payload", "is no text");
        }
    }
}
