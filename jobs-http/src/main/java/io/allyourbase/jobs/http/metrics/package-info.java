@NullMarked
package io.allyourbase.jobs.http.metrics;

import org.jspecify.annotations.NullMarked;
