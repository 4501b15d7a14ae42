package io.allyourbase.jobs.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that users start, beside the jar that the build has made. */
class LauncherIT {
    private static final Path BUILT = Path.of("target").toAbsolutePath();
    private static final String LIST = "{\"items\":[]}";

    @TempDir
    private Path directory;

    @BeforeEach
    void needsTheJar() {
        assumeTrue(Files.exists(BUILT.resolve("ayb.jar")), "the jar is made by the build, after the unit tests");
    }

    @Test
    void starts_the_first_time_and_with_the_archive_that_it_made_then_from_a_link_too()
            throws IOException, InterruptedException {
        Path home = install();
        Path link = Files.createSymbolicLink(directory.resolve("linked"), home.resolve("ayb"));
        try (StandIn server = new StandIn(0, 200, "application/json", LIST)) {
            assertThat(run(link, server, "jobs", "list")).isEqualTo("No jobs found.\n");
            assertThat(archives(home)).hasSize(1).allMatch(archive -> archive.length() > 1_000_000);

            assertThat(run(home.resolve("ayb"), server, "schedules", "list", "--json"))
                    .isEqualTo("[]\n");
            assertThat(archives(home)).hasSize(1);
            assertThat(server.requests()).containsExactly("GET /api/admin/jobs?limit=50", "GET /api/admin/schedules");
        }
    }

    @Test
    void an_archive_that_is_of_no_use_changes_nothing() throws IOException, InterruptedException {
        Path home = install();
        try (StandIn server = new StandIn(0, 200, "application/json", LIST)) {
            run(home.resolve("ayb"), server, "jobs", "list");
            File archive = archives(home).get(0);
            assertThat(archive.setWritable(true)).isTrue();
            Files.writeString(archive.toPath(), "spoilt");

            assertThat(run(home.resolve("ayb"), server, "jobs", "list")).isEqualTo("No jobs found.\n");
        }
    }

    /** The script, with a link to the jar, where nothing was started yet. */
    private Path install() throws IOException {
        Path home = Files.createDirectory(directory.resolve("home"));
        Files.createSymbolicLink(home.resolve("ayb.jar"), BUILT.resolve("ayb.jar"));
        Path script = Files.copy(BUILT.resolve("ayb"), home.resolve("ayb"));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return home;
    }

    private static String run(Path script, StandIn server, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "AYB_URL", server.cli().url(),
                        "AYB_ADMIN_TOKEN", "t",
                        "JAVA_HOME", System.getProperty("java.home")));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static List<File> archives(Path home) {
        File[] files = home.resolve(".ayb-cache").toFile().listFiles();
        return files == null ? List.of() : List.of(files);
    }
}
