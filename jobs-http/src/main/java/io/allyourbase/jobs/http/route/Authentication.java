package io.allyourbase.jobs.http.route;

import io.javalin.http.Context;

/** Who may call. */
@FunctionalInterface
public interface Authentication {
    /** @throws io.allyourbase.jobs.http.error.ApiError 401 or 429 unless the request shows that it may */
    void check(Context context, Caller caller);
}
