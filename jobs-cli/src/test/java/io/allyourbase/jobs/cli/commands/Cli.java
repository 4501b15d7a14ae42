package io.allyourbase.jobs.cli.commands;

import io.allyourbase.jobs.cli.Ayb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs ayb as users do, against one server. */
record Cli(String url, String token) {
    /** What a command said and how it ended. */
    record Result(int exitCode, String out, String err) {}

    Result run(String... words) {
        return runWith("", words);
    }

    /** With that on its standard input. */
    Result runWith(String input, String... words) {
        try {
            Path out = Files.createTempFile("ayb-out-", ".txt");
            Path err = Files.createTempFile("ayb-err-", ".txt");
            Process process = builder(words)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("it does not end: " + String.join(" ", words));
            }
            Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A process that is not started yet. */
    ProcessBuilder builder(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // As users have it: the class path of tests has log settings of tests.
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Ayb.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("AYB_URL", url, "AYB_ADMIN_TOKEN", token));
        return builder;
    }
}
