@NullMarked
package io.allyourbase.jobs.postgres.enqueue;

import org.jspecify.annotations.NullMarked;
