@NullMarked
package io.allyourbase.jobs.retry;

import org.jspecify.annotations.NullMarked;
