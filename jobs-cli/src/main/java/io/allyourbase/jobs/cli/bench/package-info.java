@NullMarked
package io.allyourbase.jobs.cli.bench;

import org.jspecify.annotations.NullMarked;
