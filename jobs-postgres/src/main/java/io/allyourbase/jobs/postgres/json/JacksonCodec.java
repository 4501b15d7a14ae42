package io.allyourbase.jobs.postgres.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.handler.PayloadCodec;
import io.allyourbase.jobs.payload.Payload;

/**
 * Payloads by Jackson. Unknown fields are ignored, so that a payload's class may lose one while jobs are queued; times
 * are written as ISO-8601 text. Safe for use by many threads.
 */
public final class JacksonCodec implements PayloadCodec {
    private final ObjectMapper mapper;

    /** With the mapper of this library. */
    public JacksonCodec() {
        this(JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build());
    }

    /** With the host's own mapper. */
    public JacksonCodec(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Payload encode(Object value) {
        try {
            return Payload.of(mapper.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new InvalidInput(
                    "payload",
                    "of " + value.getClass().getName() + " can't be written as JSON: " + e.getOriginalMessage());
        }
    }

    @Override
    public <P> P decode(Payload payload, Class<P> payloadClass) {
        try {
            P value = mapper.readValue(payload.json(), payloadClass);
            if (value == null) {
                throw new InvalidInput("payload", "null is not a " + payloadClass.getName());
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new InvalidInput(
                    "payload", "does not fit " + payloadClass.getName() + where(e) + ": " + e.getOriginalMessage());
        }
    }

    private static String where(JsonProcessingException problem) {
        if (problem instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return " at "
                    + mapping.getPathReference()
                            .replaceAll("[\\w.$]+\\[\"([^\"]+)\"\\]", "$1")
                            .replace("->", ".");
        }
        return "";
    }
}
