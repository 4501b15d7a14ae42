package io.allyourbase.jobs.cli.launch;

import com.sun.net.httpserver.HttpServer;
import io.allyourbase.jobs.cli.Ayb;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs client commands against a stand-in that knows no jobs. The launcher lets the JVM note the classes that they
 * load, and archives those, so that later commands find them ready.
 */
final class Rehearsal {
    private static final byte[] ANSWER = """
            {"items": [{"id": "1", "name": "n", "type": "t", "state": "failed", "attempts": 1, "enabled": true,
            "payload": {"n": 1.5}, "lastError": "a\\nb", "createdAt": "2026-01-01T00:00:00Z", "runs": [{"fence": 1}]}], "message": "m"}
            """.getBytes(StandardCharsets.UTF_8);

    private static final List<String> COMMANDS = List.of(
            "jobs list --state failed --type mail --since 2h",
            "jobs list --json",
            "jobs list --output csv",
            "jobs get 1",
            "jobs retry 1",
            "jobs stats",
            "jobs enqueue --type t --payload {}",
            "schedules list",
            "workers list",
            "schedules update 1 --enabled false");

    private Rehearsal() {}

    public static void main(String... arguments) throws IOException {
        HttpServer standIn = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        standIn.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        standIn.start();
        String url = "http://127.0.0.1:" + standIn.getAddress().getPort();
        for (String command : COMMANDS) {
            Ayb.run((command + " --admin-token none --url " + url).split(" "));
        }
        standIn.stop(0);
    }
}
