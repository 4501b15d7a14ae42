package io.allyourbase.jobs.http.route;

import io.allyourbase.jobs.http.json.Fields;
import io.allyourbase.jobs.http.limit.RequestBody;
import io.javalin.http.Context;
import java.util.Optional;

/** A request, as endpoints see it. Belongs to the thread that answers it. */
public final class Call {
    private final Context context;
    private final Caller caller;

    Call(Context context, Caller caller) {
        this.context = context;
        this.caller = caller;
    }

    /** The part of the path that stands for the parameter in braces. */
    public String path(String parameter) {
        return context.pathParam(parameter);
    }

    public Query query() {
        return Query.parse(Optional.ofNullable(context.queryString()).orElse(""));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(context.header(name));
    }

    public Caller caller() {
        return caller;
    }

    /**
     * Reads the body.
     *
     * @throws io.allyourbase.jobs.http.json.InvalidJson when it is not one JSON object
     * @throws io.allyourbase.jobs.http.error.ApiError when it is too large, or too slow to arrive
     */
    public Fields body() {
        return Fields.parse(RequestBody.read(context));
    }
}
