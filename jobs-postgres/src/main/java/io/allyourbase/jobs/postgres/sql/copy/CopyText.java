package io.allyourbase.jobs.postgres.sql.copy;

import java.nio.charset.StandardCharsets;

/** Rows in COPY's text format, field by field. */
public final class CopyText {
    private final StringBuilder rows = new StringBuilder();
    private boolean inRow;

    CopyText() {}

    /** A text, whatever is in it. */
    public CopyText text(String value) {
        separate();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> rows.append("\\\\");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                case '\t' -> rows.append("\\t");
                default -> rows.append(c);
            }
        }
        return this;
    }

    /** What can be written as it is: a number, a UUID, a time. */
    public CopyText plain(Object value) {
        separate();
        rows.append(value);
        return this;
    }

    private void separate() {
        if (inRow) {
            rows.append('\t');
        }
        inRow = true;
    }

    void endRow() {
        rows.append('\n');
        inRow = false;
    }

    int length() {
        return rows.length();
    }

    /** What was written since it was last taken. */
    byte[] take() {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        rows.setLength(0);
        return bytes;
    }
}
