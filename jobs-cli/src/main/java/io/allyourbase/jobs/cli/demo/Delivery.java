package io.allyourbase.jobs.cli.demo;

import io.allyourbase.jobs.handler.Handler;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.retry.FixedBackoff;
import io.allyourbase.jobs.retry.RetryPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A webhook to deliver. */
record Delivery(String url, String event) {
    static final JobDefinition<Delivery> TYPE = JobDefinition.of("webhook_delivery", Delivery.class)
            .retryPolicy(RetryPolicy.of(new FixedBackoff(Duration.ofSeconds(1))))
            .timeout(Duration.ofSeconds(30));

    /** Delivers over HTTP; whatever is not accepted is a failure, to be tried again. */
    static final class Sender implements Handler<Delivery> {
        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        @Override
        public void handle(Delivery delivery, Run run) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(delivery.url()))
                    .header("Idempotency-Key", run.id().toString())
                    .timeout(Duration.ofSeconds(10))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"event\":\"" + delivery.event() + "\"}"))
                    .build();
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new IOException("the receiver answered " + status);
            }
        }
    }
}
