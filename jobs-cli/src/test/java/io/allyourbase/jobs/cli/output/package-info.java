@NullMarked
package io.allyourbase.jobs.cli.output;

import org.jspecify.annotations.NullMarked;
