package io.allyourbase.jobs.http.server;

import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.json.Json;
import io.allyourbase.jobs.http.security.SecurityHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Says what the server itself refuses, such as a malformed request, in the API's own shape. */
final class JsonErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() == 0 ? HttpStatus.INTERNAL_SERVER_ERROR_500 : response.getStatus();
        SecurityHeaders.ALL.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        // Where a malformed request ends, and the next begins, is anybody's guess.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        String body = Json.write(ApiError.of(status, message(status)).view());
        response.write(true, StandardCharsets.UTF_8.encode(body), callback);
        return true;
    }

    private static String message(int status) {
        return status == HttpStatus.INTERNAL_SERVER_ERROR_500
                ? "internal error"
                : HttpStatus.getMessage(status).toLowerCase(Locale.ROOT);
    }
}
