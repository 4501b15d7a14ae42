@NullMarked
package io.allyourbase.jobs.cli.bench.limit;

import org.jspecify.annotations.NullMarked;
