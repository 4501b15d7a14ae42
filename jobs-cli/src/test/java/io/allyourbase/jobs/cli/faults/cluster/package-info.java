/** All of it together. */
@NullMarked
package io.allyourbase.jobs.cli.faults.cluster;

import org.jspecify.annotations.NullMarked;
