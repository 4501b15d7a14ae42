package io.allyourbase.jobs.schedule;

import io.allyourbase.jobs.error.InvalidInput;

/** What becomes of fire times that passed while no scheduler ran. */
public sealed interface CatchUp {
    /** One late job, for the newest missed fire time. The default. */
    CatchUp ONCE = new Once();

    /** None: the schedule goes on with its next fire time. */
    CatchUp SKIP = new Skip();

    /** A job for every missed fire time, but at most the newest {@code cap}. */
    static CatchUp all(int cap) {
        return new All(cap);
    }

    record Once() implements CatchUp {}

    record Skip() implements CatchUp {}

    /** @param cap from 1 to {@link #LIMIT} */
    record All(int cap) implements CatchUp {
        /** The largest cap. */
        public static final int LIMIT = 1000;

        /** @throws InvalidInput when the cap is out of range */
        public All {
            if (cap < 1 || cap > LIMIT) {
                throw new InvalidInput("catchUp cap", cap + " is not allowed; must be from 1 to " + LIMIT);
            }
        }
    }
}
