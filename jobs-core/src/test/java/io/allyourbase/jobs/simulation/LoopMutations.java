package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.engine.loop.Loop;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Store;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Loops of an engine that stop, or come too late. */
final class LoopMutations {
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private LoopMutations() {}

    private static Mutation of(String name, Predicate<Loop> when, UnaryOperator<Duration> pause) {
        return new Mutation() {
            @Override
            Duration pause(Loop loop, Duration asked) {
                return loop.name().equals(name) && when.test(loop) ? pause.apply(asked) : asked;
            }
        };
    }

    /** After its first step it acts only when it is signalled. */
    static Mutation waitsForSignals(String loop) {
        return of(loop, each -> each.problem().isEmpty(), asked -> asked.isZero() ? asked : FOR_EVER);
    }

    static Mutation stopsAtAFailure(String loop) {
        return of(loop, each -> each.problem().isPresent(), asked -> FOR_EVER);
    }

    static Mutation isTooSlow(String loop) {
        return of(loop, each -> true, asked -> asked.multipliedBy(4));
    }

    static Mutation keepsLostClaims() {
        return new Mutation() {
            @Override
            Store.Work inEngine(Store.Work work) {
                return work.with(new LikeClaims(work.claims()) {
                    @Override
                    public int giveBackUnknown(WorkerId worker, Set<RunId> known) {
                        return 0;
                    }
                });
            }
        };
    }

    /** A look that finds nothing is taken for the last word. */
    static Mutation looksForLostClaimsOnce() {
        return new Mutation() {
            @Override
            Store.Work inEngine(Store.Work work) {
                return work.with(new LooksOnce(work.claims()));
            }
        };
    }

    private static final class LooksOnce extends LikeClaims {
        private boolean hasLooked;

        LooksOnce(Claims claims) {
            super(claims);
        }

        @Override
        public List<Job> claim(Request request) {
            try {
                return super.claim(request);
            } catch (JobsException e) {
                hasLooked = false;
                throw e;
            }
        }

        @Override
        public int giveBackUnknown(WorkerId worker, Set<RunId> known) {
            int found = hasLooked ? 0 : super.giveBackUnknown(worker, known);
            hasLooked = true;
            return found;
        }
    }
}
