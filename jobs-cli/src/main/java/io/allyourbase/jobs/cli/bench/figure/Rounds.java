package io.allyourbase.jobs.cli.bench.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rates of several rounds, in each of which the same was measured. */
public final class Rounds {
    private final Map<String, List<Rate>> rates = new LinkedHashMap<>();

    /** One round's rate of that. */
    public void add(String what, Rate rate) {
        rates.computeIfAbsent(what, first -> new ArrayList<>()).add(rate);
    }

    /** The middle one of those that were added. */
    public Rate median(String what) {
        return Rate.median(rates.getOrDefault(what, List.of()));
    }

    /** The middle ones of all, in the order in which they first came, beside that of the limit. */
    public List<Figure> beside(String limit) {
        return rates.keySet().stream()
                .map(what -> what.equals(limit)
                        ? Figure.of(what, median(what))
                        : Figure.of(what, median(what), median(limit)))
                .toList();
    }
}
