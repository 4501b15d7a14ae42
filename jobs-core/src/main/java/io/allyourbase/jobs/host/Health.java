package io.allyourbase.jobs.host;

import java.util.Optional;

/**
 * How a queue is: for each part one line of what is wrong, fit for anyone to read; empty when it is well.
 *
 * @param database whether it answers
 * @param schema whether it has the tables of this program's version; empty, too, when the database does not answer
 * @param engine whether its loops go round; empty, too, when it is not to run
 */
public record Health(Optional<String> database, Optional<String> schema, Optional<String> engine) {
    /** All is well. */
    public static final Health GOOD = new Health(Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether all is well. */
    public boolean isGood() {
        return equals(GOOD);
    }
}
