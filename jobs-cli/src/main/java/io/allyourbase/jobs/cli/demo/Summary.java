package io.allyourbase.jobs.cli.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the demo did, beside what it should have done. */
final class Summary {
    private final List<String> lines = new ArrayList<>();
    private boolean asExpected = true;

    /** A number that is only told. */
    void tell(String what, String value) {
        lines.add(String.format(Locale.ROOT, "  %-46s %12s", what, value));
    }

    /** A number that must be as expected. */
    void check(String what, long actual, long expected) {
        boolean isRight = actual == expected;
        asExpected &= isRight;
        lines.add(String.format(
                Locale.ROOT, "  %-46s %,12d  %s", what, actual, isRight ? "as expected" : "EXPECTED " + expected));
    }

    /** Whether every number is as expected. */
    boolean isAsExpected() {
        return asExpected;
    }

    void print(PrintWriter out) {
        out.println();
        lines.forEach(out::println);
        out.println();
        out.println(asExpected ? "Everything is as expected." : "Some numbers are NOT as expected.");
        out.flush();
    }
}
