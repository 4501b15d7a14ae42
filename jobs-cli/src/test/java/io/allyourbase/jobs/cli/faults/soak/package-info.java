/** An hour under load. */
@NullMarked
package io.allyourbase.jobs.cli.faults.soak;

import org.jspecify.annotations.NullMarked;
