package io.allyourbase.jobs.cli.output.form;

import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.json.JsonWriter;
import io.allyourbase.jobs.cli.output.text.Printable;

/** JSON that is safe on a terminal: the generator leaves some of the characters that could drive one as they are. */
public final class JsonText {
    private JsonText() {}

    public static String of(JsonObject object) {
        return Printable.lines(JsonWriter.pretty(object));
    }
}
