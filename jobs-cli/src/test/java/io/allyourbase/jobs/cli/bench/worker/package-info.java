@NullMarked
package io.allyourbase.jobs.cli.bench.worker;

import org.jspecify.annotations.NullMarked;
