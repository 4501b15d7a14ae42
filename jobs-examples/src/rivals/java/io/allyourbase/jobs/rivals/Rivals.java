package io.allyourbase.jobs.rivals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures AYB Jobs and its peers side by side; docs/comparison.md tells how. */
@Command(name = "rivals", description = "Measure AYB Jobs and its peers side by side.", mixinStandardHelpOptions = true)
final class Rivals implements Callable<Integer> {
    @Option(names = "--jobs", defaultValue = "100000", description = "Jobs in each drain; ${DEFAULT-VALUE} by default.")
    private int jobs;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Rounds after the one that warms up; ${DEFAULT-VALUE} by default.")
    private int rounds;

    @Option(
            names = "--rate",
            defaultValue = "20",
            description = "Jobs a second for the pickup latency; ${DEFAULT-VALUE} by default.")
    private int rate;

    @Option(names = "--seconds", defaultValue = "10", description = "For so long; ${DEFAULT-VALUE} by default.")
    private int seconds;

    @Option(names = "--only", split = ",", description = "Only these, such as ayb-jobs,quartz.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--output", defaultValue = "table", description = "table or json.")
    private Output output = Output.table;

    /** How the figures are written; named as on the command line. */
    enum Output {
        table,
        json
    }

    /** Run in the folder of the module, jobs-examples. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new Rivals()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Node node = new Node(Path.of("src", "rivals", "node"));
        try (Server server = Server.start();
                Contest contest = new Contest(server, node)) {
            contest.enter(contestants());
            contest.play(Plan.of(jobs, seconds, rate), rounds);
            Report report =
                    new Report(setting(server.version()), Versions.read(node), contest.scores(), contest.absent());
            System.out.print(output == Output.json ? report.json() : report.table());
            return contest.scores().values().stream().allMatch(Score::isExactlyOnce) ? 0 : 1;
        }
    }

    private List<Contestant> contestants() {
        return List.of(Contestant.values()).stream()
                .filter(contestant -> only.isEmpty() || only.contains(contestant.key()))
                .toList();
    }

    private String setting(String postgres) {
        return String.format(
                Locale.ROOT,
                "PostgreSQL %s, fsync on, Java %s, %d processors; 50 workers, medians of %d rounds, pickup at %d jobs/s",
                postgres,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                rounds,
                rate);
    }
}
