package io.allyourbase.jobs.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionIT {
    @TempDir
    private Path directory;

    @Test
    void bash_completes_commands_options_and_states() throws IOException, InterruptedException {
        Path script = directory.resolve("completion");
        Files.writeString(script, new Cli("", "").run("completion", "bash").out());

        assertThat(completed(script, "ayb", "jobs", "exp")).isEqualTo("explain\n");
        assertThat(completed(script, "ayb", "schedules", "update", "--cat")).isEqualTo("--catch-up --catch-up-cap\n");
        assertThat(completed(script, "ayb", "jobs", "list", "--state", "f")).isEqualTo("failed\n");
        assertThat(completed(script, "ayb", "jobs", "list", "--output", "j")).isEqualTo("json\n");
    }

    @Test
    void zsh_gets_the_same_after_what_makes_it_understand() {
        assertThat(new Cli("", "").run("completion", "zsh").out())
                .startsWith("autoload -Uz compinit && compinit\n")
                .contains("_complete_ayb");
        assertThat(new Cli("", "").run("completion", "fish").exitCode()).isEqualTo(2);
    }

    private static String completed(Path script, String... words) throws IOException, InterruptedException {
        String program = "source " + script + "; COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD="
                + (words.length - 1) + "; _complete_ayb; echo ${COMPREPLY[@]}";
        Process bash = new ProcessBuilder("bash", "-c", program).start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said;
    }
}
