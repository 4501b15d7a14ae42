package io.allyourbase.jobs.postgres.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A parameter that is an array: one column of a batch. */
public final class Column {
    final String type;
    final @Nullable Object[] values;

    private Column(String type, List<? extends @Nullable Object> values) {
        this.type = type;
        this.values = values.toArray();
    }

    public static <T> Column uuids(Collection<T> rows, Function<? super T, UUID> value) {
        return new Column("uuid", rows.stream().map(value).toList());
    }

    public static <T> Column texts(Collection<T> rows, Function<? super T, String> value) {
        return new Column("text", rows.stream().map(value).toList());
    }

    public static <T> Column numbers(Collection<T> rows, Function<? super T, Long> value) {
        return new Column("int8", rows.stream().map(value).toList());
    }

    /** Where the value is absent, the array holds null. */
    public static <T> Column maybeUuids(Collection<T> rows, Function<? super T, Optional<UUID>> value) {
        List<@Nullable UUID> uuids = new ArrayList<>();
        rows.forEach(row -> uuids.add(value.apply(row).orElse(null)));
        return new Column("uuid", uuids);
    }

    /** Where the value is absent, the array holds null. */
    public static <T> Column maybeTexts(Collection<T> rows, Function<? super T, Optional<String>> value) {
        List<@Nullable String> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(value.apply(row).orElse(null)));
        return new Column("text", texts);
    }

    /** Where the value is absent, the array holds null. */
    public static <T> Column maybeInstants(Collection<T> rows, Function<? super T, Optional<Instant>> value) {
        List<@Nullable String> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(value.apply(row).map(Instant::toString).orElse(null)));
        return new Column("timestamptz", texts);
    }
}
