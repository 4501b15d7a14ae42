@NullMarked
package io.allyourbase.jobs.cli;

import org.jspecify.annotations.NullMarked;
