/** The way to an admin server. */
@NullMarked
package io.allyourbase.jobs.cli.client;

import org.jspecify.annotations.NullMarked;
