/** What goes wrong. */
@NullMarked
package io.allyourbase.jobs.cli.faults.fault;

import org.jspecify.annotations.NullMarked;
