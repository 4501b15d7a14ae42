@NullMarked
package io.allyourbase.jobs.http.error;

import org.jspecify.annotations.NullMarked;
