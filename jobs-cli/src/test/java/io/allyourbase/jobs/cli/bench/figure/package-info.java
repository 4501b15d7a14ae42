@NullMarked
package io.allyourbase.jobs.cli.bench.figure;

import org.jspecify.annotations.NullMarked;
