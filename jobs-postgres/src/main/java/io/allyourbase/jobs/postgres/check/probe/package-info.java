/** What makes a healthy queue slow or idle: the server, its settings, other sessions, missing workers. */
@NullMarked
package io.allyourbase.jobs.postgres.check.probe;

import org.jspecify.annotations.NullMarked;
