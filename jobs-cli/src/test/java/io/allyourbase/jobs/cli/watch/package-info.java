@NullMarked
package io.allyourbase.jobs.cli.watch;

import org.jspecify.annotations.NullMarked;
