package io.allyourbase.jobs.http.schedule;

import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.json.Shown;
import io.allyourbase.jobs.http.route.Call;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version that an edit was made of. */
final class IfMatch {
    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

    private IfMatch() {}

    /**
     * The version that the schedule must still have; empty when any will do.
     *
     * @throws ApiError 400 when the header is malformed
     */
    static Optional<Long> version(Call call) {
        return call.header("If-Match")
                .map(String::strip)
                .filter(text -> !text.equals("*"))
                .map(IfMatch::parse);
    }

    private static long parse(String text) {
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.matches()) {
            throw ApiError.of(
                    400,
                    "If-Match " + Shown.of(text)
                            + " is not allowed; must be one version in double quotes such as \"3\", or *");
        }
        return Long.parseLong(matcher.group(1));
    }
}
