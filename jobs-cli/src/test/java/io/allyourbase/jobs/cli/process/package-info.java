@NullMarked
package io.allyourbase.jobs.cli.process;

import org.jspecify.annotations.NullMarked;
