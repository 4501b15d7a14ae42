/** Requests that chance made. */
@NullMarked
package io.allyourbase.jobs.http.generated;

import org.jspecify.annotations.NullMarked;
