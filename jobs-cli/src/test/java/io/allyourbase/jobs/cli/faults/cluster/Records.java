package io.allyourbase.jobs.cli.faults.cluster;

import io.allyourbase.jobs.cli.faults.check.Finishes;
import io.allyourbase.jobs.cli.faults.check.JobHistory;
import io.allyourbase.jobs.cli.faults.check.JobHistory.FinalRow;
import io.allyourbase.jobs.cli.faults.check.Pickups;
import io.allyourbase.jobs.cli.faults.journal.Entry;
import io.allyourbase.jobs.cli.faults.journal.Entry.What;
import io.allyourbase.jobs.cli.faults.journal.Journals;
import io.allyourbase.jobs.cli.faults.load.Ledger;
import io.allyourbase.jobs.name.JobId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** What is known of the jobs that have not been checked yet. Safe for use by many threads. */
public final class Records {
    private final Journals journals;
    private final Ledger ledger;
    private final Direct database;
    private final Finishes finishes = new Finishes();
    private final Pickups pickups = new Pickups();
    private final List<Entry> late = new ArrayList<>();
    private Map<Long, List<Entry>> entries = new HashMap<>();
    private long taken;

    Records(Path journals, Ledger ledger, Direct database) {
        this.journals = new Journals(journals);
        this.ledger = ledger;
        this.database = database;
    }

    /** Reads on, and tells how fast it goes. */
    public synchronized Finishes finishes() {
        read();
        return finishes;
    }

    /** Reads on, and tells how soon jobs are begun. */
    public synchronized Pickups pickups() {
        read();
        return pickups;
    }

    /** Executions of jobs that were finished, and taken out, before these began: there must be none. */
    public synchronized List<Entry> late() {
        read();
        return List.copyOf(late);
    }

    private void read() {
        try {
            List<Entry> news = journals.news();
            finishes.add(news);
            pickups.add(news);
            news.forEach(this::keep);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(Entry entry) {
        if (entry.number() > taken) {
            entries.computeIfAbsent(entry.number(), number -> new ArrayList<>(2))
                    .add(entry);
        } else if (entry.what() == What.STARTED) {
            late.add(entry);
        }
    }

    /** Takes out the histories of all jobs up to that number, which must be finished. */
    public List<JobHistory> take(long upTo) throws SQLException {
        SortedMap<Long, Optional<JobId>> told = ledger.take(upTo);
        Map<Long, List<Entry>> known = takeEntries(upTo);
        Map<JobId, FinalRow> rows = database.finalRows(ids(told, known));
        Set<Long> numbers = new HashSet<>(told.keySet());
        numbers.addAll(known.keySet());
        return numbers.stream()
                .map(number -> history(number, told, known, rows))
                .filter(job -> job.told().isPresent() || !job.entries().isEmpty())
                .toList();
    }

    private synchronized Map<Long, List<Entry>> takeEntries(long upTo) {
        read();
        taken = upTo;
        Map<Long, List<Entry>> known = new HashMap<>();
        Map<Long, List<Entry>> later = new HashMap<>();
        entries.forEach((number, all) -> (number <= upTo ? known : later).put(number, all));
        entries = later;
        return known;
    }

    private static Set<JobId> ids(Map<Long, Optional<JobId>> told, Map<Long, List<Entry>> known) {
        Set<JobId> ids = new HashSet<>();
        told.values().forEach(id -> id.ifPresent(ids::add));
        known.values().forEach(all -> all.forEach(entry -> ids.add(entry.job())));
        return ids;
    }

    private static JobHistory history(
            long number, Map<Long, Optional<JobId>> told, Map<Long, List<Entry>> known, Map<JobId, FinalRow> rows) {
        List<Entry> entries = known.getOrDefault(number, List.of());
        Optional<JobId> id = told.getOrDefault(number, Optional.empty());
        Optional<FinalRow> row = id.or(() -> entries.stream().findFirst().map(Entry::job))
                .flatMap(job -> Optional.ofNullable(rows.get(job)));
        return new JobHistory(number, told.containsKey(number), id, entries, row);
    }
}
