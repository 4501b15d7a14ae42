@NullMarked
package io.allyourbase.jobs.postgres.notify;

import org.jspecify.annotations.NullMarked;
