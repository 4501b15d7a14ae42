/** The processes under test. */
@NullMarked
package io.allyourbase.jobs.cli.faults.worker;

import org.jspecify.annotations.NullMarked;
