package io.allyourbase.jobs.cli.faults.proxy;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What happens to each piece of data on its way. */
public interface Traffic {
    /** Everything gets through. */
    Traffic PASSES = new Traffic() {};

    /** Nothing gets through, and nobody is told: a connection that has met this is dead for good. */
    Traffic VANISHES = new Traffic() {
        @Override
        public Fate fate(Direction direction) {
            return Fate.VANISHES;
        }
    };

    /** Connections are refused. */
    Traffic REFUSED = new Traffic() {
        @Override
        public boolean accepts() {
            return false;
        }
    };

    /** Which way. */
    enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    /** What becomes of a piece. */
    enum Fate {
        ARRIVES,
        /** Half of it arrives, and then both ends are reset. */
        TORN,
        VANISHES
    }

    /** Everything is late by that much. */
    static Traffic delayed(Duration delay) {
        return new Traffic() {
            @Override
            public Duration delay() {
                return delay;
            }
        };
    }

    /** Now and then a connection is reset when half of a piece that goes this way has arrived. */
    static Traffic torn(Direction torn, BooleanSupplier chance) {
        return new Traffic() {
            @Override
            public Fate fate(Direction direction) {
                return direction == torn && chance.getAsBoolean() ? Fate.TORN : Fate.ARRIVES;
            }
        };
    }

    default boolean accepts() {
        return true;
    }

    default Fate fate(Direction direction) {
        return Fate.ARRIVES;
    }

    default Duration delay() {
        return Duration.ZERO;
    }
}
