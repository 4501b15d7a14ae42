@NullMarked
package io.allyourbase.jobs.http.limit;

import org.jspecify.annotations.NullMarked;
