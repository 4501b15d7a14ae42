package io.allyourbase.jobs.cli.client;

import io.allyourbase.jobs.config.InvalidConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The secret that a server knows its admins by. It is in no message and no {@link #toString}. */
final class Token {
    private final String secret;

    private Token(String secret) {
        this.secret = secret;
    }

    /**
     * The flag's token, else the environment's, else that of {@code .ayb/admin-token} in the home directory; empty when
     * there is none.
     *
     * @throws InvalidConfig when it can't be read, or sent
     */
    static Optional<Token> find(Optional<String> flag, Map<String, String> environment, Path home) {
        if (flag.isPresent()) {
            return Optional.of(of(flag.get(), "--admin-token"));
        }
        String variable = environment.getOrDefault("AYB_ADMIN_TOKEN", "").strip();
        if (!variable.isEmpty()) {
            return Optional.of(of(variable, "AYB_ADMIN_TOKEN"));
        }
        return read(home.resolve(".ayb").resolve("admin-token"));
    }

    private static Optional<Token> read(Path file) {
        try {
            return Optional.of(of(Files.readString(file).strip(), file.toString()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new InvalidConfig("the admin token in " + file + " can't be read; pass one by --admin-token");
        }
    }

    private static Token of(String secret, String source) {
        boolean fits = !secret.isEmpty() && secret.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!fits) {
            throw new InvalidConfig("the admin token (from " + source
                    + ") is not allowed; must be visible ASCII characters, no spaces");
        }
        return new Token(secret);
    }

    String header() {
        return "Bearer " + secret;
    }
}
