package io.allyourbase.jobs.payload;

import java.util.Optional;

/**
 * Recognises JSON (RFC 8259), less what Postgres' jsonb can't hold: NUL and unpaired surrogates in strings. A
 * recogniser only, so that core needs no JSON library; nesting is bounded so that no input can exhaust a stack.
 */
final class JsonSyntax {
    /** Jackson's default for StreamReadConstraints.maxNestingDepth is 500: what we take, every reader must take. */
    private static final int MAX_DEPTH = 500;

    private final String text;
    private int at;

    private JsonSyntax(String text) {
        this.text = text;
    }

    /** What is wrong with the text; empty when it is JSON. */
    static Optional<String> check(String text) {
        JsonSyntax syntax = new JsonSyntax(text);
        try {
            syntax.space();
            syntax.value(0);
            syntax.space();
            return syntax.at == text.length() ? Optional.empty() : Optional.of("text after the value, at " + syntax.at);
        } catch (Unexpected e) {
            return Optional.of(e.getMessage() + ", at " + syntax.at);
        }
    }

    private void value(int depth) throws Unexpected {
        if (depth > MAX_DEPTH) {
            throw new Unexpected("nested more than " + MAX_DEPTH + " deep");
        }
        switch (peek()) {
            case '{' -> members(depth, '}');
            case '[' -> members(depth, ']');
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void members(int depth, char close) throws Unexpected {
        at++;
        space();
        if (peek() == close) {
            at++;
            return;
        }
        while (true) {
            if (close == '}') {
                string();
                space();
                take(':');
                space();
            }
            value(depth + 1);
            space();
            if (peek() == close) {
                at++;
                return;
            }
            take(',');
            space();
        }
    }

    private void string() throws Unexpected {
        take('"');
        while (peek() != '"') {
            char c = stringChar();
            boolean paired = Character.isHighSurrogate(c)
                    ? Character.isLowSurrogate(stringChar())
                    : !Character.isLowSurrogate(c);
            if (!paired) {
                throw new Unexpected("unpaired surrogate");
            }
        }
        at++;
    }

    private char stringChar() throws Unexpected {
        char c = peek();
        at++;
        if (c < 0x20) {
            throw new Unexpected("control character in a string");
        }
        return c == '\\' ? escape() : c;
    }

    private char escape() throws Unexpected {
        char c = peek();
        at++;
        if (c == 'u') {
            int code = 0;
            for (int i = 0; i < 4; i++, at++) {
                int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
                if (digit < 0) {
                    throw new Unexpected("invalid \\u escape");
                }
                code = code * 16 + digit;
            }
            if (code == 0) {
                throw new Unexpected("NUL in a string, which Postgres can't store");
            }
            return (char) code;
        }
        if ("\"\\/bfnrt".indexOf(c) < 0) {
            throw new Unexpected("invalid escape");
        }
        return c;
    }

    private void number() throws Unexpected {
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (is('.')) {
            at++;
            digits();
        }
        if (is('e') || is('E')) {
            at++;
            if (is('+') || is('-')) {
                at++;
            }
            digits();
        }
    }

    private void digits() throws Unexpected {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw new Unexpected("unexpected " + (at < text.length() ? "character" : "end"));
        }
    }

    private void word(String word) throws Unexpected {
        if (!text.startsWith(word, at)) {
            throw new Unexpected("unexpected character");
        }
        at += word.length();
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private char peek() throws Unexpected {
        if (at >= text.length()) {
            throw new Unexpected("unexpected end");
        }
        return text.charAt(at);
    }

    private void take(char c) throws Unexpected {
        if (peek() != c) {
            throw new Unexpected("expected '" + c + "'");
        }
        at++;
    }

    private static final class Unexpected extends Exception {
        Unexpected(String message) {
            super(message, null, false, false);
        }
    }
}
