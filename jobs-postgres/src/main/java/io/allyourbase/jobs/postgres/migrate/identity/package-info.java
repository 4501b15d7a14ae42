/** What tells the history's rows apart for those to whom they are replicated. */
@NullMarked
package io.allyourbase.jobs.postgres.migrate.identity;

import org.jspecify.annotations.NullMarked;
