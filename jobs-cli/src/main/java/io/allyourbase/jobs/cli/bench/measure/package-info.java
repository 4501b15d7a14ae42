@NullMarked
package io.allyourbase.jobs.cli.bench.measure;

import org.jspecify.annotations.NullMarked;
