@NullMarked
package io.allyourbase.jobs.cli.bench.database;

import org.jspecify.annotations.NullMarked;
