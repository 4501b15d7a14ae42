@NullMarked
package io.allyourbase.jobs.cli.cluster;

import org.jspecify.annotations.NullMarked;
