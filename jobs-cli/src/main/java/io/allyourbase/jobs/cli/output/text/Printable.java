package io.allyourbase.jobs.cli.output.text;

/** Text from elsewhere, made safe to print: what could drive a terminal, or turn its lines around, is spelled out. */
public final class Printable {
    private Printable() {}

    /** The text on one line. Spelled as JSON spells it, so that JSON stays the same JSON. */
    public static String line(String text) {
        int safe = 0;
        while (safe < text.length() && !isUnsafe(text, safe)) {
            safe++;
        }
        return safe == text.length() ? text : spelled(text, safe);
    }

    /** The text with its line breaks, and everything else as in {@link #line}. */
    public static String lines(String text) {
        StringBuilder all = new StringBuilder(text.length());
        for (String line : text.split("\n", -1)) {
            all.append(all.length() == 0 ? "" : "\n").append(line(line));
        }
        return all.toString();
    }

    private static String spelled(String text, int from) {
        StringBuilder result = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUnsafe(text, i)) {
                result.append(spelled(c));
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }

    private static String spelled(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u" + Integer.toHexString(0x10000 | c).substring(1);
        };
    }

    private static boolean isUnsafe(String text, int i) {
        char c = text.charAt(i);
        return Character.isISOControl(c) || isBreak(c) || turnsLines(c) || isUnpaired(text, i);
    }

    private static boolean isBreak(char c) {
        return c == '\u2028' || c == '\u2029';
    }

    /** Marks that set the direction of writing. */
    private static boolean turnsLines(char c) {
        return c == '\u200e' || c == '\u200f' || (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    }

    private static boolean isUnpaired(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
