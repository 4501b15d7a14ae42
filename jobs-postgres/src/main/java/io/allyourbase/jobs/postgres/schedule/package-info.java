@NullMarked
package io.allyourbase.jobs.postgres.schedule;

import org.jspecify.annotations.NullMarked;
