package io.allyourbase.jobs.cli.output.form;

import io.allyourbase.jobs.cli.json.JsonObject;
import java.util.List;

/** A list that is printed page by page, so that it may be of any length. Closing it ends the list. */
public interface Listing extends AutoCloseable {
    /**
     * Prints some more.
     *
     * @return false when nobody reads any longer
     */
    boolean page(List<JsonObject> rows);

    @Override
    void close();
}
