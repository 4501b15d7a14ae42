package io.allyourbase.jobs.cli.faults.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The journals of all processes, read as they grow. Not safe for use by many threads. */
public final class Journals {
    private static final int MOST = 1 << 22;

    private final Path directory;
    private final Map<Path, Long> read = new HashMap<>();

    public Journals(Path directory) {
        this.directory = directory;
    }

    /** What was written since the last call, file by file. */
    public List<Entry> news() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(path -> path.toString().endsWith(Journal.SUFFIX)).toList();
        }
        List<Entry> entries = new ArrayList<>();
        for (Path file : files) {
            while (readOn(file, entries) == MOST) {
                // There is more.
            }
        }
        return entries;
    }

    private int readOn(Path path, List<Entry> entries) throws IOException {
        long from = read.getOrDefault(path, 0L);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(MOST, file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.US_ASCII);
            // A process may be in the middle of a line.
            int whole = text.lastIndexOf('\n') + 1;
            text.substring(0, whole).lines().map(Entry::parse).forEach(entries::add);
            read.put(path, from + whole);
            return bytes.length;
        }
    }
}
