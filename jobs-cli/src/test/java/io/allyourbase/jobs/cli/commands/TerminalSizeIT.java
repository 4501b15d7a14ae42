package io.allyourbase.jobs.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher tells each command the size of its terminal. */
class TerminalSizeIT {
    private static final String TELLS = "#!/bin/sh\necho \"told ${COLUMNS:-nothing} ${LINES:-nothing}\"\n";

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"jobs list", "schedules list", "workers list --watch", "verify", "doctor", "bench"})
    void of_a_terminal(String words) throws IOException, InterruptedException {
        assertThat(atTerminal("./ayb " + words)).isEqualTo("told 33 7");
    }

    @Test
    void what_the_user_says_comes_first() throws IOException, InterruptedException {
        assertThat(atTerminal("COLUMNS=200 ./ayb workers list")).isEqualTo("told 200 7");
    }

    @Test
    void of_no_terminal() throws IOException, InterruptedException {
        assertThat(atTerminal("./ayb workers list | cat")).isEqualTo("told nothing nothing");
    }

    /** What a stand-in for the JVM is told, in a terminal of 33 columns and 7 lines. */
    private String atTerminal(String line) throws IOException, InterruptedException {
        // Elsewhere it takes other options.
        boolean script = System.getProperty("os.name").equals("Linux") && Files.exists(Path.of("/usr/bin/script"));
        assumeTrue(script, "there is no program that makes a terminal");
        install(Files.readString(Path.of("src/main/launcher/ayb")), "ayb");
        install(TELLS, "bin/java");
        ProcessBuilder builder = new ProcessBuilder("script", "-qc", "stty rows 7 cols 33; " + line, "/dev/null")
                .directory(home.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeAll(Set.of("COLUMNS", "LINES"));
        builder.environment().put("JAVA_HOME", home.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }

    private void install(String script, String name) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
