package io.allyourbase.jobs.cli.group;

import java.util.List;

/** A command that does nothing itself but has commands, each made only when it is asked for. */
public interface CommandGroup {
    /** The names of its commands, in the order of its help. */
    List<String> names();

    /** The command of that name, which is one of {@link #names}. */
    Object command(String name);
}
