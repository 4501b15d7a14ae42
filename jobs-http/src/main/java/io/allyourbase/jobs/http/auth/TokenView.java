package io.allyourbase.jobs.http.auth;

/** What a login answers. */
record TokenView(String token) {
    @Override
    public String toString() {
        return "TokenView[***]";
    }
}
