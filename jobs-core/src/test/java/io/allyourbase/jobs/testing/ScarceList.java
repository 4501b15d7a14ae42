package io.allyourbase.jobs.testing;

import java.util.AbstractList;
import java.util.List;

/** A list for one access of which there is no memory. */
public final class ScarceList<T> extends AbstractList<T> {
    private final List<T> items;
    private int accesses;

    /** @param accesses how many succeed before the one that does not */
    public ScarceList(List<T> items, int accesses) {
        this.items = items;
        this.accesses = accesses;
    }

    @Override
    public T get(int index) {
        if (accesses-- == 0) {
            throw new OutOfMemoryError("Java heap space");
        }
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }
}
