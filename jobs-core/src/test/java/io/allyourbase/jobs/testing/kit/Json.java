package io.allyourbase.jobs.testing.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.handler.PayloadCodec;
import io.allyourbase.jobs.payload.Payload;

final class Json implements PayloadCodec {
    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public Payload encode(Object value) {
        try {
            return Payload.of(mapper.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new InvalidInput("payload", e.getOriginalMessage());
        }
    }

    @Override
    public <P> P decode(Payload payload, Class<P> payloadClass) {
        try {
            return mapper.readValue(payload.json(), payloadClass);
        } catch (JsonProcessingException e) {
            throw new InvalidInput("payload", e.getOriginalMessage());
        }
    }
}
