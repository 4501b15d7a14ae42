/** Commands that have commands. */
@NullMarked
package io.allyourbase.jobs.cli.group;

import org.jspecify.annotations.NullMarked;
