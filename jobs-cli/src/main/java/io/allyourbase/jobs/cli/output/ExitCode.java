package io.allyourbase.jobs.cli.output;

/** How a command ended, as its process tells. */
public enum ExitCode {
    DONE(0),
    /** The server refused, or something failed. */
    REFUSED(1),
    /** A check found what somebody has to mend. */
    FOUND(1),
    WRONG_USAGE(2),
    /** The server, or the database, can't be reached. */
    UNREACHABLE(3);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
