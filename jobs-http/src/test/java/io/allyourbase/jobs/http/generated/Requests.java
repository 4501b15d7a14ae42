package io.allyourbase.jobs.http.generated;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes requests of which some are right, most are nearly right, and some are malicious. */
final class Requests {
    private static final List<String> METHODS = List.of(
            "GET", "GET", "GET", "POST", "POST", "POST", "PUT", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "BREW");

    private static final List<String> PATHS = List.of(
            "/jobs",
            "/jobs",
            "/jobs/stats",
            "/jobs/retry",
            "/jobs/run",
            "/jobs/cancel",
            "/jobs/{job}",
            "/jobs/{job}/explain",
            "/jobs/{job}/retry",
            "/jobs/{job}/run",
            "/jobs/{job}/cancel",
            "/schedules",
            "/schedules/{schedule}",
            "/schedules/{schedule}/enable",
            "/schedules/{schedule}/disable",
            "/schedules/{schedule}/run",
            "/openapi.json",
            "/auth",
            "/jobs/{job}/retry/{junk}",
            "/{junk}",
            "//jobs",
            "/jobs/../jobs",
            "/jobs/%2e%2e/jobs");

    private static final List<String> JUNK = List.of(
            "%2e%2e",
            "..",
            ".",
            "%00",
            "%0d%0aX:y",
            "%ff",
            "%c3%28",
            "%2f",
            "%252e",
            "1-2-3-4-5",
            "null",
            "-1",
            "*",
            "x".repeat(3000),
            "%F0%9F%A6%86",
            "00000000-0000-7000-8000-00000000000g",
            ";a=b",
            "stats",
            "retry");

    private static final List<String> FIELDS = List.of(
            "type",
            "payload",
            "runAt",
            "maxAttempts",
            "idempotencyKey",
            "queue",
            "priority",
            "filter",
            "all",
            "dryRun",
            "limit",
            "name",
            "jobType",
            "cronExpr",
            "timezone",
            "enabled",
            "catchUp",
            "catchUpCap",
            "overlap",
            "password",
            "error",
            "createdAfter");

    private static final List<String> VALUES = List.of(
            "\"mail\"",
            "\"\"",
            "\" \"",
            "null",
            "true",
            "false",
            "0",
            "1",
            "-1",
            "3.5",
            "1e400",
            "99999999999999999999",
            "\"2026-01-31T12:00:00Z\"",
            "\"9999-12-31T23:59:60Z\"",
            "\"2026-01-31\"",
            "[]",
            "{}",
            "[[[1]]]",
            "\"@daily\"",
            "\"*/5 * * * *\"",
            "\"61 * * * *\"",
            "\"0 0 * * *||0 1 * * *\"",
            "\"* * * * 1|2\"",
            "\"1-5/ * * * *\"",
            "\"1-/ * * * *\"",
            "\"0 3 * * *\\u0000\"",
            "\"Europe/Berlin\"",
            "\"Mars/Base\"",
            "\"all\"",
            "\"skip\"",
            "\"once\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"🦆\"",
            "{\"type\":\"mail\"}",
            "{\"error\":\"mailbox\"}",
            "\"" + "y".repeat(300) + "\"",
            "9".repeat(1200),
            "1E-99999999999");

    private static final List<String> PARAMETERS = List.of(
            "state", "type", "queue", "createdAfter", "createdBefore", "error", "limit", "offset", "cursor", "unknown");

    private static final List<String> ARGUMENTS = List.of(
            "queued",
            "failed",
            "mail",
            "",
            "%20",
            "%00",
            "%ff",
            "%zz",
            "0",
            "1",
            "500",
            "501",
            "-1",
            "2147483648",
            "ten",
            "2026-01-31T12:00:00Z",
            "2026-01-31T12:00:00+02:00",
            "0000-01-01T00:00:00Z",
            "9999-99-99T99:99:99Z",
            "AAAA",
            "AAYTgAAAAAABAYTgAAAAAAEBhOAAAAAA",
            "a%26b",
            "%25",
            "%5C",
            "'%20OR%201=1--");

    private static final List<String> VERSIONS = List.of("*", "\"1\"", "\"2\"", "W/\"1\"", "1", "\"-1\"", "\"\"");

    private final Random random;
    private final List<String> jobs;
    private final List<String> schedules;

    Requests(Random random, List<String> jobs, List<String> schedules) {
        this.random = random;
        this.jobs = jobs;
        this.schedules = schedules;
    }

    /** One request. */
    record Request(String method, String path, ByteBuffer body, Map<String, String> headers) {
        @Override
        public String toString() {
            return method + " " + path + " " + headers + " " + StandardCharsets.UTF_8.decode(body.duplicate());
        }
    }

    Request next() {
        Map<String, String> headers = chance(20) ? Map.of("If-Match", one(VERSIONS)) : Map.of();
        return new Request(one(METHODS), path() + query(), ByteBuffer.wrap(body()), headers);
    }

    private String path() {
        return one(PATHS)
                .replace("{job}", chance(70) ? one(jobs) : one(JUNK))
                .replace("{schedule}", chance(70) ? one(schedules) : one(JUNK))
                .replace("{junk}", one(JUNK));
    }

    private String query() {
        return chance(60)
                ? ""
                : IntStream.range(0, 1 + random.nextInt(4))
                        .mapToObj(i -> one(PARAMETERS) + "=" + one(ARGUMENTS))
                        .filter(each -> !each.contains("%zz"))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private byte[] body() {
        if (chance(5)) {
            return ("[".repeat(1 + random.nextInt(20_000)) + "1").getBytes(StandardCharsets.UTF_8);
        }
        byte[] json = json().getBytes(StandardCharsets.UTF_8);
        if (chance(15) && json.length > 0) {
            json[random.nextInt(json.length)] = (byte) random.nextInt(256);
        }
        return json;
    }

    private String json() {
        if (chance(20)) {
            return chance(50) ? "" : one(VALUES);
        }
        String members = IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> "\"" + one(FIELDS) + "\":" + one(VALUES))
                .collect(Collectors.joining(","));
        String required = chance(50)
                ? "\"type\":\"mail\",\"name\":\"s" + random.nextInt(40)
                        + "\",\"jobType\":\"mail\",\"cronExpr\":\"@daily\""
                : "";
        return "{" + required + (required.isEmpty() || members.isEmpty() ? "" : ",") + members + "}";
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
