package io.allyourbase.jobs.handler;

import io.allyourbase.jobs.payload.Payload;

/** Turns typed payloads into JSON and back. Safe for use by many threads. */
public interface PayloadCodec {
    /** @throws io.allyourbase.jobs.error.InvalidInput when the value can't be written as JSON that a payload may be */
    Payload encode(Object value);

    /** @throws io.allyourbase.jobs.error.InvalidInput when the JSON does not fit the class; the message says where */
    <P> P decode(Payload payload, Class<P> payloadClass);
}
