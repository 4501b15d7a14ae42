package io.allyourbase.jobs.http.auth;

import io.allyourbase.jobs.error.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** A token or a password. Immutable; never shown by {@link #toString}. */
public final class Secret {
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,512}");
    private static final int MAX_PASSWORD_LENGTH = 512;
    private static final int RANDOM_BYTES = 32;

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** @throws InvalidInput when a header could not carry it */
    public static Secret token(String text) {
        if (!TOKEN.matcher(text).matches()) {
            throw new InvalidInput("token", "must be 1 to 512 visible ASCII characters, without spaces");
        }
        return new Secret(text);
    }

    /** @throws InvalidInput when it is blank or very long */
    public static Secret password(String text) {
        if (text.isBlank() || text.length() > MAX_PASSWORD_LENGTH) {
            throw new InvalidInput("password", "must be 1 to 512 characters, not all of them spaces");
        }
        return new Secret(text);
    }

    /** A token of 256 random bits. */
    public static Secret random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Whether the text is this secret; takes as long whatever the text, so that nobody learns how much of it was right. */
    public boolean is(String guess) {
        return MessageDigest.isEqual(digest(text), digest(guess));
    }

    /** The secret itself, to be told to whom it is for. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "***";
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
