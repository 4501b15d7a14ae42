/** Whether the engine's statements are served by their indexes. */
@NullMarked
package io.allyourbase.jobs.postgres.check.plan;

import org.jspecify.annotations.NullMarked;
