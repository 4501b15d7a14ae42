/** A Postgres that can be harmed. */
@NullMarked
package io.allyourbase.jobs.cli.faults.server;

import org.jspecify.annotations.NullMarked;
