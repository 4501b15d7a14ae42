package io.allyourbase.jobs.http.auth;

import java.util.Optional;

/** The token that opens the API, and the password that it is given for. */
public record Credentials(Secret token, Optional<Secret> password) {}
