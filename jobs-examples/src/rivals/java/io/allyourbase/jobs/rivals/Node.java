package io.allyourbase.jobs.rivals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Node.js as found on this machine, and the systems that it runs. */
record Node(Path directory) {
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\..*");
    private static final int MAJOR = 22;
    private static final int MINOR = 18;

    /** Installs what its lock file names, unless that was done before. Tells why it can't take part. */
    Optional<String> prepare() throws IOException, InterruptedException {
        Optional<String> version = output(List.of("node", "--version"));
        if (version.isEmpty()) {
            return Optional.of("no Node.js found");
        }
        if (!isNewEnough(version.get())) {
            return Optional.of("Node.js " + version.get() + " found, " + MAJOR + "." + MINOR + " or newer needed");
        }
        if (directory.resolve("node_modules").toFile().isDirectory()) {
            return Optional.empty();
        }
        return output(List.of("npm", "ci", "--no-audit", "--no-fund")).isPresent()
                ? Optional.empty()
                : Optional.of("npm ci failed in " + directory);
    }

    private static boolean isNewEnough(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        return major > MAJOR || (major == MAJOR && Integer.parseInt(matcher.group(2)) >= MINOR);
    }

    /** What the command says; empty when there is no such command, or it fails. */
    private Optional<String> output(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
