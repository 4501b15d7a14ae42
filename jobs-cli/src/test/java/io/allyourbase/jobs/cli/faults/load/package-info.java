/** Jobs, and who was told what of them. */
@NullMarked
package io.allyourbase.jobs.cli.faults.load;

import org.jspecify.annotations.NullMarked;
