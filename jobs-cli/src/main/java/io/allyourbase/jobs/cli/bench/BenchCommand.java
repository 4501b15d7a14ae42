package io.allyourbase.jobs.cli.bench;

import io.allyourbase.jobs.cli.bench.database.Target;
import io.allyourbase.jobs.cli.bench.figure.Figure;
import io.allyourbase.jobs.cli.bench.figure.Figures;
import io.allyourbase.jobs.cli.bench.figure.Progress;
import io.allyourbase.jobs.cli.bench.measure.Bench;
import io.allyourbase.jobs.cli.bench.measure.Part;
import io.allyourbase.jobs.cli.bench.measure.Plan;
import io.allyourbase.jobs.cli.server.EmbeddedDatabase;
import io.allyourbase.jobs.cli.server.ScratchDirectory;
import io.allyourbase.jobs.cli.settings.DatabaseUrl;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the queue on a database, and what that database can do at best. */
@Command(
        name = "bench",
        description = "Measure the queue, beside what bare SQL reaches.",
        footer = {"  ayb bench", "  ayb bench --jobs 1000000 --workers 8 --only drain,mixed --output json"},
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
    /** For as many processes as may be asked for, of which each keeps a few. */
    private static final int CONNECTIONS = 500;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "The database to measure; an embedded Postgres of its own by default.")
    private @Nullable String databaseUrl;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            defaultValue = "ayb_bench",
            description = "A schema for the bench alone, dropped at the end; ${DEFAULT-VALUE} by default.")
    private String schema = "ayb_bench";

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "table", description = "table or json.")
    private Output output = Output.table;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** How the figures are written; named as on the command line. */
    enum Output {
        table,
        json
    }

    @Override
    public Integer call() throws Exception {
        Plan plan = options.plan();
        Set<Part> parts = options.parts();
        SchemaName name = new SchemaName(schema);
        if (databaseUrl != null) {
            run(DatabaseUrl.parse(databaseUrl, "--database-url").jdbc(), name, plan, parts);
            return 0;
        }
        try (ScratchDirectory directory = ScratchDirectory.make("ayb-bench-");
                EmbeddedDatabase database = EmbeddedDatabase.start(directory.path(), CONNECTIONS)) {
            run(database.jdbcUrl(), name, plan, parts);
        }
        return 0;
    }

    private void run(String jdbcUrl, SchemaName name, Plan plan, Set<Part> parts) throws Exception {
        List<Figure> figures = new ArrayList<>();
        try (Progress progress = Progress.on(spec.commandLine().getErr());
                Target target = Target.make(jdbcUrl, name)) {
            Bench bench = new Bench(target, plan, progress);
            Part.prepare(bench);
            for (Part part : parts) {
                figures.addAll(part.measure(bench));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(output == Output.json ? Figures.json(figures) + "\n" : Figures.table(figures));
        out.flush();
    }
}
