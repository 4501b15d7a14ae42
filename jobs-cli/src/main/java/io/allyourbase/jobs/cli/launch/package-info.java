/** What the launcher script needs to start quickly. */
@NullMarked
package io.allyourbase.jobs.cli.launch;

import org.jspecify.annotations.NullMarked;
