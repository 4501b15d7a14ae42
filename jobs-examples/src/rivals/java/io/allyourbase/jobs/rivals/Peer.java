package io.allyourbase.jobs.rivals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A contestant's process, as seen from here. */
final class Peer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String GONE = "its process ended";

    private final Process process;
    private final PrintWriter orders;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private Peer(Process process) {
        this.process = process;
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        Thread reader = new Thread(this::read, "answers of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    static Peer start(List<String> command) throws IOException {
        return new Peer(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(answers::add);
        } catch (IOException e) {
            answers.add("its answers can't be read: " + e.getMessage());
        } finally {
            answers.add(GONE);
        }
    }

    void order(String order) {
        orders.println(order);
    }

    /** Waits for the answer that begins so, and gives the words that follow. */
    List<String> await(String answer) throws InterruptedException {
        String line = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (line == null) {
            throw new Defect("nothing but silence for " + PATIENCE.toSeconds() + " s instead of \"" + answer + "\"");
        }
        List<String> words = List.of(line.split(" "));
        if (!words.get(0).equals(answer)) {
            throw new Defect(line);
        }
        return words.subList(1, words.size());
    }

    @Override
    public void close() {
        orders.close();
        try {
            process.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
