package io.allyourbase.jobs.http.job;

import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.route.Call;
import io.allyourbase.jobs.name.JobId;

/** The job that a path names. */
final class JobPath {
    private JobPath() {}

    static JobId id(Call call) {
        return JobId.parse(call.path("id")).orElseThrow(() -> ApiError.of(400, "invalid job id format"));
    }

    static ApiError notFound() {
        return ApiError.of(404, "job not found");
    }
}
