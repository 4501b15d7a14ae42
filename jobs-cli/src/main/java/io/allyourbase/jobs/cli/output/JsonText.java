package io.allyourbase.jobs.cli.output;

import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.json.JsonWriter;

/** JSON that is safe on a terminal: the generator leaves some of the characters that could drive one as they are. */
final class JsonText {
    private JsonText() {}

    static String of(JsonObject object) {
        return Printable.lines(JsonWriter.pretty(object));
    }
}
