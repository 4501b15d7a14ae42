/** Whether what happened is what was promised. */
@NullMarked
package io.allyourbase.jobs.cli.faults.check;

import org.jspecify.annotations.NullMarked;
