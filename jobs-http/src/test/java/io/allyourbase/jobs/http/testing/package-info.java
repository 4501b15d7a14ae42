/** A running admin server for tests, and a client that holds each answer to the OpenAPI document. */
@NullMarked
package io.allyourbase.jobs.http.testing;

import org.jspecify.annotations.NullMarked;
