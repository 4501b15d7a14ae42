@NullMarked
package io.allyourbase.jobs.cli.bench.cost;

import org.jspecify.annotations.NullMarked;
