/** Completion for shells. */
@NullMarked
package io.allyourbase.jobs.cli.completion;

import org.jspecify.annotations.NullMarked;
