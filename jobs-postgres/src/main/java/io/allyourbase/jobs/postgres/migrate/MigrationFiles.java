package io.allyourbase.jobs.postgres.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The SQL files, oldest first. The number of each is the schema's version once it has run. */
final class MigrationFiles {
    private static final List<String> NAMES = List.of("V1__jobs.sql", "V2__cancel_and_counts.sql");

    private MigrationFiles() {}

    /** The version that this program needs. */
    static int newest() {
        return NAMES.size();
    }

    /** The script that leads to the version from the one before. */
    static String to(int version) {
        String name = NAMES.get(version - 1);
        try (InputStream file = MigrationFiles.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("no migration " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
