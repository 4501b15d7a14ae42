/** Commands that make and change jobs. */
@NullMarked
package io.allyourbase.jobs.cli.jobs.change;

import org.jspecify.annotations.NullMarked;
