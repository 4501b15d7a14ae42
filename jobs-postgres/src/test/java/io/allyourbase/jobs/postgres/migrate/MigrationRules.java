package io.allyourbase.jobs.postgres.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a migration after the first may do while programs of the version before are at work. What no rule knows is a
 * problem too: whoever needs it adds a rule, once it is known which lock it takes and for how long.
 */
final class MigrationRules {
    private static final String CONSTANT = "('[^']*'|-?\\d+(\\.\\d+)?|true|false|null)(::\\w+)?";
    private static final String TYPE = "\\w+(\\[])?";
    private static final Pattern RECORD = Pattern.compile(
            "insert into _ayb_jobs_schema \\(version, serves\\) values \\((?<version>\\d+), (?<serves>\\d+)\\)");
    private static final Pattern CREATED = Pattern.compile("create table (?<table>\\w+)");

    /** In a file of one transaction: a moment's lock, or none that matters. */
    private static final List<Pattern> EXPANDING = patterns(
            "create table \\w+ \\(.*\\)( with \\(.*\\))?",
            "create (or replace )?view .*",
            "create index \\w+ on only _ayb_jobs_history .*",
            "create unique index \\w+ on only _ayb_jobs_history \\(id, finished_at\\)",
            "alter index \\w+ rename to \\w+",
            "alter table \\w+ replica identity (full|using index \\w+)",
            "alter table \\w+ add column \\w+ " + TYPE,
            "alter table \\w+ add column \\w+ " + TYPE + "( not null)? default " + CONSTANT,
            "alter table \\w+ add constraint \\w+ (check|foreign key) .* not valid",
            "alter table \\w+ alter column \\w+ (set default|drop default).*",
            "alter table \\w+ (set|reset) \\(.*\\)",
            "insert into .*");

    /** In a file of steps: no lock that those at work wait for, or on few rows at a time. */
    private static final List<Pattern> STEPS = patterns(
            "create (unique )?index concurrently if not exists \\w+ on (?!_ayb_jobs_history\\b).*",
            "drop index concurrently if exists \\w+",
            "alter table \\w+ validate constraint \\w+",
            "update \\w+ set .* where .*",
            "insert into .*");

    /** Only where programs of the version before no longer use what goes: in a file that raises what is served. */
    private static final List<Pattern> CONTRACTING = patterns(
            "alter table \\w+ drop (column|constraint) \\w+",
            "alter table \\w+ alter column \\w+ drop not null",
            "drop (table|view) \\w+");

    private MigrationRules() {}

    /** What is wrong with the file, given what those before it serve and the constraints that they validated. */
    static List<String> problems(Migration file, List<Migration> before) {
        List<String> problems = new ArrayList<>();
        List<String> statements =
                file.statements().stream().map(MigrationRules::plain).toList();
        Matcher record = RECORD.matcher(statements.get(statements.size() - 1));
        if (!record.matches() || Integer.parseInt(record.group("version")) != file.version()) {
            return List.of("its last statement must record version " + file.version() + " and what it serves");
        }
        int serves = Integer.parseInt(record.group("serves"));
        if (serves >= file.version()) {
            problems.add("it must serve the version before: serves " + serves);
        }
        if (serves < servedBy(before)) {
            problems.add("it can't serve what a version before it no longer serves: serves " + serves);
        }
        boolean contracts = serves > servedBy(before);
        List<String> created =
                statements.stream().flatMap(MigrationRules::created).toList();
        for (String statement : statements) {
            if (!allowed(statement, file, before, contracts) && created.stream().noneMatch(indexOn(statement))) {
                problems.add("not known to be safe " + (file.isStepwise() ? "as a step" : "in one transaction")
                        + (contracts ? "" : " that only expands") + ": " + statement);
            }
        }
        return problems;
    }

    private static boolean allowed(String statement, Migration file, List<Migration> before, boolean contracts) {
        return matches(file.isStepwise() ? STEPS : EXPANDING, statement)
                || (contracts && matches(CONTRACTING, statement))
                || isCheckedNotNull(statement, before)
                || isReplacedIndex(statement, before);
    }

    /** An index of the history goes for one that an earlier file made, and that serves the same: it begins alike. */
    private static boolean isReplacedIndex(String statement, List<Migration> before) {
        Matcher drop = Pattern.compile("drop index (?<name>\\w+)").matcher(statement);
        if (!drop.matches()) {
            return false;
        }
        List<String> earlier = before.stream()
                .flatMap(file -> file.statements().stream())
                .map(MigrationRules::plain)
                .toList();
        Pattern dropped = Pattern.compile(
                "create index " + drop.group("name") + " on (only )?_ayb_jobs_history \\((?<columns>[\\w, ]+)\\)");
        return earlier.stream()
                .map(dropped::matcher)
                .filter(Matcher::matches)
                .map(made -> "create (unique )?index (?!" + drop.group("name") + " )\\w+ on only _ayb_jobs_history \\("
                        + made.group("columns") + "[,)].*")
                .anyMatch(successor -> earlier.stream().anyMatch(each -> each.matches(successor)));
    }

    /** Without a validated check it reads the whole table under a lock that keeps everyone out. */
    private static boolean isCheckedNotNull(String statement, List<Migration> before) {
        Matcher matcher = Pattern.compile("alter table (\\w+) alter column (\\w+) set not null")
                .matcher(statement);
        return matcher.matches()
                && before.stream()
                        .flatMap(file -> file.statements().stream())
                        .map(MigrationRules::plain)
                        .anyMatch(("alter table " + matcher.group(1) + " validate constraint " + matcher.group(2)
                                + "_not_null")::equals);
    }

    private static int servedBy(List<Migration> files) {
        return files.stream()
                .flatMap(file -> file.statements().stream())
                .map(statement -> RECORD.matcher(plain(statement)))
                .filter(Matcher::matches)
                .mapToInt(record -> Integer.parseInt(record.group("serves")))
                .max()
                .orElseThrow();
    }

    private static Stream<String> created(String statement) {
        Matcher matcher = CREATED.matcher(statement);
        return matcher.lookingAt() ? Stream.of(matcher.group("table")) : Stream.empty();
    }

    /** A table that the same file makes is empty. */
    private static Predicate<String> indexOn(String statement) {
        return table -> statement.matches("create (unique )?index \\w+ on " + table + " .*");
    }

    private static String plain(String statement) {
        return statement.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private static boolean matches(List<Pattern> patterns, String statement) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(statement).matches());
    }

    private static List<Pattern> patterns(String... texts) {
        return Stream.of(texts).map(Pattern::compile).toList();
    }
}
