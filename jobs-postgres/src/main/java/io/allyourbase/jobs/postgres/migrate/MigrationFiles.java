package io.allyourbase.jobs.postgres.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The SQL files, oldest first. The number of each is the schema's version once it has run. */
final class MigrationFiles {
    private static final List<String> NAMES =
            List.of("V1__jobs.sql", "V2__cancel_and_counts.sql", "V3__identity.sql", "V4__one_index_of_ids.sql");

    private MigrationFiles() {}

    /** What this program brings. The last one's version is the one that it needs. */
    static List<Migration> all() {
        return IntStream.rangeClosed(1, NAMES.size())
                .mapToObj(version -> new Migration(version, read(NAMES.get(version - 1))))
                .toList();
    }

    private static String read(String name) {
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
