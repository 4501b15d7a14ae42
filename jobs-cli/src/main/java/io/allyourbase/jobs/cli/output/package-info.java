/** Where and in which form commands print. */
@NullMarked
package io.allyourbase.jobs.cli.output;

import org.jspecify.annotations.NullMarked;
