package io.allyourbase.jobs.http.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** What the server answered; the body is missing when there was none. */
public record Reply(int status, JsonNode body, HttpHeaders headers) {
    /** Asserts the status, and returns itself. */
    public Reply is(int expected) {
        assertThat(status).as(body.toString()).isEqualTo(expected);
        return this;
    }

    /** Asserts that it is this refusal. */
    public Reply refuses(int expected, String message) {
        is(expected);
        assertThat(body.path("code").intValue()).isEqualTo(expected);
        assertThat(body.path("message").textValue()).isEqualTo(message);
        return this;
    }

    public String text(String field) {
        return body.path(field).asText();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
