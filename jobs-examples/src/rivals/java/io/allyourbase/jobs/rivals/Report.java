package io.allyourbase.jobs.rivals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The outcome, as people and programs read it.
 *
 * @param setting what all had in common, in one line
 */
record Report(String setting, Versions versions, Map<Contestant, Score> scores, Map<Contestant, String> absent) {
    private static final List<String> HEAD = List.of(
            "SYSTEM",
            "VERSION",
            "JOBS",
            "ENQUEUE/S",
            "DRAIN/S",
            "PICKUP P50 MS",
            "PICKUP P99 MS",
            "FINISHED ROWS",
            "EACH JOB ONCE");
    private static final int TEXT_COLUMNS = 2;

    String table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        scores.forEach((contestant, score) -> rows.add(row(contestant, score)));
        StringBuilder table = new StringBuilder(setting).append("\n\n");
        rows.forEach(row -> table.append(line(rows, row)).append('\n'));
        absent.forEach((contestant, reason) -> table.append(contestant.title())
                .append(" left out: ")
                .append(reason)
                .append('\n'));
        return table.toString();
    }

    private List<String> row(Contestant contestant, Score score) {
        return List.of(
                contestant.title(),
                versions.of(contestant),
                number(score.jobs()),
                number(score.enqueue()),
                number(score.drain()),
                number(score.pickup50()),
                number(score.pickup99()),
                score.kept() >= score.expected() ? "kept" : "removed",
                once(score));
    }

    private static String once(Score score) {
        return score.isExactlyOnce()
                ? "yes"
                : String.format(
                        Locale.ROOT,
                        "INVALID: %,d runs of %,d of %,d jobs",
                        score.runs(),
                        score.ran(),
                        score.expected());
    }

    private static String line(List<List<String>> rows, List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(each -> each.get(column).length())
                    .max()
                    .orElse(1);
            String format = "%" + (column < TEXT_COLUMNS ? "-" : "") + width + "s  ";
            line.append(String.format(Locale.ROOT, format, row.get(column)));
        }
        return line.toString().stripTrailing();
    }

    /** Whole from a hundred on, else three digits that count. */
    private static String number(double value) {
        String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    String json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode report = mapper.createObjectNode().put("setting", setting);
        ObjectNode systems = report.putObject("systems");
        scores.forEach((contestant, score) -> systems.putObject(contestant.key())
                .put("version", versions.of(contestant))
                .put("jobs", score.jobs())
                .put("enqueuePerSec", score.enqueue())
                .put("drainPerSec", score.drain())
                .put("pickupP50Ms", score.pickup50())
                .put("pickupP99Ms", score.pickup99())
                .put("finishedRowsKept", score.kept())
                .put("runs", score.runs())
                .put("jobsRun", score.ran())
                .put("jobsEnqueued", score.expected())
                .put("valid", score.isExactlyOnce()));
        ObjectNode reasons = report.putObject("leftOut");
        absent.forEach((contestant, reason) -> reasons.put(contestant.key(), reason));
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
