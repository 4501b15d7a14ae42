package io.allyourbase.jobs.http.route;

import io.allyourbase.jobs.http.limit.ClientAddress;

/** Where a request came from. */
public record Caller(String ip) {
    /** Whom limits count it for. */
    public ClientAddress address() {
        return ClientAddress.of(ip);
    }
}
